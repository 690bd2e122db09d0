package org.rowhouse.visitor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PrivateBranches;

/**
 * What a private area can be.
 */
final class AreaRules {

	private static final int MAX_PATH = 200;

	private static final Pattern PATH = Pattern.compile("(/[a-z0-9][a-z0-9_-]*(\\.[a-z0-9_-]+)*)+");

	/** First segments of what shows content that is elsewhere, or belongs to the site. */
	private static final Set<String> RESERVED = Set.of("tag", "author", "search", "search.json", "error", "feed.xml",
			"feed.json", "rss.xml", "options.css", "sitemap.xml", "robots.txt", "favicon.ico", "site.webmanifest",
			"icons", "preview");

	private AreaRules() {
	}

	/**
	 * Brings a path into the form in which it is kept.
	 * @param typed such as {@code club/} or {@code /Club}
	 * @param errors is told what is wrong with it
	 * @return the path
	 */
	static String path(String typed, Map<String, String> errors) {
		String path = "/" + typed.strip().toLowerCase(Locale.ROOT).replaceAll("^/+|/+$", "");
		String mistake = mistakeIn(path);
		if (mistake != null) {
			errors.put("path", mistake);
		}
		return path;
	}

	/**
	 * Checks a path in the form in which it is kept.
	 * @param path the path
	 * @return what is wrong with it and what to do, or {@code null}
	 */
	static @Nullable String mistakeIn(String path) {
		if (path.equals(PrivateBranches.WHOLE)) {
			return null;
		}
		String first = path.substring(1).replaceFirst("/.*", "");
		if (RESERVED.contains(first)) {
			return "/" + first + " belongs to the site itself. Protect the pages or posts that it leads to.";
		}
		if (path.startsWith("/posts/")) {
			return "Posts are protected together, with their lists and feeds: write /posts. What a few are to read "
					+ "can be a page below another one.";
		}
		if (path.startsWith("/media/")) {
			return "Files are protected together: write /media, or / for the whole site.";
		}
		return (path.length() <= MAX_PATH && PATH.matcher(path).matches()) ? null
				: "Write the path of a page, such as /members, or / for the whole site.";
	}

	/** Reads how visitors show that they may enter. */
	static AreaWay way(String typed, Map<String, String> errors) {
		return AreaWay.of(typed).orElseGet(() -> {
			errors.put("way", "Choose form or basic.");
			return AreaWay.FORM;
		});
	}

	/** Reads who may enter. */
	static AreaAudience audience(String typed, Map<String, String> errors) {
		return AreaAudience.of(typed).orElseGet(() -> {
			errors.put("audience", "Choose password or visitors.");
			return AreaAudience.PASSWORD;
		});
	}

	static void requireNone(Map<String, String> errors) {
		if (!errors.isEmpty()) {
			throw new InvalidInputException(new LinkedHashMap<>(errors));
		}
	}

}
