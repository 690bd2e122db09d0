package org.rowhouse.theme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.engine.IterationStatusVar;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.AccessException;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BooleanLiteral;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.IntLiteral;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.NullLiteral;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpGT;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.VariableReference;

/**
 * The plain case of an expression that has passed {@link ExpressionPolicy}: variables,
 * properties of records and entries of maps, calls of allowed methods, conditions and
 * comparisons. Most of a page is made of these, and SpEL takes several times as long.
 * <p>
 * It answers only where there is one answer. Whatever is out of the ordinary, from a
 * property of nothing to a comparison of different types, it leaves {@link #UNDECIDED},
 * and SpEL evaluates the whole expression with its own rules and messages. It reaches
 * nothing that {@link SandboxEvaluationContext} does not: variables whose names a
 * template can write, components of records, maps, and what {@link AllowedMethods}
 * resolves, weighed and counted in the same way.
 */
@FunctionalInterface
interface QuickExpression {

	/** Stands for what SpEL has to say. */
	Object UNDECIDED = Undecided.VALUE;

	/**
	 * Evaluates it.
	 * @param context the page's
	 * @return the value, or {@link #UNDECIDED}
	 */
	@Nullable Object value(SandboxEvaluationContext context);

	/**
	 * Makes one of an expression that has been checked.
	 * @param node the root of the expression
	 * @return the same expression, or {@code null} if it has parts for SpEL alone
	 */
	static @Nullable QuickExpression of(SpelNode node) {
		if (node instanceof CompoundExpression) {
			return chain(node);
		}
		if (node instanceof PropertyOrFieldReference || node instanceof Literal) {
			return first(node);
		}
		List<QuickExpression> parts = new ArrayList<>();
		for (int i = 0; i < node.getChildCount(); i++) {
			QuickExpression part = of(node.getChild(i));
			if (part == null) {
				return null;
			}
			parts.add(part);
		}
		return (parts.isEmpty()) ? null : operation(node, parts);
	}

	private static @Nullable QuickExpression operation(SpelNode node, List<QuickExpression> parts) {
		QuickExpression left = parts.get(0);
		if (node instanceof OperatorNot) {
			return (context) -> (left.value(context) instanceof Boolean truth) ? !truth : UNDECIDED;
		}
		if (parts.size() < 2) {
			return null;
		}
		QuickExpression right = parts.get(1);
		if (node instanceof OpAnd) {
			return (context) -> (left.value(context) instanceof Boolean truth)
					? ((truth) ? truth(right.value(context)) : false) : UNDECIDED;
		}
		if (node instanceof OpOr) {
			return (context) -> (left.value(context) instanceof Boolean truth)
					? ((truth) ? true : truth(right.value(context))) : UNDECIDED;
		}
		if (node instanceof OpEQ) {
			return (context) -> same(left.value(context), right.value(context));
		}
		if (node instanceof OpNE) {
			return (context) -> (same(left.value(context), right.value(context)) instanceof Boolean same) ? !same
					: UNDECIDED;
		}
		if (node instanceof OpGT) {
			return (context) -> (left.value(context) instanceof Integer one
					&& right.value(context) instanceof Integer other) ? one > other : UNDECIDED;
		}
		if (node instanceof Elvis) {
			return (context) -> {
				Object value = left.value(context);
				return (value == null || (value instanceof String text && text.isEmpty())) ? right.value(context)
						: value;
			};
		}
		if (node instanceof Ternary && parts.size() == 3) {
			QuickExpression otherwise = parts.get(2);
			return (context) -> (left.value(context) instanceof Boolean truth)
					? ((truth) ? right.value(context) : otherwise.value(context)) : UNDECIDED;
		}
		return null;
	}

	private static Object truth(@Nullable Object value) {
		return (value instanceof Boolean) ? value : UNDECIDED;
	}

	/** Of different types SpEL may find that they are equal all the same. */
	private static Object same(@Nullable Object one, @Nullable Object other) {
		if (one == UNDECIDED || other == UNDECIDED) {
			return UNDECIDED;
		}
		if (one == null || other == null) {
			return one == other;
		}
		boolean plain = one instanceof String || one instanceof Integer || one instanceof Boolean;
		return (plain && one.getClass() == other.getClass()) ? one.equals(other) : UNDECIDED;
	}

	/** What a chain begins with. */
	private static @Nullable QuickExpression first(SpelNode node) {
		if (node instanceof StringLiteral || node instanceof IntLiteral || node instanceof BooleanLiteral
				|| node instanceof NullLiteral) {
			Object value = ((Literal) node).getLiteralValue().getValue();
			return (context) -> value;
		}
		if (node instanceof PropertyOrFieldReference variable && !variable.getName().contains("::")) {
			String name = variable.getName();
			return (context) -> {
				context.meter().step();
				return context.variable(name);
			};
		}
		if (node instanceof VariableReference) {
			String name = node.toStringAST().substring(1);
			return (context) -> context.lookupVariable(name);
		}
		return null;
	}

	private static @Nullable QuickExpression chain(SpelNode node) {
		QuickExpression target = first(node.getChild(0));
		for (int i = 1; i < node.getChildCount() && target != null; i++) {
			BiFunction<SandboxEvaluationContext, Object, @Nullable Object> step = step(node.getChild(i));
			QuickExpression before = target;
			target = (step != null) ? after(before, step) : null;
		}
		return target;
	}

	private static QuickExpression after(QuickExpression before,
			BiFunction<SandboxEvaluationContext, Object, @Nullable Object> step) {
		return (context) -> {
			Object value = before.value(context);
			return (value == null || value == UNDECIDED) ? UNDECIDED : step.apply(context, value);
		};
	}

	private static @Nullable BiFunction<SandboxEvaluationContext, Object, @Nullable Object> step(SpelNode node) {
		if (node instanceof PropertyOrFieldReference property && !property.isNullSafe()) {
			String name = property.getName();
			return (context, target) -> property(context, target, name);
		}
		if (node instanceof Indexer indexer && !indexer.isNullSafe() && node.getChildCount() == 1
				&& (node.getChild(0) instanceof StringLiteral || node.getChild(0) instanceof IntLiteral)) {
			Object index = ((Literal) node.getChild(0)).getLiteralValue().getValue();
			return (context, target) -> element(context, target, index);
		}
		if (node instanceof MethodReference method && !method.isNullSafe()) {
			List<QuickExpression> arguments = new ArrayList<>();
			for (int i = 0; i < node.getChildCount(); i++) {
				QuickExpression argument = of(node.getChild(i));
				if (argument == null) {
					return null;
				}
				arguments.add(argument);
			}
			return new Call(method.getName(), List.copyOf(arguments));
		}
		return null;
	}

	private static @Nullable Object property(SandboxEvaluationContext context, Object target, String name) {
		context.meter().step();
		if (target instanceof Map<?, ?> map) {
			return map.get(name);
		}
		if (target instanceof Record entry) {
			var accessor = RecordFields.of(entry).accessor(name);
			try {
				return (accessor != null) ? accessor.invoke(entry) : UNDECIDED;
			}
			catch (ReflectiveOperationException ex) {
				return UNDECIDED;
			}
		}
		if (target instanceof IterationStatusVar status) {
			return switch (name) {
				case "index" -> status.getIndex();
				case "first" -> status.isFirst();
				case "last" -> status.isLast();
				default -> UNDECIDED;
			};
		}
		return UNDECIDED;
	}

	private static @Nullable Object element(SandboxEvaluationContext context, Object target, @Nullable Object index) {
		context.meter().step();
		if (target instanceof Map<?, ?> map && index instanceof String) {
			return map.get(index);
		}
		return (target instanceof List<?> list && index instanceof Integer place && place >= 0 && place < list.size())
				? list.get(place) : UNDECIDED;
	}

	/** A call, which keeps what it called last for the same types. */
	final class Call implements BiFunction<SandboxEvaluationContext, Object, @Nullable Object> {

		private final String name;

		private final List<QuickExpression> arguments;

		private volatile @Nullable Resolved last;

		Call(String name, List<QuickExpression> arguments) {
			this.name = name;
			this.arguments = arguments;
		}

		@Override
		public @Nullable Object apply(SandboxEvaluationContext context, Object target) {
			@Nullable Object[] values = new Object[this.arguments.size()];
			for (int i = 0; i < values.length; i++) {
				values[i] = this.arguments.get(i).value(context);
				if (values[i] == UNDECIDED) {
					return UNDECIDED;
				}
			}
			try {
				MethodExecutor method = method(context, target, values);
				return (method != null) ? method.execute(context, target, values).getValue() : UNDECIDED;
			}
			catch (AccessException ex) {
				return UNDECIDED;
			}
		}

		private @Nullable MethodExecutor method(SandboxEvaluationContext context, Object target,
				@Nullable Object[] values) throws AccessException {
			Resolved known = this.last;
			if (known != null && known.isFor(target, values)) {
				return known.method();
			}
			List<@Nullable TypeDescriptor> types = Arrays.stream(values)
				.map(TypeDescriptor::forObject)
				.collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
			MethodExecutor found;
			try {
				found = context.getMethodResolvers().get(0).resolve(context, target, this.name, types);
			}
			catch (RefusedExpressionException ex) {
				return null;
			}
			if (found != null) {
				this.last = new Resolved(target.getClass(), classes(values), found);
			}
			return found;
		}

		private static List<@Nullable Class<?>> classes(@Nullable Object[] values) {
			List<@Nullable Class<?>> classes = new ArrayList<>(values.length);
			for (Object value : values) {
				classes.add((value != null) ? value.getClass() : null);
			}
			return classes;
		}

	}

	/**
	 * A method for a type of target and of arguments.
	 *
	 * @param target the type of what it is called on
	 * @param arguments the types of what it is given, {@code null} for nothing
	 * @param method the method
	 */
	record Resolved(Class<?> target, List<@Nullable Class<?>> arguments, MethodExecutor method) {

		boolean isFor(Object other, @Nullable Object[] values) {
			if (other.getClass() != this.target) {
				return false;
			}
			for (int i = 0; i < values.length; i++) {
				if (this.arguments.get(i) != ((values[i] != null) ? values[i].getClass() : null)) {
					return false;
				}
			}
			return true;
		}

	}

	/** The type of {@link #UNDECIDED}. */
	enum Undecided {

		/** There is one. */
		VALUE

	}

}
