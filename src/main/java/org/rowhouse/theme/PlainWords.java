package org.rowhouse.theme;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.ExpressionException;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelMessage;
import org.springframework.expression.spel.SpelParseException;

/**
 * Says what libraries report about a template without the names of their classes, which
 * help no designer and are nobody's business.
 */
final class PlainWords {

	private static final Pattern CLASS_NAME = Pattern
		.compile("(?:class )?\\b(?:[a-z_][a-z0-9_]*\\.){2,}[\\w$.]+(?:\\[])*");

	private static final Pattern CODE = Pattern.compile("^EL[0-9]+E: ?");

	/** What Thymeleaf's exceptions add to their message. */
	private static final Pattern PLACE = Pattern.compile(" \\(template: \".*\\)$", Pattern.DOTALL);

	private static final Pattern MISSING = Pattern.compile("^Error resolving template \\[(.*)], .*$", Pattern.DOTALL);

	private static final int MAX = 500;

	private static final int SHORT = 80;

	private PlainWords() {
	}

	static String of(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && cause.getCause() != cause
				&& !(cause instanceof RefusedExpressionException || cause instanceof RenderStoppedException)) {
			cause = cause.getCause();
		}
		if (cause instanceof StackOverflowError) {
			return "It is nested too deeply: does a fragment include itself?";
		}
		if (cause instanceof SpelEvaluationException ex) {
			return of(ex.getMessageCode(), ex.getInserts(), ex);
		}
		if (cause instanceof SpelParseException ex) {
			return clean(ex.getSimpleMessage());
		}
		String said = (cause instanceof ExpressionException ex) ? ex.getSimpleMessage() : cause.getMessage();
		return clean((said != null) ? said : "It cannot be rendered.");
	}

	private static String of(SpelMessage code, @Nullable Object @Nullable [] inserts, SpelEvaluationException ex) {
		Object first = (inserts != null && inserts.length > 0) ? inserts[0] : null;
		return switch (code) {
			case PROPERTY_OR_FIELD_NOT_READABLE, PROPERTY_OR_FIELD_NOT_READABLE_ON_NULL -> {
				boolean onNull = code == SpelMessage.PROPERTY_OR_FIELD_NOT_READABLE_ON_NULL;
				yield "There is no '" + first + "' "
						+ ((onNull) ? "here, since what stands before it is null; '?.' allows that." : "here.");
			}
			case METHOD_NOT_FOUND -> "There is no method " + name(first) + " here for these arguments.";
			case METHOD_CALL_ON_NULL_OBJECT_NOT_ALLOWED -> name(first) + " cannot be called on null; '?.' allows that.";
			case CANNOT_INDEX_INTO_NULL_VALUE -> "There is nothing to look up in: what stands before [ is null.";
			case INDEXING_NOT_SUPPORTED_FOR_TYPE -> "Only lists, maps and texts can be looked into with [ ].";
			case NOT_ASSIGNABLE, SETVALUE_NOT_SUPPORTED -> "Templates cannot change anything.";
			case MAX_OPERATIONS_EXCEEDED -> "The expression does too much.";
			default -> clean(ex.getSimpleMessage());
		};
	}

	/** Of a method with the classes of its arguments, the name alone. */
	private static String name(@Nullable Object method) {
		String text = String.valueOf(method);
		int parenthesis = text.indexOf('(');
		return ((parenthesis >= 0) ? text.substring(0, parenthesis) : text) + "()";
	}

	/** The beginning of something that a template says, for a message about it. */
	static String shorten(String text) {
		return (text.length() > SHORT) ? text.substring(0, SHORT) + "…" : text;
	}

	private static String clean(@Nullable String message) {
		String text = PLACE.matcher(String.valueOf(message)).replaceFirst("");
		Matcher missing = MISSING.matcher(text);
		if (missing.matches()) {
			return "There is no template '" + shorten(missing.group(1)) + "' in this site or its theme.";
		}
		text = CODE.matcher(text).replaceFirst("");
		text = CLASS_NAME.matcher(text).replaceAll("…").replaceAll("\\s+", " ").strip();
		return (text.length() > MAX) ? text.substring(0, MAX) + "…" : text;
	}

}
