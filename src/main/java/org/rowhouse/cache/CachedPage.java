package org.rowhouse.cache;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.ReadyAnswers;
import org.rowhouse.site.Site;

/**
 * An answer that was made once: its status, its headers and its bytes, as they are and
 * compressed. It is right as long as the site and the themes are as they were when making
 * it began.
 */
final class CachedPage {

	private static final int OK = 200;

	private static final int FAILURE = 500;

	/** RFC 9110, section 15.1, has these among those that may be kept. */
	private static final Set<Integer> KEPT = Set.of(OK, 301, 302, 307, 308, 404, 410);

	/** Writing it down each time would make processors wait for each other. */
	private static final long OFTEN = 200;

	private static final int BYTES_OF_PAGE = 1600;

	private static final int BYTES_OF_HEADER = 100;

	private static final long MILLIS = 1000;

	private final Made made;

	private final Body body;

	private final Life life;

	/** What caches were told last: before a planned change it differs each second. */
	private volatile @Nullable Told told;

	/** As it was, or as it is now and no different. */
	private volatile Site site;

	/** When it was last known to be right, in milliseconds, to within {@value #OFTEN}. */
	private volatile long right;

	/** When it was last asked for, likewise. */
	private volatile long asked;

	private volatile @Nullable ReadyPage ready;

	private volatile @Nullable ReadyPage readyGzip;

	CachedPage(Site site, Made made, Body body, Life life) {
		this.site = site;
		this.made = made;
		this.body = body;
		this.life = life;
		this.right = life.made();
	}

	/**
	 * Its headers as they are sent, from the second time on.
	 * @param compressed whether with the compressed bytes
	 * @param connector what sends them
	 * @return the headers
	 */
	ReadyPage ready(boolean compressed, ReadyAnswers connector) {
		ReadyPage known = (compressed) ? this.readyGzip : this.ready;
		if (known != null) {
			return known;
		}
		ReadyPage made = ReadyPage.of(this, compressed, connector);
		if (compressed) {
			this.readyGzip = made;
		}
		else {
			this.ready = made;
		}
		return made;
	}

	Made made() {
		return this.made;
	}

	Body body() {
		return this.body;
	}

	Life life() {
		return this.life;
	}

	/**
	 * Tells whether the answer would be made the same way now.
	 * @param now the site as it is
	 * @param generation the number of the themes as they are
	 * @param millis the time
	 * @return whether it would
	 */
	boolean isFresh(Site now, long generation, long millis) {
		if (this.life.generation() != generation || millis >= this.life.until() || !isOf(now)) {
			return false;
		}
		if (millis - this.right > OFTEN) {
			this.right = millis;
		}
		return true;
	}

	/**
	 * Tells who counts the requests for it, if anybody does, of one more.
	 * @param site the site
	 * @param request the request
	 */
	void countVisit(Site site, HttpServletRequest request) {
		BiConsumer<Site, HttpServletRequest> visits = this.made.visits();
		if (visits != null) {
			visits.accept(site, request);
		}
	}

	/**
	 * Notes that somebody asks for it.
	 * @param millis the time
	 * @return whether that is news
	 */
	boolean noteAsked(long millis) {
		if (millis - this.asked <= OFTEN) {
			return false;
		}
		this.asked = millis;
		return true;
	}

	/**
	 * Tells whether it was right a moment ago, so that it is being asked for and its
	 * change is as old as that.
	 * @param millis the time
	 * @param since how long ago, in milliseconds
	 * @return whether it was
	 */
	boolean wasRight(long millis, long since) {
		return millis - this.right <= since && millis < this.life.change();
	}

	/**
	 * Tells whether it says nothing that has been changed on the site since, however old
	 * it is and whatever the themes look like now.
	 * @param now the site as it is
	 * @param millis the time
	 * @return whether it does
	 */
	boolean isUnchanged(Site now, long millis) {
		return isOf(now) && millis < this.life.change();
	}

	/** The version of the site that it was made for. */
	long version() {
		return this.site.version();
	}

	/**
	 * Settings of the platform change sites without raising their version, and reading a
	 * site again makes another object of what has not changed.
	 */
	@SuppressWarnings("ReferenceEquality")
	private boolean isOf(Site now) {
		Site before = this.site;
		if (before == now) {
			return true;
		}
		if (before.version() != now.version() || !before.equals(now)) {
			return false;
		}
		this.site = now;
		return true;
	}

	boolean isRedirect() {
		return this.made.status() / 100 == 3;
	}

	/**
	 * Tells whether others may get it, too.
	 * @param queried whether it was asked for with a query, which redirects hand on
	 * @return whether they may
	 */
	boolean isKeepable(boolean queried) {
		boolean open = !this.made.cacheControl().toString().contains("private")
				&& this.made.headers().stream().noneMatch((header) -> header.name().equalsIgnoreCase("Set-Cookie"));
		return open && KEPT.contains(this.made.status()) && !(isRedirect() && queried);
	}

	boolean isFailure() {
		return this.made.status() >= FAILURE;
	}

	/**
	 * Returns what caches on the way are told while something is planned. It is written
	 * at most once a second.
	 * @param now the time in milliseconds
	 * @return the value of {@code Cache-Control}
	 */
	String cacheControl(long now) {
		long change = this.life.change();
		long seconds = (change - now) / MILLIS;
		Told last = this.told;
		if (last == null || last.seconds() != seconds) {
			last = new Told(seconds, this.made.cacheControl().header(now, change));
			this.told = last;
		}
		return last.header();
	}

	boolean isFound() {
		return this.made.status() == OK;
	}

	/** Roughly what it takes in memory. */
	int weight() {
		return BYTES_OF_PAGE + BYTES_OF_HEADER * this.made.headers().size() + this.body.weight();
	}

	/**
	 * What a handler answered.
	 *
	 * @param status the HTTP status
	 * @param headers what is sent with the body, but for what follows from it and from
	 * the request
	 * @param cacheControl what caches on the way are told
	 * @param numbers the parameters that the handler declares
	 * @param pattern the mapping of the handler, for metrics
	 * @param visits what counts the requests for it; {@code null} if nothing does
	 */
	record Made(int status, List<Header> headers, CacheControl cacheControl, List<String> numbers, String pattern,
			@Nullable BiConsumer<Site, HttpServletRequest> visits) {

	}

	/**
	 * When it was made, and how long it is right.
	 *
	 * @param generation the number of the themes
	 * @param made when it was made, in milliseconds
	 * @param modified since when these bytes have been the answer, in milliseconds
	 * @param lastModified the same as an HTTP date
	 * @param until when it is made again even if nothing has changed, in milliseconds
	 * @param change when something of the site will change by plan, in milliseconds;
	 * {@link Long#MAX_VALUE} if nothing will
	 */
	record Life(long generation, long made, long modified, String lastModified, long until, long change) {

	}

	/**
	 * What caches were told.
	 *
	 * @param seconds so long before the planned change
	 * @param header the value of {@code Cache-Control}
	 */
	private record Told(long seconds, String header) {

	}

	/**
	 * A header of an answer.
	 *
	 * @param name its name
	 * @param value its value
	 */
	record Header(String name, String value) {

	}

}
