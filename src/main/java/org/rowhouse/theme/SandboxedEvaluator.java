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
		return (value == QuickExpression.UNDECIDED) ? checked.spel().getValue(page.evaluation()) : value;
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

	record CheckedExpression(SpelExpression spel, @Nullable QuickExpression quick, boolean operand) {

	}

}
