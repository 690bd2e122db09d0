package org.rowhouse.site;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A request that has been answered.
 *
 * @param site the key of the site that answered, or {@code null} if none did
 * @param method the HTTP method
 * @param path the path as it was sent
 * @param status the HTTP status
 * @param duration from the first filter to the last
 * @param error what went wrong on the server, or {@code null}
 */
public record CompletedRequest(@Nullable String site, String method, String path, int status, Duration duration,
		@Nullable String error) {

	/** The request attribute in which the description of a server error is left. */
	public static final String ERROR_ATTRIBUTE = CompletedRequest.class.getName() + ".error";

	/**
	 * Is told of every answered request on the public port, on the thread that answered.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * Takes note.
		 * @param request the request
		 */
		void onCompleted(CompletedRequest request);

	}

}
