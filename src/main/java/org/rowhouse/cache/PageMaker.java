package org.rowhouse.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.cache.CachedPage.Header;
import org.rowhouse.cache.CachedPage.Life;
import org.rowhouse.cache.CachedPage.Made;
import org.rowhouse.cache.PageExchange.Leading;
import org.rowhouse.site.PlannedChanges;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Makes what is kept out of what a handler has answered.
 */
@Component
class PageMaker {

	/**
	 * Nothing that is known makes an answer wrong but a change of the site or of the
	 * themes; the year in a footer and the address of another site that shares a post are
	 * right again after this time.
	 */
	private static final Duration LIFE = Duration.ofHours(1);

	/** Below this compressing makes an answer longer, or not worth a second form. */
	private static final int MIN_COMPRESSED = 256;

	private static final int HASH_BYTES = 15;

	/** Of what has no tag, since nobody asks whether it has changed. */
	private static final String NO_TAG = "";

	private static final long SECOND = 1000;

	/** Those that follow from the request or from the body, and are added when sent. */
	private static final Set<String> OTHERS = Set.of("age", "cache-control", "connection", "content-encoding",
			"content-length", "date", "etag", "expires", "last-modified", "pragma", "server", "transfer-encoding");

	private static final Logger logger = LoggerFactory.getLogger(PageMaker.class);

	private final SiteResolver sites;

	private final PlannedChanges changes;

	private final SurrogateKeys keys;

	private final PageCache cache;

	PageMaker(SiteResolver sites, PlannedChanges changes, SurrogateKeys keys, PageCache cache) {
		this.cache = cache;
		this.sites = sites;
		this.changes = changes;
		this.keys = keys;
	}

	CachedPage make(PageExchange exchange, Leading leading, byte[] body, HttpServletRequest request,
			HttpServletResponse response) {
		long now = this.cache.clock().millis();
		int status = response.getStatus();
		CacheControl said = told(exchange.site(), leading.declared().value(), response);
		CacheControl told = (said.isKept() && !isLasting(exchange)) ? CacheControl.ASK : said;
		long change = (told.isKept()) ? change(exchange.site(), now) : Long.MAX_VALUE;
		List<Header> headers = headers(response);
		if (told.mayBeStored()) {
			headers.addAll(this.keys.headers(exchange.site(), exchange.itemId()));
		}
		Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		boolean compressible = isCompressible(type(response)) && body.length >= MIN_COMPRESSED;
		Body bytes = new Body(body, compressible, (status == HttpServletResponse.SC_OK) ? hash(body) : NO_TAG);
		return new CachedPage(exchange.site(),
				new Made(status, List.copyOf(headers), told, List.of(leading.declared().numbers()),
						(pattern != null) ? pattern.toString() : "", exchange.visits()),
				bytes, life(exchange, bytes, now, change));
	}

	/**
	 * What is there is kept as long as the site says. What moved or is not there is told
	 * as its handler says: no guess of a cache (RFC 9111, section 4.2.2) takes its place.
	 * What brings a cookie is for one visitor (section 7.3).
	 */
	CacheControl told(Site site, AnswerKind kind, HttpServletResponse response) {
		String said = response.getHeader("Cache-Control");
		if (said != null && !CacheControl.ASK.toString().equals(said)) {
			return CacheControl.of(said);
		}
		if (response.containsHeader("Set-Cookie")) {
			return CacheControl.NEVER;
		}
		return (response.getStatus() == HttpServletResponse.SC_OK) ? CachingOptions.of(site).cacheControl(kind)
				: CacheControl.ASK;
	}

	/**
	 * Whether nothing failed on the way to it and nothing has changed since: a CDN that
	 * gets this after it was told of a change would keep what is wrong.
	 */
	private boolean isLasting(PageExchange exchange) {
		Site site = exchange.site();
		return exchange.isKept() && this.cache.generation() == exchange.generation()
				&& this.sites.find(site.id()).filter((now) -> now.version() == site.version()).isPresent();
	}

	/**
	 * When nobody can say what is planned the answer is good for a second: robots.txt
	 * needs no database otherwise.
	 */
	private long change(Site site, long now) {
		try {
			return this.changes.next(site).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("What is planned for site '{}' cannot be read", site.key(), ex);
			return now + SECOND;
		}
	}

	private static List<Header> headers(HttpServletResponse response) {
		List<Header> headers = new ArrayList<>();
		for (String name : response.getHeaderNames()) {
			if (!OTHERS.contains(name.toLowerCase(Locale.ROOT))) {
				response.getHeaders(name).forEach((value) -> headers.add(new Header(name, value)));
			}
		}
		return headers;
	}

	private static String type(HttpServletResponse response) {
		String type = response.getContentType();
		return (type != null) ? type.toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * What is made anew and has not changed is as old as before. The connector takes the
	 * date of an answer when its request comes, and this must not be later (RFC 9110,
	 * section 8.8.2.1), so it is a second before.
	 */
	private static Life life(PageExchange exchange, Body body, long now, long change) {
		CachedPage before = exchange.outdated();
		long modified = (before != null && before.body().isSameAs(body)) ? before.life().modified()
				: (exchange.begun() / SECOND - 1) * SECOND;
		long until = now + LIFE.toMillis();
		return new Life(exchange.generation(), now, modified,
				DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.ofEpochMilli(modified).atOffset(ZoneOffset.UTC)),
				(change > now) ? Math.min(until, change) : until, change);
	}

	private static boolean isCompressible(String type) {
		return type.startsWith("text/") || type.contains("xml") || type.contains("json");
	}

	private static String hash(byte[] bytes) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
			return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
