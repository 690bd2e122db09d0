package org.rowhouse.site;

import java.util.Locale;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ending that is compared first never hides a host that the expression matches.
 */
class RegexEndingFuzzTests {

	private static final String ALPHABET = "abx0.-_\\$^()[]{}|*+?:dDwsSQEzAZpPLn19,ixU<>&=!\"~%/@";

	private static final String HOST_ALPHABET = "abx0.-_dwsqezpln19iu";

	/** Both texts are drawn from few characters, so that many expressions match. */
	@FuzzTest
	void of(byte @NotNull [] expression, byte @NotNull [] name) {
		if (expression.length > 40 || name.length > 20) {
			return;
		}
		String regex = text(expression, ALPHABET);
		Pattern pattern;
		try {
			if (regex.matches(".*\\d{3}.*")) {
				return;
			}
			pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
		}
		catch (PatternSyntaxException ex) {
			return;
		}
		String ending = RegexEnding.of(regex);
		String host = text(name, HOST_ALPHABET);
		check(regex, pattern, ending, host);
		if (!host.isEmpty()) {
			for (int end = 0; end < host.length(); end++) {
				check(regex, pattern, ending, host.substring(0, end));
				check(regex, pattern, ending, host.substring(end));
			}
		}
		for (char first : "abx0".toCharArray()) {
			check(regex, pattern, ending, String.valueOf(first));
			for (char second : "abx0".toCharArray()) {
				check(regex, pattern, ending, String.valueOf(new char[] { first, second }));
			}
		}
		// what follows a backslash, as the letter that it could be mistaken for
		String plain = regex.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "");
		for (int i = 0; i <= plain.length(); i++) {
			check(regex, pattern, ending, plain.substring(0, i));
			check(regex, pattern, ending, plain.substring(i));
			check(regex, pattern, ending, plain.substring(0, i) + host);
			check(regex, pattern, ending, host + plain.substring(i));
			check(regex, pattern, ending, plain.substring(0, i) + plain.substring(Math.min(plain.length(), i + 1)));
		}
	}

	private static void check(String regex, Pattern pattern, String ending, String host) {
		if (pattern.matches(host)) {
			assertThat(host).as("matched by %s", regex).endsWith(ending);
		}
	}

	private static String text(byte[] bytes, String alphabet) {
		StringBuilder text = new StringBuilder();
		for (byte b : bytes) {
			text.append(alphabet.charAt(Byte.toUnsignedInt(b) % alphabet.length()));
		}
		return text.toString();
	}

}
