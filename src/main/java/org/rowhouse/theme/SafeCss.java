package org.rowhouse.theme;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values that can stand behind a custom property and can neither end the declaration nor
 * load anything.
 */
final class SafeCss {

	private static final int MAX = 300;

	/**
	 * No semicolon, brace, backslash, angle bracket, {@code @}, {@code !} or line end.
	 */
	private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{N} ,.'\"%#()+*/_-]+");

	private static final Pattern LOADS = Pattern.compile("(url|src|image|image-set|-webkit-image-set|element|attr)\\(");

	private SafeCss() {
	}

	static boolean isValue(String css) {
		String lower = css.toLowerCase(Locale.ROOT);
		return css.length() <= MAX && CHARACTERS.matcher(css).matches() && !css.contains("/*")
				&& !LOADS.matcher(lower).find() && isBalanced(css);
	}

	/** Every quote and parenthesis that is opened is closed again. */
	private static boolean isBalanced(String css) {
		int depth = 0;
		char quote = 0;
		for (int i = 0; i < css.length(); i++) {
			char c = css.charAt(i);
			if (quote != 0) {
				quote = (c == quote) ? 0 : quote;
			}
			else if (c == '\'' || c == '"') {
				quote = c;
			}
			else if (c == '(') {
				depth++;
			}
			else if (c == ')' && --depth < 0) {
				return false;
			}
		}
		return depth == 0 && quote == 0;
	}

}
