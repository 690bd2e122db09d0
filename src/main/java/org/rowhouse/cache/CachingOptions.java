package org.rowhouse.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;

/**
 * How long browsers, and caches on the way such as those of a CDN, may show answers of a
 * site without asking whether they have changed. It stands among the options of the site,
 * so that {@code site.yml} and {@code site-defaults.yml} can declare it. A time is
 * {@code 0} or a whole number with {@code s}, {@code m}, {@code h} or {@code d}, such as
 * {@code 5m}; at most 365 days. What cannot be used counts as 0: everybody asks.
 */
public final class CachingOptions {

	/** How long pages may be shown. */
	public static final String PAGES = "cachePages";

	/** The same for feeds, the sitemap and {@code robots.txt}. */
	public static final String FEEDS = "cacheFeeds";

	/** The same for icons, and for files at URLs that do not say what they hold. */
	public static final String FILES = "cacheFiles";

	/** How long caches on the way may show any of them; unset: as long as browsers. */
	public static final String SHARED = "cacheShared";

	/** All of them, in the order of the form. */
	public static final List<String> ALL = List.of(PAGES, FEEDS, FILES, SHARED);

	private static final Duration LONGEST = Duration.ofDays(365);

	private static final Pattern TIME = Pattern.compile("0|([0-9]{1,9})([smhd])");

	private final Map<String, String> options;

	private CachingOptions(Map<String, String> options) {
		this.options = options;
	}

	/**
	 * Reads the options of a site.
	 * @param site a site
	 * @return what they say
	 */
	public static CachingOptions of(Site site) {
		return new CachingOptions(site.options());
	}

	/**
	 * Reads options.
	 * @param options values by names
	 * @return what they say
	 */
	public static CachingOptions of(Map<String, String> options) {
		return new CachingOptions(options);
	}

	/**
	 * Returns what caches are told about answers that nothing is planned to change.
	 * @param kind what kind of answer it is
	 * @return the value of {@code Cache-Control}
	 */
	public String header(AnswerKind kind) {
		return cacheControl(kind).toString();
	}

	CacheControl cacheControl(AnswerKind kind) {
		return CacheControl.of(time(name(kind)), (text(SHARED).isEmpty()) ? null : time(SHARED));
	}

	private static String name(AnswerKind kind) {
		return switch (kind) {
			case PAGE -> PAGES;
			case FEED -> FEEDS;
			case FILE -> FILES;
		};
	}

	private Duration time(String name) {
		Duration time = parse(text(name));
		return (time != null) ? time : Duration.ZERO;
	}

	private String text(String name) {
		return this.options.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT);
	}

	private static @Nullable Duration parse(String text) {
		Matcher matcher = TIME.matcher(text);
		if (!matcher.matches()) {
			return null;
		}
		if (matcher.group(1) == null) {
			return Duration.ZERO;
		}
		long number = Long.parseLong(matcher.group(1));
		Duration time = switch (matcher.group(2)) {
			case "s" -> Duration.ofSeconds(number);
			case "m" -> Duration.ofMinutes(number);
			case "h" -> Duration.ofHours(number);
			default -> Duration.ofDays(number);
		};
		return (time.compareTo(LONGEST) <= 0) ? time : null;
	}

	/**
	 * Checks what somebody typed.
	 * @param typed values by the names of these options
	 * @return what is to be saved; what is empty is left out
	 * @throws InvalidInputException with a message for each that is wrong
	 */
	public static Map<String, String> check(Map<String, String> typed) {
		Map<String, String> kept = new LinkedHashMap<>();
		Map<String, String> errors = new LinkedHashMap<>();
		for (String name : ALL) {
			String value = typed.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT);
			if (!value.isEmpty()) {
				kept.put(name, value);
				if (parse(value) == null) {
					errors.put(name, "Write 0, or a whole number with s, m, h or d, such as 30s, 5m, 1h or 7d;"
							+ " at most 365d.");
				}
			}
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return kept;
	}

}
