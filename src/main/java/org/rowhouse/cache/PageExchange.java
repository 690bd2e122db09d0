package org.rowhouse.cache;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;

/**
 * A request for which nothing right is kept: what is known of it on its way to the
 * handler and back. One of those who ask for the same makes the answer; the others get
 * that one, or for a second the one from before.
 */
public final class PageExchange {

	private static final String ATTRIBUTE = PageExchange.class.getName();

	/**
	 * For so long after a change an answer from before will do while a new one is made.
	 */
	private static final long OUTDATED_MILLIS = 1000;

	private static final long OUTDATED_NANOS = TimeUnit.MILLISECONDS.toNanos(OUTDATED_MILLIS);

	/** For so long one will do if none can be made. */
	private static final long FALLBACK_MILLIS = 60_000;

	private final PageKey path;

	private final Site site;

	private final long generation;

	private final Clock clock;

	private final long begun;

	private final Flight flight = new Flight();

	/** What this request makes an answer for; {@code null} if for itself alone. */
	private @Nullable Leading leading;

	private @Nullable CachedPage outdated;

	private @Nullable Answer answer;

	private byte @Nullable [] body;

	private boolean kept = true;

	private @Nullable BiConsumer<Site, HttpServletRequest> visits;

	private @Nullable Long itemId;

	PageExchange(PageKey path, Site site, long generation, Clock clock) {
		this.path = path;
		this.site = site;
		this.generation = generation;
		this.clock = clock;
		this.begun = clock.millis();
	}

	/**
	 * Says that what went wrong lies outside of the site: the database is away, or the
	 * machine is busy. An answer from before is better then, unless the site has changed
	 * since and that is more than a minute ago: what was taken back must not come again.
	 * @param request the request
	 * @return whether there is one, which is sent in the place of whatever is answered
	 */
	public static boolean fallBack(HttpServletRequest request) {
		PageExchange exchange = of(request);
		if (exchange == null) {
			return false;
		}
		exchange.kept = false;
		CachedPage before = exchange.outdated;
		long now = exchange.clock.millis();
		if (before == null || !(before.isUnchanged(exchange.site, now) || before.wasRight(now, FALLBACK_MILLIS))) {
			return false;
		}
		exchange.answer = new Answer(before, true);
		return true;
	}

	/**
	 * Says that the answer is of this moment: it would be another one if nothing had
	 * failed on the way to it.
	 * @param request the request
	 */
	public static void keepNothing(HttpServletRequest request) {
		PageExchange exchange = of(request);
		if (exchange != null) {
			exchange.kept = false;
		}
	}

	/**
	 * Names what counts the requests for an answer that nobody is asked for again,
	 * because it is kept.
	 * @param request the request that is answered first
	 * @param visits takes each of the others; no site is bound
	 */
	public static void countVisits(HttpServletRequest request, BiConsumer<Site, HttpServletRequest> visits) {
		PageExchange exchange = of(request);
		if (exchange != null) {
			exchange.visits = visits;
		}
	}

	/**
	 * Names the page or post that an answer shows, for its tags.
	 * @param request the request
	 * @param itemId its number; {@code null} if it shows none, or several
	 */
	public static void shows(HttpServletRequest request, @Nullable Long itemId) {
		PageExchange exchange = of(request);
		if (exchange != null) {
			exchange.itemId = itemId;
		}
	}

	static @Nullable PageExchange of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof PageExchange exchange) ? exchange : null;
	}

	void attach(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/** Whatever is answered from now on, such as that something failed, goes as it is. */
	static void detach(HttpServletRequest request) {
		request.removeAttribute(ATTRIBUTE);
	}

	/**
	 * Finds out who makes the answer, once the handler is known.
	 * @param declared what the handler declares
	 * @param query the raw query, or {@code null}
	 * @param cache what is kept
	 * @return whether the handler is to answer
	 */
	boolean begin(PageCached declared, @Nullable String query, PageCache cache) {
		PageKey key = this.path.with(List.of(declared.numbers()), query);
		if (key == null || !key.isKept()) {
			return true;
		}
		while (this.answer == null && this.leading == null) {
			CachedPage known = usable(cache.find(key), query);
			if (known != null && cache.isFresh(known, this.site)) {
				this.answer = new Answer(known, false);
				break;
			}
			this.outdated = known;
			Flight.Goal goal = new Flight.Goal(key, this.site.version());
			Flight other = cache.flights().begin(goal, this.flight);
			if (other == null) {
				this.leading = new Leading(key, goal, declared, cache.flights());
				landedMeanwhile(key, query, cache);
			}
			else if (known != null && other.nanos() < OUTDATED_NANOS
					&& known.wasRight(this.clock.millis(), OUTDATED_MILLIS)) {
				this.answer = new Answer(known, true);
			}
			else if (!follow(other, query, cache)) {
				return true;
			}
		}
		return this.answer == null;
	}

	/** Between looking and beginning somebody may have landed. */
	private void landedMeanwhile(PageKey key, @Nullable String query, PageCache cache) {
		CachedPage known = usable(cache.find(key), query);
		if (known != null && cache.isFresh(known, this.site)) {
			this.answer = new Answer(known, false);
			land(known);
		}
	}

	/** Whether it is worth looking again. */
	private boolean follow(Flight other, @Nullable String query, PageCache cache) {
		CachedPage made = usable(cache.flights().await(this.site.id(), other), query);
		if (made == null) {
			return false;
		}
		if (cache.isFresh(made, this.site)) {
			this.answer = new Answer(made, false);
		}
		return true;
	}

	/** A redirect hands the query on, so it is of use only without one. */
	private static @Nullable CachedPage usable(@Nullable CachedPage page, @Nullable String query) {
		return (page == null || (page.isRedirect() && query != null)) ? null : page;
	}

	/** Tells those who wait; a second time changes nothing. */
	void land(@Nullable CachedPage page) {
		Leading led = this.leading;
		if (led != null) {
			this.leading = null;
			led.flights().end(led.goal(), this.flight, page);
		}
	}

	void keepBody(byte[] bytes) {
		this.body = bytes;
	}

	byte @Nullable [] body() {
		return this.body;
	}

	/** Whether nobody has said that others should not get the answer. */
	boolean isKept() {
		return this.kept;
	}

	@Nullable Answer answer() {
		return this.answer;
	}

	@Nullable Leading leading() {
		return this.leading;
	}

	@Nullable CachedPage outdated() {
		return this.outdated;
	}

	@Nullable BiConsumer<Site, HttpServletRequest> visits() {
		return this.visits;
	}

	@Nullable Long itemId() {
		return this.itemId;
	}

	Site site() {
		return this.site;
	}

	/** When the request came, in milliseconds. */
	long begun() {
		return this.begun;
	}

	long generation() {
		return this.generation;
	}

	/**
	 * What is sent without asking the handler.
	 *
	 * @param page what it is
	 * @param outdated whether there should be a newer one
	 */
	record Answer(CachedPage page, boolean outdated) {

	}

	/**
	 * That a request makes an answer for others, too.
	 *
	 * @param key what the answer is told apart by
	 * @param goal the answer for the version of the site that this request has met
	 * @param declared what its handler declares
	 * @param flights where the others wait
	 */
	record Leading(PageKey key, Flight.Goal goal, PageCached declared, Flight.Board flights) {

	}

}
