package org.rowhouse.site;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Sends what has been sent before without putting it together again. Only the connector
 * knows the form in which it is sent.
 */
public interface ReadyAnswers {

	/**
	 * Puts headers that are sent often into the form in which they are sent.
	 * @param headers names and values, none of which says how the answer is framed
	 * @return the same headers
	 */
	ReadyHeaders ready(List<Map.Entry<String, String>> headers);

	/**
	 * Adds headers to those of a response that has not been committed. Who reads the
	 * headers of the response may not see them.
	 * @param response the response
	 * @param headers the headers
	 */
	void add(HttpServletResponse response, ReadyHeaders headers);

	/**
	 * Sends a whole body with its length, to which nothing is added later.
	 * @param response the response, with all headers
	 * @param body the body, which nobody changes
	 * @throws IOException if the client cannot be written to
	 */
	void send(HttpServletResponse response, byte[] body) throws IOException;

	/**
	 * Headers in the form in which the connector sends them.
	 */
	interface ReadyHeaders {

	}

}
