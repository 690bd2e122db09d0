package org.rowhouse.theme;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.standard.expression.IStandardVariableExpression;
import org.thymeleaf.standard.expression.IStandardVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.SelectionVariableExpression;
import org.thymeleaf.standard.expression.StandardExpressionExecutionContext;
import org.thymeleaf.standard.expression.VariableExpression;

import org.springframework.expression.EvaluationException;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * Evaluates <code>${…}</code> and <code>*{…}</code> inside the sandbox: an expression is
 * checked when it is parsed, and what it makes is weighed.
 */
final class SandboxedEvaluator implements IStandardVariableExpressionEvaluator {

	@Override
	public @Nullable Object evaluate(IExpressionContext context, IStandardVariableExpression expression,
			StandardExpressionExecutionContext execution) {
		BudgetedContext page = (BudgetedContext) context;
		CheckedExpression checked = checked(expression);
		page.meter().step();
		boolean selected = expression.getUseSelectionAsRoot() && ((ITemplateContext) context).hasSelectionTarget();
		Object result;
		try {
			result = (selected) ? checked.spel().getValue(page.evaluation(), page.getSelectionTarget())
					: value(checked, page);
		}
		catch (EvaluationException ex) {
			TemplateFailure.rethrowOfDatabase(ex);
			throw new RefusedExpressionException(
					"${" + PlainWords.shorten(expression.getExpression()) + "}: " + PlainWords.of(ex));
		}
		catch (StackOverflowError ex) {
			throw page.meter().stop(page.meter().tooDeep());
		}
		long weight = page.meter().weigh(result);
		if (result instanceof String text) {
			page.meter().made(weight);
			if (checked.operand()) {
				NumberTexts.check(text);
			}
		}
		return (execution.getPerformTypeConversion() && result != null) ? result.toString() : result;
	}

	private static @Nullable Object value(CheckedExpression checked, BudgetedContext page) {
		QuickExpression quick = checked.quick();
		Object value = (quick != null) ? quick.value(page.evaluation()) : QuickExpression.UNDECIDED;
		if (value != QuickExpression.UNDECIDED) {
			checked.undecided = 0;
			return value;
		}
		checked.undecided++;
		return checked.spel().getValue(page.evaluation());
	}

	private static CheckedExpression checked(IStandardVariableExpression expression) {
		Object cached = (expression instanceof VariableExpression variable) ? variable.getCachedExpression()
				: (expression instanceof SelectionVariableExpression selection) ? selection.getCachedExpression()
						: null;
		return (cached instanceof CheckedExpression known) ? known : check(expression, true);
	}

	/**
	 * Checks an expression and keeps the result with it.
	 * @param operand whether Thymeleaf calculates or compares with what it gives
	 */
	static CheckedExpression check(IStandardVariableExpression expression, boolean operand) {
		SpelExpression spel = ExpressionPolicy.parse(expression.getExpression());
		CheckedExpression checked = new CheckedExpression(spel, QuickExpression.of(spel.getAST()), operand);
		if (expression instanceof VariableExpression variable) {
			variable.setCachedExpression(checked);
		}
		else if (expression instanceof SelectionVariableExpression selection) {
			selection.setCachedExpression(checked);
		}
		return checked;
	}

	/** An expression that the sandbox allows. */
	static final class CheckedExpression {

		/** What could not be decided so often in a row is not tried any more. */
		private static final int GIVEN_UP = 16;

		private final SpelExpression spel;

		private final @Nullable QuickExpression quick;

		private final boolean operand;

		/** Threads may overwrite each other's: it is a guess. */
		private int undecided;

		CheckedExpression(SpelExpression spel, @Nullable QuickExpression quick, boolean operand) {
			this.spel = spel;
			this.quick = quick;
			this.operand = operand;
		}

		SpelExpression spel() {
			return this.spel;
		}

		@Nullable QuickExpression quick() {
			return (this.undecided < GIVEN_UP) ? this.quick : null;
		}

		boolean operand() {
			return this.operand;
		}

	}

}
