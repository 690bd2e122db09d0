package org.rowhouse.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links and pictures in the text of an item begin at the root of its site. Where that is
 * not the root of the host, and in feeds, something must stand in front.
 */
final class RootLinks {

	/** In clean HTML attributes have double quotes, and text has none. */
	private static final Pattern ROOT = Pattern.compile("(href|src)=\"/(?!/)");

	private RootLinks() {
	}

	static String under(String base, String cleanHtml) {
		return (base.isEmpty()) ? cleanHtml
				: ROOT.matcher(cleanHtml).replaceAll("$1=\"" + Matcher.quoteReplacement(base) + "/");
	}

}
