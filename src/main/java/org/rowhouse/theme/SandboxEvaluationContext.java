package org.rowhouse.theme;

import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.Context;
import org.thymeleaf.expression.IExpressionObjects;
import org.thymeleaf.spring6.expression.IThymeleafEvaluationContext;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.AccessException;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.ConstructorResolver;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.MethodResolver;
import org.springframework.expression.OperatorOverloader;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypeComparator;
import org.springframework.expression.TypeConverter;
import org.springframework.expression.TypeLocator;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.support.DataBindingMethodResolver;
import org.springframework.expression.spel.support.DataBindingPropertyAccessor;
import org.springframework.expression.spel.support.StandardOperatorOverloader;
import org.springframework.expression.spel.support.StandardTypeComparator;
import org.springframework.expression.spel.support.StandardTypeConverter;

/**
 * What expressions of untrusted templates can reach: properties of the model's records,
 * maps, and the methods of plain values and of the listed helpers. There are no types, no
 * constructors, no beans, and nothing can be assigned.
 */
final class SandboxEvaluationContext implements IThymeleafEvaluationContext {

	private static final List<PropertyAccessor> PROPERTIES = List.of(new LenientMapAccessor(),
			DataBindingPropertyAccessor.forReadOnlyAccess());

	private static final List<MethodResolver> METHODS = List.of(new PlainMethods());

	private static final TypeConverter CONVERTER = new StandardTypeConverter();

	private static final TypeComparator COMPARATOR = new StandardTypeComparator();

	private static final OperatorOverloader OVERLOADER = new StandardOperatorOverloader();

	private static final TypeLocator NO_TYPES = (name) -> {
		throw new EvaluationException("Templates cannot use types: " + name);
	};

	private @Nullable IExpressionObjects helpers;

	private boolean variableAccessRestricted;

	static void addTo(Context context) {
		context.setVariable(ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
				new SandboxEvaluationContext());
	}

	@Override
	public TypedValue getRootObject() {
		return TypedValue.NULL;
	}

	@Override
	public List<PropertyAccessor> getPropertyAccessors() {
		return PROPERTIES;
	}

	@Override
	public List<MethodResolver> getMethodResolvers() {
		return METHODS;
	}

	@Override
	public List<ConstructorResolver> getConstructorResolvers() {
		return List.of();
	}

	@Override
	public @Nullable BeanResolver getBeanResolver() {
		return null;
	}

	@Override
	public TypeLocator getTypeLocator() {
		return NO_TYPES;
	}

	@Override
	public TypeConverter getTypeConverter() {
		return CONVERTER;
	}

	@Override
	public TypeComparator getTypeComparator() {
		return COMPARATOR;
	}

	@Override
	public OperatorOverloader getOperatorOverloader() {
		return OVERLOADER;
	}

	@Override
	public boolean isAssignmentEnabled() {
		return false;
	}

	@Override
	public void setVariable(String name, @Nullable Object value) {
		throw new EvaluationException("Templates cannot set variables this way: " + name);
	}

	@Override
	public @Nullable Object lookupVariable(String name) {
		IExpressionObjects known = this.helpers;
		if (known == null || !known.containsObject(name)) {
			throw new EvaluationException("There is no helper #" + name + " for templates of sites");
		}
		return known.getObject(name);
	}

	@Override
	public boolean isVariableAccessRestricted() {
		return this.variableAccessRestricted;
	}

	@Override
	public void setVariableAccessRestricted(boolean restricted) {
		this.variableAccessRestricted = restricted;
	}

	@Override
	public @Nullable IExpressionObjects getExpressionObjects() {
		return this.helpers;
	}

	@Override
	public void setExpressionObjects(IExpressionObjects expressionObjects) {
		this.helpers = expressionObjects;
	}

	/**
	 * Reads maps by key; a key that is not there gives {@code null}, so that a template
	 * can ask for an option that nobody set.
	 */
	private static final class LenientMapAccessor implements PropertyAccessor {

		@Override
		public Class<?>[] getSpecificTargetClasses() {
			return new Class<?>[] { Map.class };
		}

		@Override
		public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
			return target instanceof Map;
		}

		@Override
		public TypedValue read(EvaluationContext context, @Nullable Object target, String name) {
			return (target instanceof Map<?, ?> map) ? new TypedValue(map.get(name)) : TypedValue.NULL;
		}

		@Override
		public boolean canWrite(EvaluationContext context, @Nullable Object target, String name) {
			return false;
		}

		@Override
		public void write(EvaluationContext context, @Nullable Object target, String name, @Nullable Object value)
				throws AccessException {
			throw new AccessException("Templates cannot change anything");
		}

	}

	/**
	 * Finds methods of values that lead nowhere else.
	 */
	private static final class PlainMethods implements MethodResolver {

		private final MethodResolver delegate = DataBindingMethodResolver.forInstanceMethodInvocation();

		@Override
		public @Nullable MethodExecutor resolve(EvaluationContext context, Object target, String name,
				List<TypeDescriptor> argumentTypes) throws AccessException {
			if (!isPlain(target)) {
				throw new AccessException("Templates cannot call methods of " + target.getClass().getSimpleName());
			}
			return this.delegate.resolve(context, target, name, argumentTypes);
		}

		private static boolean isPlain(Object target) {
			return target instanceof CharSequence || target instanceof Number || target instanceof Boolean
					|| target instanceof TemporalAccessor || target instanceof Collection || target instanceof Map
					|| target instanceof Record
					|| target.getClass().getPackageName().equals("org.thymeleaf.expression");
		}

	}

}
