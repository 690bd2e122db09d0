package org.rowhouse.site;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A request that has been answered.
 *
 * @param site the site that answered, or {@code null} if none did
 * @param method the HTTP method
 * @param path the path as it was sent, without the query
 * @param status the HTTP status
 * @param duration from the first filter to the last
 * @param effort what it took
 * @param failure what went wrong on the server, or {@code null}
 */
public record CompletedRequest(@Nullable Site site, String method, String path, int status, Duration duration,
		Effort effort, @Nullable RequestFailure failure) {

	/** The request attribute in which a {@link RequestFailure} is left. */
	public static final String FAILURE_ATTRIBUTE = CompletedRequest.class.getName() + ".failure";

	/**
	 * The request attribute in which is left how long making the page took, as a
	 * {@link Duration}.
	 */
	public static final String RENDERING_ATTRIBUTE = CompletedRequest.class.getName() + ".rendering";

	/**
	 * The request attribute in which is left how long statements of the database took, as
	 * a {@link Duration}.
	 */
	public static final String DATABASE_ATTRIBUTE = CompletedRequest.class.getName() + ".database";

	/**
	 * The request attribute, {@link Boolean#TRUE} where the answer came out of a cache of
	 * this server and nothing was made for it.
	 */
	public static final String CACHED_ATTRIBUTE = CompletedRequest.class.getName() + ".cached";

	/**
	 * The request attribute in which is left what mapping an answer was made by that came
	 * out of a cache of this server.
	 */
	public static final String PATTERN_ATTRIBUTE = CompletedRequest.class.getName() + ".pattern";

	/**
	 * What it took to answer.
	 *
	 * @param bytes how long the body was that was written; without headers
	 * @param rendering how long making the page took, the database included; zero where
	 * no page was made
	 * @param database how long the database took for its statements; zero where none was
	 * asked
	 * @param cached whether the answer came out of a cache of this server
	 * @param mapping the pattern of the handler that made the answer, now or before, such
	 * as {@code /posts/{slug}}; empty if there is none
	 */
	public record Effort(long bytes, Duration rendering, Duration database, boolean cached, String mapping) {

		/** None at all. */
		public static final Effort NONE = new Effort(0, Duration.ZERO, Duration.ZERO, false, "");

	}

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
