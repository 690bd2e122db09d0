package org.rowhouse.theme;

import java.util.regex.Pattern;

/**
 * Texts that Thymeleaf's operators take for numbers. {@code '1e999999999' + 1} would fill
 * the memory with digits.
 */
final class NumberTexts {

	private static final int MAX_LENGTH = 100;

	private static final Pattern GIANT = Pattern.compile("[+-]?[0-9.]*[eE][+-]?[0-9]{3,}");

	private NumberTexts() {
	}

	static void check(String text) {
		String value = text.strip();
		if (value.isEmpty() || "+-0123456789".indexOf(value.charAt(0)) < 0) {
			return;
		}
		boolean digits = value.length() > MAX_LENGTH
				&& value.chars().allMatch((c) -> "+-.eE".indexOf(c) >= 0 || Character.isDigit(c));
		if (digits || (value.length() <= MAX_LENGTH && GIANT.matcher(value).matches())) {
			throw new RefusedExpressionException("The text '" + value.substring(0, Math.min(20, value.length()))
					+ "…' is a number too large to calculate with.");
		}
	}

}
