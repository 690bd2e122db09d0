package org.rowhouse.site;

import java.util.Locale;

/**
 * Finds the literal text that every match of a regular expression ends with, such as
 * {@code .example.com}. Comparing it first spares most expressions a run.
 */
final class RegexEnding {

	private RegexEnding() {
	}

	/**
	 * Returns an ending that all matches have.
	 * @param regex a valid expression
	 * @return lower case; empty where none is certain
	 */
	static String of(String regex) {
		if (!isPlain(regex)) {
			return "";
		}
		int end = (regex.endsWith("$") && !regex.endsWith("\\$")) ? regex.length() - 1 : regex.length();
		StringBuilder ending = new StringBuilder();
		int at = end - 1;
		while (at >= 0) {
			char c = regex.charAt(at);
			boolean escaped = at > 0 && regex.charAt(at - 1) == '\\';
			if (c == '.' && escaped) {
				at -= 2;
			}
			else if (isLiteral(c) && !escaped) {
				at--;
			}
			else if (escaped) {
				// \d, or the middle of \x41 or \pL, whose rest was taken for literal
				return "";
			}
			else {
				break;
			}
			ending.append(c);
		}
		return ending.reverse().toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * An alternative outside of a group can end in another way, quoting hides what is
	 * literal, and a bracket that does not close a class hides where a group ends. All
	 * are rare: then no ending is used.
	 */
	private static boolean isPlain(String regex) {
		return !regex.contains("\\Q") && !regex.contains("\\\\") && !regex.contains("[]") && !regex.contains("[^]")
				&& !regex.contains("[:") && !alternatesAtTop(regex);
	}

	private static boolean alternatesAtTop(String regex) {
		int depth = 0;
		boolean inClass = false;
		for (int i = 0; i < regex.length(); i++) {
			char c = regex.charAt(i);
			if (c == '\\') {
				i++;
			}
			else if (inClass) {
				inClass = c != ']';
			}
			else if (c == '[') {
				inClass = true;
			}
			else if (c == '(') {
				depth++;
			}
			else if (c == ')') {
				depth--;
			}
			else if (c == '|' && depth == 0) {
				return true;
			}
		}
		return false;
	}

	private static boolean isLiteral(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
	}

}
