package org.rowhouse.theme;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.BooleanLiteral;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.FloatLiteral;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Identifier;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.IntLiteral;
import org.springframework.expression.spel.ast.LongLiteral;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.NullLiteral;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpDivide;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpGE;
import org.springframework.expression.spel.ast.OpGT;
import org.springframework.expression.spel.ast.OpInc;
import org.springframework.expression.spel.ast.OpLE;
import org.springframework.expression.spel.ast.OpLT;
import org.springframework.expression.spel.ast.OpMinus;
import org.springframework.expression.spel.ast.OpModulus;
import org.springframework.expression.spel.ast.OpMultiply;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.OpPlus;
import org.springframework.expression.spel.ast.OperatorInstanceof;
import org.springframework.expression.spel.ast.OperatorMatches;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.OperatorPower;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.RealLiteral;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * What may stand inside of <code>${…}</code>. The parsed expression is looked at, never
 * its text: every kind of node is either on the list or refused, so that neither white
 * space nor a new feature of the language opens a door.
 */
final class ExpressionPolicy {

	private static final int MAX_LENGTH = 8_000;

	private static final Set<Class<?>> ALLOWED = Set.of(BooleanLiteral.class, CompoundExpression.class, Elvis.class,
			FloatLiteral.class, Identifier.class, Indexer.class, InlineList.class, InlineMap.class, IntLiteral.class,
			LongLiteral.class, MethodReference.class, NullLiteral.class, OpAnd.class, OpDivide.class, OpEQ.class,
			OpGE.class, OpGT.class, OpLE.class, OpLT.class, OpMinus.class, OpModulus.class, OpMultiply.class,
			OpNE.class, OpOr.class, OpPlus.class, OperatorNot.class, PropertyOrFieldReference.class, RealLiteral.class,
			StringLiteral.class, Ternary.class, VariableReference.class);

	private static final Map<Class<?>, String> REFUSED = Map.ofEntries(
			Map.entry(TypeReference.class, "Java types (T(…))"), Map.entry(ConstructorReference.class, "'new'"),
			Map.entry(BeanReference.class, "beans (@name)"),
			Map.entry(Assign.class, "assignments; th:with makes variables"),
			Map.entry(FunctionReference.class, "functions (#name(…))"),
			Map.entry(OperatorMatches.class, "'matches'; #strings.contains and startsWith may do"),
			Map.entry(OperatorPower.class, "powers (^)"), Map.entry(OpInc.class, "'++'"),
			Map.entry(OpDec.class, "'--'"), Map.entry(OperatorInstanceof.class, "'instanceof'"),
			Map.entry(Projection.class, "projections other than .![name]; th:each goes through a list"),
			Map.entry(Selection.class, "selections (.?[…]); th:each with th:if picks from a list"));

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private ExpressionPolicy() {
	}

	/**
	 * Parses an expression and checks every part of it.
	 * @throws RefusedExpressionException if it cannot be parsed or is not allowed
	 */
	static SpelExpression parse(String text) {
		if (text.length() > MAX_LENGTH) {
			throw new RefusedExpressionException(
					"An expression has " + MAX_LENGTH + " characters at most; put parts of it into th:with.");
		}
		SpelExpression expression;
		try {
			expression = PARSER.parseRaw(text);
		}
		catch (ParseException ex) {
			throw new RefusedExpressionException(
					"The expression ${" + PlainWords.shorten(text) + "} cannot be understood: " + PlainWords.of(ex));
		}
		catch (IllegalStateException | IllegalArgumentException | StackOverflowError ex) {
			throw new RefusedExpressionException(
					"The expression ${" + PlainWords.shorten(text) + "} cannot be understood.");
		}
		check(expression.getAST());
		return expression;
	}

	private static void check(SpelNode node) {
		if (node instanceof Projection && node.getChildCount() == 1
				&& node.getChild(0) instanceof PropertyOrFieldReference) {
			// As long as the list, and no more than its elements have anyway.
			return;
		}
		if (!ALLOWED.contains(node.getClass())) {
			throw new RefusedExpressionException("Templates cannot use "
					+ REFUSED.getOrDefault(node.getClass(), "'" + PlainWords.shorten(node.toStringAST()) + "'") + ".");
		}
		if (node instanceof CompoundExpression && node.getChild(0) instanceof VariableReference helper) {
			checkHelper(helper, node.getChild(1));
		}
		else if (node instanceof VariableReference helper) {
			checkHelper(helper, null);
		}
		else if (node instanceof MethodReference method && !AllowedMethods.isKnown(method.getName())) {
			throw new RefusedExpressionException("Templates cannot call " + method.getName() + "().");
		}
		boolean helperFirst = node instanceof CompoundExpression && node.getChild(0) instanceof VariableReference;
		for (int i = (helperFirst) ? 1 : 0; i < node.getChildCount(); i++) {
			check(node.getChild(i));
		}
	}

	/** A helper is not a value: it can be called, and that is all. */
	private static void checkHelper(VariableReference reference, @Nullable SpelNode next) {
		String name = reference.toStringAST().substring(1);
		if (name.equals("locale")) {
			return;
		}
		if (!AllowedMethods.HELPERS.contains(name)) {
			throw new RefusedExpressionException(
					"There is no helper #" + name + " for templates. There are: " + AllowedMethods.helperNames() + ".");
		}
		if (!(next instanceof MethodReference method)) {
			throw new RefusedExpressionException(
					"#" + name + " is a helper: call one of its methods, such as #strings.isEmpty(…).");
		}
		if (!AllowedMethods.ofHelper(name).contains(method.getName())) {
			throw new RefusedExpressionException("Templates cannot call #" + name + "." + method.getName() + "(). Of #"
					+ name + " there are: " + AllowedMethods.listOf(name) + ".");
		}
	}

}
