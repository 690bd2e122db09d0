package org.rowhouse.site;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Says which site the log lines of this thread are about, until it is closed on the same
 * thread. {@link CurrentSite} does so wherever a site is bound; only what works on a
 * folder before its site exists needs to.
 */
public final class LogSite implements AutoCloseable {

	/** The name in SLF4J's mapped diagnostic context; the value is a site's key. */
	public static final String NAME = "site";

	private final @Nullable String previous;

	private LogSite(@Nullable String previous) {
		this.previous = previous;
	}

	/**
	 * Begins to say so.
	 * @param key the site's key, or {@code null} if the lines are about none
	 * @return what ends it and says again what was said before
	 */
	public static LogSite open(@Nullable String key) {
		LogSite opened = new LogSite(MDC.get(NAME));
		set(key);
		return opened;
	}

	private static void set(@Nullable String key) {
		if (key != null) {
			MDC.put(NAME, key);
		}
		else {
			MDC.remove(NAME);
		}
	}

	@Override
	public void close() {
		set(this.previous);
	}

}
