package org.rowhouse.theme;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.support.ReflectiveMethodExecutor;
import org.springframework.util.ClassUtils;

/**
 * Calls a method that SpEL has found. Where the arguments are what the method takes there
 * is nothing to convert, and SpEL would describe the type of each all the same, which
 * takes longer than the call.
 *
 * @param found as SpEL calls it
 * @param method the same method where anybody may call it
 * @param parameters its parameters, of primitive types those that stand for them
 */
record DirectCall(MethodExecutor found, Method method, List<Class<?>> parameters) implements MethodExecutor {

	static MethodExecutor of(MethodExecutor found, Class<?> target) {
		if (!(found instanceof ReflectiveMethodExecutor reflective) || reflective.getMethod().isVarArgs()) {
			return found;
		}
		Method method = ClassUtils.getPubliclyAccessibleMethodIfPossible(reflective.getMethod(), target);
		return new DirectCall(found, method,
				MethodType.methodType(void.class, method.getParameterTypes()).wrap().parameterList());
	}

	@Override
	public TypedValue execute(EvaluationContext context, Object target, @Nullable Object... arguments)
			throws AccessException {
		if (!isFor(arguments)) {
			return this.found.execute(context, target, arguments);
		}
		try {
			return new TypedValue(this.method.invoke(target, arguments));
		}
		catch (ReflectiveOperationException ex) {
			throw new AccessException("Problem invoking method: " + this.method, ex);
		}
	}

	private boolean isFor(@Nullable Object[] arguments) {
		if (arguments.length != this.parameters.size()) {
			return false;
		}
		for (int i = 0; i < arguments.length; i++) {
			if (!this.parameters.get(i).isInstance(arguments[i])) {
				return false;
			}
		}
		return true;
	}

}
