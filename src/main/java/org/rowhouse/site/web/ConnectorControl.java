package org.rowhouse.site.web;

import java.util.Collections;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.ReadyAnswers;

/**
 * What only the connector knows about a request or can do to its connection.
 */
public interface ConnectorControl extends ReadyAnswers {

	/** What the connector calls a request that names no host. */
	String NO_HOST = "no-host.invalid";

	/**
	 * Closes the connection of a request without an answer.
	 * @param request the request
	 */
	void close(HttpServletRequest request);

	/**
	 * Tells whether the body of a request to a site is as small as it has to be. Where
	 * its length is not told, who reads too much of it gets an exception.
	 * @param request the request
	 * @return whether it is, as far as can be told before it is read
	 */
	boolean admitsBody(HttpServletRequest request);

	/**
	 * Tells why a body or a query could not be read.
	 * @param failure what was thrown to who read it
	 * @return the status to answer with: 408 if it came too slowly, 413 if it is too
	 * large, 400 for every other reason
	 */
	int statusOf(Throwable failure);

	/**
	 * Tells whether a request has a header of some name.
	 * @param request the request
	 * @param name tells whether a name is one of those
	 * @return whether it has
	 */
	default boolean hasHeader(HttpServletRequest request, Predicate<String> name) {
		return Collections.list(request.getHeaderNames()).stream().anyMatch(name);
	}

	/**
	 * Returns the length of what has been written to a response up to now, before it is
	 * compressed. What is still in its buffer counts.
	 * @param response the response
	 * @return bytes, without headers
	 */
	long sentBytes(HttpServletResponse response);

}
