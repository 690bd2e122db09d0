package org.rowhouse.theme;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PlainText;

/**
 * What the values of each type of option may be.
 */
final class OptionValues {

	private static final int MAX_TEXT = 500;

	private static final int MAX_LINES = 2000;

	private static final Pattern SHORT_COLOR = Pattern.compile("#[0-9a-fA-F]{3}");

	private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

	private static final Set<String> YES = Set.of("yes", "true", "on");

	/** What says no, in lower case. */
	static final Set<String> NO = Set.of("no", "false", "off");

	private static final Pattern IMAGE = Pattern.compile("/static/[^\\s\\\\?#\"'<>]+");

	private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[^\\s\\\\\"<>]*");

	private static final Pattern URL = Pattern
		.compile("https?://[^\\s/\\\\\"<>][^\\s\\\\\"<>]*|(mailto|tel):[^\\s\\\\\"<>]+", Pattern.CASE_INSENSITIVE);

	private OptionValues() {
	}

	static String read(ThemeOption option, String typed) {
		String text = typed.strip();
		return switch (option.type()) {
			case TEXT -> text(option, text, MAX_TEXT, false);
			case LINES -> text(option, text.replace("\r\n", "\n"), MAX_LINES, true);
			case COLOR -> color(option, text);
			case CHOICE -> choice(option, text);
			case TOGGLE -> toggle(option, text);
			case IMAGE -> image(option, text);
			case LINK -> link(option, text);
		};
	}

	private static String text(ThemeOption option, String text, int max, boolean severalLines) {
		if (text.length() > max) {
			throw unfit(option, "At most " + max + " characters; these are " + text.length() + ".");
		}
		boolean fits = text.chars().noneMatch((c) -> Character.isISOControl(c) && !(severalLines && c == '\n'));
		if (!PlainText.isPlain(text) || !fits) {
			throw unfit(option, (severalLines) ? "Write it without control characters."
					: "Write it on one line, without control characters.");
		}
		return text;
	}

	private static String color(ThemeOption option, String text) {
		if (SHORT_COLOR.matcher(text).matches()) {
			return text.toLowerCase(Locale.ROOT).replaceAll("[0-9a-f]", "$0$0");
		}
		if (!COLOR.matcher(text).matches()) {
			throw unfit(option, "'" + shortened(text) + "' is not a colour. Write one such as #b3401f.");
		}
		return text.toLowerCase(Locale.ROOT);
	}

	private static String choice(ThemeOption option, String text) {
		if (option.choices().stream().noneMatch((choice) -> choice.value().equals(text))) {
			throw unfit(option, "'" + shortened(text) + "' is not one of the choices. They are "
					+ option.choices().stream().map(ThemeOption.Choice::value).collect(Collectors.joining(", ")) + ".");
		}
		return text;
	}

	private static String toggle(ThemeOption option, String text) {
		String word = text.toLowerCase(Locale.ROOT);
		if (!YES.contains(word) && !NO.contains(word)) {
			throw unfit(option, "'" + shortened(text) + "' is neither yes nor no. Write one of them.");
		}
		return (YES.contains(word)) ? "yes" : "no";
	}

	private static String image(ThemeOption option, String text) {
		boolean fits = text.length() <= MAX_TEXT && IMAGE.matcher(text).matches() && !text.contains("..")
				&& !text.contains("//") && PlainText.isPlain(text);
		if (!fits) {
			throw unfit(option,
					"'" + shortened(text) + "' is not a picture of the site. Write the path of one, such as "
							+ "/static/logo.svg; browsers load none from another host.");
		}
		return text;
	}

	private static String link(ThemeOption option, String text) {
		boolean fits = text.length() <= MAX_TEXT && (PATH.matcher(text).matches() || URL.matcher(text).matches())
				&& PlainText.isPlain(text);
		if (!fits) {
			throw unfit(option,
					"'" + shortened(text) + "' leads nowhere. Write a path of the site such as /visit, or an "
							+ "address that begins with https://, mailto: or tel:.");
		}
		return text;
	}

	private static InvalidInputException unfit(ThemeOption option, String message) {
		return new InvalidInputException(option.name(), message);
	}

	private static String shortened(String text) {
		return (text.length() > 60) ? text.substring(0, text.offsetByCodePoints(0, 30)) + "…" : text;
	}

}
