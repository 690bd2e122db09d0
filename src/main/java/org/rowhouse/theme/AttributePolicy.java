package org.rowhouse.theme;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.standard.expression.AdditionExpression;
import org.thymeleaf.standard.expression.AndExpression;
import org.thymeleaf.standard.expression.Assignation;
import org.thymeleaf.standard.expression.AssignationSequence;
import org.thymeleaf.standard.expression.BinaryOperationExpression;
import org.thymeleaf.standard.expression.BooleanTokenExpression;
import org.thymeleaf.standard.expression.ConditionalExpression;
import org.thymeleaf.standard.expression.DefaultExpression;
import org.thymeleaf.standard.expression.Each;
import org.thymeleaf.standard.expression.EqualsExpression;
import org.thymeleaf.standard.expression.ExpressionSequence;
import org.thymeleaf.standard.expression.FragmentExpression;
import org.thymeleaf.standard.expression.FragmentSignature;
import org.thymeleaf.standard.expression.GenericTokenExpression;
import org.thymeleaf.standard.expression.GreaterOrEqualToExpression;
import org.thymeleaf.standard.expression.GreaterThanExpression;
import org.thymeleaf.standard.expression.IStandardExpression;
import org.thymeleaf.standard.expression.IStandardVariableExpression;
import org.thymeleaf.standard.expression.LessOrEqualToExpression;
import org.thymeleaf.standard.expression.LessThanExpression;
import org.thymeleaf.standard.expression.LinkExpression;
import org.thymeleaf.standard.expression.MessageExpression;
import org.thymeleaf.standard.expression.MinusExpression;
import org.thymeleaf.standard.expression.NegationExpression;
import org.thymeleaf.standard.expression.NoOpTokenExpression;
import org.thymeleaf.standard.expression.NotEqualsExpression;
import org.thymeleaf.standard.expression.NullTokenExpression;
import org.thymeleaf.standard.expression.NumberTokenExpression;
import org.thymeleaf.standard.expression.OrExpression;
import org.thymeleaf.standard.expression.TextLiteralExpression;

/**
 * What may stand in an attribute around <code>${…}</code>: literals, links, fragments,
 * conditions, comparisons and {@code +}. Preprocessing, messages and calculations outside
 * of <code>${…}</code> are refused.
 */
final class AttributePolicy {

	private static final int MAX_LENGTH = 10_000;

	private static final int MAX_PARTS = 400;

	private static final int MAX_NESTED = 50;

	private static final Pattern PREPROCESSED = Pattern.compile("__.*?__", Pattern.DOTALL);

	private static final Set<Class<?>> LITERALS = Set.of(TextLiteralExpression.class, NumberTokenExpression.class,
			BooleanTokenExpression.class, NullTokenExpression.class, NoOpTokenExpression.class,
			GenericTokenExpression.class);

	private static final Set<Class<?>> COMPARISONS = Set.of(EqualsExpression.class, NotEqualsExpression.class,
			GreaterThanExpression.class, GreaterOrEqualToExpression.class, LessThanExpression.class,
			LessOrEqualToExpression.class);

	private AttributePolicy() {
	}

	/** Before it is parsed, which takes longer than its length for long ones. */
	static void checkText(@Nullable String text) {
		if (text == null) {
			return;
		}
		if (text.length() > MAX_LENGTH) {
			throw new RefusedExpressionException("An attribute with expressions has " + MAX_LENGTH
					+ " characters at most; put parts of it into th:with of an element around it.");
		}
		if (text.length() > MAX_PARTS) {
			checkParts(text);
		}
		if (PREPROCESSED.matcher(text).find()) {
			throw new RefusedExpressionException("Templates cannot use preprocessing (__…__).");
		}
	}

	/** Thymeleaf's parser needs the square of what is nested and added. */
	private static void checkParts(String text) {
		int depth = 0;
		int parts = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if ("{(".indexOf(character) >= 0) {
				depth++;
			}
			else if ("})".indexOf(character) >= 0) {
				depth--;
			}
			parts += ("{(+|!".indexOf(character) >= 0) ? 1 : 0;
			if (depth > MAX_NESTED || parts > MAX_PARTS) {
				throw new RefusedExpressionException("An attribute has " + MAX_PARTS + " parts at most, and "
						+ MAX_NESTED + " nested ones; put parts of it into th:with.");
			}
		}
	}

	static void check(Object parsed) {
		if (parsed instanceof IStandardExpression expression) {
			check(expression, Place.FREE);
		}
		else if (parsed instanceof AssignationSequence assignments) {
			check(assignments);
		}
		else if (parsed instanceof ExpressionSequence sequence) {
			sequence.getExpressions().forEach((expression) -> check(expression, Place.FREE));
		}
		else if (parsed instanceof Each each) {
			check(each.getIterVar(), Place.FREE);
			check(each.getStatusVar(), Place.FREE);
			check(each.getIterable(), Place.FREE);
		}
		else if (!(parsed instanceof FragmentSignature)) {
			throw new RefusedExpressionException("Templates cannot use this.");
		}
	}

	private static void check(@Nullable AssignationSequence assignments) {
		if (assignments != null) {
			for (Assignation assignment : assignments.getAssignations()) {
				check(assignment.getLeft(), Place.FREE);
				check(assignment.getRight(), Place.FREE);
			}
		}
	}

	private static void check(@Nullable IStandardExpression expression, Place place) {
		if (expression == null) {
			return;
		}
		if (expression instanceof IStandardVariableExpression variable) {
			SandboxedEvaluator.check(variable, place != Place.FREE);
		}
		else if (LITERALS.contains(expression.getClass())) {
			if (place != Place.FREE) {
				checkNumber(expression);
			}
		}
		else if (expression instanceof LinkExpression link) {
			refuseOperand(place, "a link; put the whole address inside of @{…}");
			check(link.getBase(), Place.FREE);
			check(link.getParameters());
		}
		else if (expression instanceof FragmentExpression fragment) {
			refuseOperand(place, "a fragment");
			check(fragment.getTemplateName(), Place.FREE);
			check(fragment.getFragmentSelector(), Place.FREE);
			check(fragment.getParameters());
		}
		else {
			checkOperation(expression, place);
		}
	}

	private static void checkOperation(IStandardExpression expression, Place place) {
		Place below = (place == Place.FREE) ? Place.FREE : Place.BELOW_OPERAND;
		if (expression instanceof AdditionExpression sum) {
			// A sum is a text, never a number, to the sum around it, and to nothing else.
			refuseSumBelow(place);
			check(sum.getLeft(), Place.OPERAND);
			check(sum.getRight(), Place.OPERAND);
		}
		else if (expression instanceof AndExpression || expression instanceof OrExpression) {
			check(((BinaryOperationExpression) expression).getLeft(), below);
			check(((BinaryOperationExpression) expression).getRight(), below);
		}
		else if (COMPARISONS.contains(expression.getClass())) {
			check(((BinaryOperationExpression) expression).getLeft(), Place.BELOW_OPERAND);
			check(((BinaryOperationExpression) expression).getRight(), Place.BELOW_OPERAND);
		}
		else if (expression instanceof ConditionalExpression condition) {
			check(condition.getConditionExpression(), below);
			check(condition.getThenExpression(), below);
			check(condition.getElseExpression(), below);
		}
		else if (expression instanceof DefaultExpression choice) {
			check(choice.getQueriedExpression(), below);
			check(choice.getDefaultExpression(), below);
		}
		else if (expression instanceof NegationExpression negation) {
			check(negation.getOperand(), below);
		}
		else if (expression instanceof MinusExpression minus && minus.getOperand() instanceof NumberTokenExpression) {
			checkNumber(minus.getOperand());
		}
		else if (expression instanceof MessageExpression) {
			throw new RefusedExpressionException("There are no messages (#{…}) for templates; write the text itself.");
		}
		else {
			throw new RefusedExpressionException(
					"Templates calculate inside of ${…} only, such as ${a * 2} instead of ${a} * 2.");
		}
	}

	private static void refuseSumBelow(Place place) {
		if (place == Place.BELOW_OPERAND) {
			throw new RefusedExpressionException(
					"A '+' inside of a condition or comparison belongs into ${…}, such as ${a + b == c}.");
		}
	}

	private static void refuseOperand(Place place, String what) {
		if (place != Place.FREE) {
			throw new RefusedExpressionException("Templates cannot add or compare " + what + ".");
		}
	}

	private static void checkNumber(IStandardExpression literal) {
		String text = (literal instanceof TextLiteralExpression quoted) ? quoted.getValue().getValue()
				: literal.toString();
		NumberTexts.check(text);
	}

	/** Where a part stands: what it gives may be calculated with. */
	private enum Place {

		FREE, OPERAND, BELOW_OPERAND

	}

}
