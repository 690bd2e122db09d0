package org.rowhouse.content;

import java.util.Locale;
import java.util.Set;

import org.springframework.web.util.HtmlUtils;

/**
 * Takes the markup out of clean HTML. What comes out is text, and has to be escaped where
 * it is shown.
 */
final class TextOfHtml {

	/** Their borders are none of words. */
	private static final Set<String> INLINE = Set.of("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i",
			"ins", "kbd", "mark", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr");

	private TextOfHtml() {
	}

	/**
	 * Returns the text between the tags.
	 * @param html clean HTML, in which each {@code <} begins a tag
	 * @return the text, with a space where a block or a line ends
	 */
	static String of(String html) {
		StringBuilder text = new StringBuilder(html.length());
		int at = 0;
		while (at < html.length()) {
			int tag = html.indexOf('<', at);
			append(text, html, at, (tag < 0) ? html.length() : tag);
			int end = (tag < 0) ? -1 : html.indexOf('>', tag);
			if (end < 0) {
				break;
			}
			if (!INLINE.contains(name(html, tag + 1, end))) {
				text.append(' ');
			}
			at = end + 1;
		}
		return text.toString().strip();
	}

	private static void append(StringBuilder text, String html, int from, int to) {
		String part = html.substring(from, to);
		text.append((part.indexOf('&') < 0) ? part : HtmlUtils.htmlUnescape(part));
	}

	private static String name(String html, int from, int end) {
		int start = (html.charAt(from) == '/') ? from + 1 : from;
		int stop = start;
		while (stop < end && Character.isLetterOrDigit(html.charAt(stop))) {
			stop++;
		}
		return html.substring(start, stop).toLowerCase(Locale.ROOT);
	}

}
