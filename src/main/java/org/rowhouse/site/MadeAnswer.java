package org.rowhouse.site;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * An answer that has been made and not been sent. The filter of sites sends it, if it can
 * on a thread that may wait for a slow reader (decision 0029).
 *
 * @param bytes what is kept in memory for it alone until it is sent
 * @param sending sends it
 */
public record MadeAnswer(long bytes, Sending sending) {

	/**
	 * Leaves the answer to a request behind the filter of sites. Whoever leaves it writes
	 * nothing to the response.
	 * @param request the request
	 */
	public void leaveTo(HttpServletRequest request) {
		request.setAttribute(MadeAnswer.class.getName(), this);
	}

	/**
	 * Takes what was left.
	 * @param request the request
	 * @return the answer; {@code null} if there is none
	 */
	public static @Nullable MadeAnswer take(HttpServletRequest request) {
		if (request.getAttribute(MadeAnswer.class.getName()) instanceof MadeAnswer answer) {
			request.removeAttribute(MadeAnswer.class.getName());
			return answer;
		}
		return null;
	}

	/**
	 * How an answer is sent.
	 */
	@FunctionalInterface
	public interface Sending {

		/**
		 * Sends it.
		 * @throws IOException if the client cannot be written to
		 */
		void send() throws IOException;

	}

}
