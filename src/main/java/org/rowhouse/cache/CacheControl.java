package org.rowhouse.cache;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What caches on the way are told about an answer: {@code Cache-Control} (RFC 9111,
 * section 5.2), with RFC 5861's leave to show it a little longer while it is fetched
 * again or when nobody answers.
 */
final class CacheControl {

	/** Every cache may keep it and asks each time whether it has changed. */
	static final CacheControl ASK = new CacheControl("no-cache", 0, 0);

	/** It is for one visitor alone. */
	static final CacheControl NEVER = new CacheControl("private, no-store", 0, 0);

	private static final long WHILE_FETCHING_SECONDS = 60;

	private static final long WHEN_FAILING_SECONDS = Duration.ofDays(1).toSeconds();

	private static final long MILLIS = 1000;

	private final String text;

	private final long browsers;

	private final long shared;

	private CacheControl(String text, long browsers, long shared) {
		this.text = text;
		this.browsers = browsers;
		this.shared = shared;
	}

	/**
	 * Passes on what a handler said itself.
	 * @param value a whole header
	 * @return the same
	 */
	static CacheControl of(String value) {
		return new CacheControl(value, 0, 0);
	}

	/**
	 * Lets caches show an answer without asking.
	 * @param browsers how long that of a browser may; zero: not at all
	 * @param shared how long those on the way may; {@code null}: as long as browsers
	 * @return the header; {@link #ASK} if nobody may
	 */
	static CacheControl of(Duration browsers, @Nullable Duration shared) {
		long own = browsers.toSeconds();
		long others = (shared != null) ? shared.toSeconds() : own;
		return (own == 0 && others == 0) ? ASK : new CacheControl(write(own, others), own, others);
	}

	/**
	 * Where browsers are to ask each time nobody gets leave to show what is outdated:
	 * they would take it for themselves, and {@code s-maxage} takes it from the others
	 * (RFC 9111, section 5.2.2.10).
	 */
	private static String write(long browsers, long shared) {
		String stale = (browsers > 0) ? ", stale-while-revalidate=" + Math.min(WHILE_FETCHING_SECONDS, browsers)
				+ ", stale-if-error=" + WHEN_FAILING_SECONDS : "";
		return "public, max-age=" + browsers + ((shared != browsers) ? ", s-maxage=" + shared : "") + stale;
	}

	/**
	 * Returns the header.
	 * @param now the time in milliseconds
	 * @param change when the answer will be wrong by plan, in milliseconds
	 * @return its value; nobody may keep the answer beyond the change
	 */
	String header(long now, long change) {
		if (isWhole(now, change)) {
			return this.text;
		}
		long left = Math.max(0, (change - now) / MILLIS);
		long own = Math.min(this.browsers, left);
		long others = Math.min(this.shared, left);
		return (own == 0 && others == 0) ? ASK.text
				: "public, max-age=" + own + ((others != own) ? ", s-maxage=" + others : "");
	}

	/** Whether nothing is planned that shortens it. */
	boolean isWhole(long now, long change) {
		return change == Long.MAX_VALUE || !isKept()
				|| (change - now) / MILLIS >= Math.max(this.browsers, this.shared) + WHEN_FAILING_SECONDS;
	}

	/** Whether caches may show it without asking. */
	boolean isKept() {
		return this.browsers > 0 || this.shared > 0;
	}

	/** Whether caches on the way may store it, be it to ask each time. */
	boolean mayBeStored() {
		return !this.text.contains("no-store") && !this.text.contains("private");
	}

	@Override
	public String toString() {
		return this.text;
	}

}
