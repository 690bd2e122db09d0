package org.rowhouse.site;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers requests that a site's limits do not allow, and counts them.
 */
@FunctionalInterface
public interface RequestRefusal {

	/**
	 * Answers with the platform's page and {@code Retry-After} (RFC 9110, section
	 * 10.2.3): 429 for {@link Refusals.Reason#RATE} (RFC 6585, section 4), otherwise 503.
	 * The answer may be sent after a pause, when this method has long returned; nothing
	 * else may be written then.
	 * @param request the request
	 * @param response the response, of which nothing has been sent
	 * @param site the site
	 * @param reason which limit it met
	 * @param retryAfter when to try again; rounded up to whole seconds, at least one
	 * @throws IOException if the client cannot be written to
	 */
	void refuse(HttpServletRequest request, HttpServletResponse response, Site site, Refusals.Reason reason,
			Duration retryAfter) throws IOException;

}
