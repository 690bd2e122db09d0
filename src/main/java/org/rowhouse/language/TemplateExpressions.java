package org.rowhouse.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds words in the attributes that Thymeleaf evaluates. What is translated is an
 * expression as a whole, so that other languages can have another order and other
 * conditions; or the words alone, where the expression is nothing else.
 */
final class TemplateExpressions {

	/** Their value is one expression, for people. */
	private static final Set<String> TEXTS = Set.of("th:text", "th:utext");

	/** Lists of {@code name=expression}, for the browser. */
	private static final Set<String> PAIRS = Set.of("th:attr", "th:attrappend");

	private static final Pattern PAIR = Pattern.compile("\\s*([a-z][a-zA-Z-]*)\\s*=(?!=)\\s*(.*)", Pattern.DOTALL);

	private static final Pattern LITERAL = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");

	private static final Pattern COMPARED = Pattern
		.compile("(?:==|!=|\\beq|\\bne|&gt;|&lt;)\\s*'(?:[^'\\\\]|\\\\.)*'|\\['[^']*']|"
				+ "'(?:[^'\\\\]|\\\\.)*'\\s*(?:==|!=)");

	/** Their arguments are names, not words. */
	private static final Pattern CALLED = Pattern.compile("\\w\\((?:[^()']|'[^']*')*\\)");

	private static final String OPENING = "({[";

	private static final String CLOSING = ")}]";

	private TemplateExpressions() {
	}

	/**
	 * Replaces the words in the value of an attribute.
	 * @param name the name of the attribute
	 * @param value its value
	 * @param shown names of the attributes of HTML that people read
	 * @param words is asked for each text
	 * @return the value with the answers
	 */
	static String replace(String name, String value, Set<String> shown, UnaryOperator<String> words) {
		if (TEXTS.contains(name) || shown.contains(name.substring("th:".length()))) {
			return expression(value, false, words);
		}
		if (PAIRS.contains(name)) {
			return pairs(value, shown::contains, false, words);
		}
		if (name.equals("th:with")) {
			return pairs(value, (pair) -> true, true, words);
		}
		if (name.equals("th:replace") || name.equals("th:insert")) {
			int from = value.indexOf('(', Math.max(0, value.indexOf("::")));
			int to = value.lastIndexOf(')');
			return (from < 0 || to < from) ? value : value.substring(0, from + 1)
					+ pairs(value.substring(from + 1, to), (pair) -> true, true, words) + value.substring(to);
		}
		return value;
	}

	private static String pairs(String value, Predicate<String> shown, boolean strict, UnaryOperator<String> words) {
		List<String> replaced = new ArrayList<>();
		for (String part : split(value)) {
			Matcher pair = PAIR.matcher(part);
			if (!pair.matches()) {
				replaced.add((strict) ? expression(part, true, words) : part);
			}
			else if (shown.test(pair.group(1))) {
				replaced.add(part.substring(0, pair.start(2)) + expression(pair.group(2), strict, words));
			}
			else {
				replaced.add(part);
			}
		}
		return String.join(",", replaced);
	}

	private static String expression(String raw, boolean strict, UnaryOperator<String> words) {
		String plain = raw.strip();
		if (!hasWords(plain, strict)) {
			return raw;
		}
		int start = raw.indexOf(plain);
		return raw.substring(0, start) + words(plain, words) + raw.substring(start + plain.length());
	}

	private static String words(String plain, UnaryOperator<String> words) {
		Matcher literal = LITERAL.matcher(plain);
		if (literal.matches()) {
			return "'" + words.apply(literal.group(1).replace("\\'", "'")).replace("'", "\\'") + "'";
		}
		String single = plain.replaceAll("\\s+", " ");
		String replaced = words.apply(single);
		return (replaced.equals(single)) ? plain : replaced;
	}

	/**
	 * Tells whether there is something to read in an expression.
	 * @param strict whether it can hold names as well, which are in small letters and
	 * without spaces
	 */
	private static boolean hasWords(String expression, boolean strict) {
		String rest = COMPARED.matcher(expression).replaceAll("");
		String before;
		do {
			before = rest;
			rest = CALLED.matcher(rest).replaceAll("");
		}
		while (!before.equals(rest));
		Matcher literals = LITERAL.matcher(rest);
		while (literals.find()) {
			if (isText(literals.group(1), strict)) {
				return true;
			}
		}
		int bar = rest.indexOf('|');
		return bar >= 0 && bar < rest.lastIndexOf('|')
				&& isText(rest.substring(bar + 1, rest.lastIndexOf('|')).replaceAll("\\$\\{[^}]*}", "").strip(), false);
	}

	private static boolean isText(String literal, boolean strict) {
		boolean letters = literal.chars().anyMatch(Character::isLetter);
		return letters && (!strict || literal.strip().contains(" ")
				|| (!literal.isEmpty() && Character.isUpperCase(literal.charAt(0))));
	}

	/** At commas that are in no literal, no bracket and no literal substitution. */
	private static List<String> split(String value) {
		List<String> parts = new ArrayList<>();
		int depth = 0;
		boolean quoted = false;
		boolean substituted = false;
		int start = 0;
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '\\') {
				i++;
			}
			else if (c == '\'' && (depth > 0 || !substituted)) {
				quoted = !quoted;
			}
			else if (!quoted && c == '|' && depth == 0) {
				substituted = !substituted;
			}
			else if (!quoted && OPENING.indexOf(c) >= 0) {
				depth++;
			}
			else if (!quoted && CLOSING.indexOf(c) >= 0) {
				depth--;
			}
			else if (!quoted && !substituted && c == ',' && depth == 0) {
				parts.add(value.substring(start, i));
				start = i + 1;
			}
		}
		parts.add(value.substring(start));
		return parts;
	}

}
