package org.rowhouse.site;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were made before and are right for everybody who asks. They are sent at
 * the door of a site, before anything is bound to the request or noted about it.
 */
@FunctionalInterface
public interface KeptAnswers {

	/**
	 * Sends what is kept for a request, if it is right.
	 * @param site the site as it is
	 * @param prefix the path under which the site lives on the requested host
	 * @param path the normalised path, with the prefix
	 * @param request the request
	 * @param response the response, of which nothing has been set
	 * @return what was sent; {@code null} if nothing was, and nothing was touched
	 * @throws IOException if the client cannot be written to
	 */
	@Nullable Sent send(Site site, String prefix, RequestPath path, HttpServletRequest request, HttpServletResponse response)
			throws IOException;

	/**
	 * An answer that was sent.
	 *
	 * @param site the site
	 * @param status the HTTP status
	 * @param bytes the length of the body
	 * @param mapping the pattern of the handler that had made it
	 */
	record Sent(Site site, int status, long bytes, String mapping) {

	}

}
