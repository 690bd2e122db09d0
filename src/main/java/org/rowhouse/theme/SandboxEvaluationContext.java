package org.rowhouse.theme;

import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.Context;
import org.thymeleaf.engine.IterationStatusVar;
import org.thymeleaf.expression.IExpressionObjects;
import org.thymeleaf.spring6.expression.IThymeleafEvaluationContext;
import org.thymeleaf.spring6.expression.SPELContextMapWrapper;
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

	private static final List<PropertyAccessor> PROPERTIES = List.of(new LenientMapAccessor(), new PlainProperties());

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
			boolean internal = name.contains("::");
			return (target instanceof Map<?, ?> map && !internal) ? new TypedValue(map.get(name)) : TypedValue.NULL;
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
	 * Reads properties of the model's records and of dates, and of what {@code th:each}
	 * makes.
	 */
	private static final class PlainProperties implements PropertyAccessor {

		private static final Set<String> NEVER = Set.of("class", "declaringClass");

		private final DataBindingPropertyAccessor delegate = DataBindingPropertyAccessor.forReadOnlyAccess();

		@Override
		public Class<?> @Nullable [] getSpecificTargetClasses() {
			return null;
		}

		@Override
		public boolean canRead(EvaluationContext context, @Nullable Object target, String name) throws AccessException {
			boolean plain = target instanceof Record || target instanceof TemporalAccessor
					|| target instanceof Map.Entry || target instanceof IterationStatusVar;
			return plain && !NEVER.contains(name) && this.delegate.canRead(context, target, name);
		}

		@Override
		public TypedValue read(EvaluationContext context, @Nullable Object target, String name) throws AccessException {
			return this.delegate.read(context, target, name);
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
	 * Finds methods that lead nowhere else and cost little, whatever their arguments.
	 */
	private static final class PlainMethods implements MethodResolver {

		private static final Set<String> OF_TEXTS = Set.of("charAt", "compareTo", "contains", "endsWith", "equals",
				"equalsIgnoreCase", "indexOf", "isBlank", "isEmpty", "lastIndexOf", "length", "startsWith", "strip",
				"substring", "toString", "trim");

		private static final Set<String> OF_COLLECTIONS = Set.of("contains", "containsKey", "entrySet", "get",
				"getOrDefault", "indexOf", "isEmpty", "keySet", "size", "subList", "values");

		private static final Set<String> OF_OTHERS = Set.of("compareTo", "equals", "toString");

		/**
		 * Of the helpers, those whose cost is a number that the template names, and those
		 * that tell the time of the machine's zone.
		 */
		private static final Set<String> NOT_OF_HELPERS = Set.of("repeat", "randomAlphanumeric", "createNow",
				"createToday");

		private static final int MAX_SEQUENCE = 1000;

		private final MethodResolver delegate = DataBindingMethodResolver.forInstanceMethodInvocation();

		@Override
		public @Nullable MethodExecutor resolve(EvaluationContext context, Object target, String name,
				List<TypeDescriptor> argumentTypes) throws AccessException {
			if (!isAllowed(target, name)) {
				throw new AccessException(
						"Templates cannot call " + name + "() of " + target.getClass().getSimpleName());
			}
			MethodExecutor executor = this.delegate.resolve(context, target, name, argumentTypes);
			return (executor != null && name.equals("sequence")) ? shortSequence(executor) : executor;
		}

		/** {@code #numbers.sequence} makes as many numbers as it is told to. */
		private static MethodExecutor shortSequence(MethodExecutor sequence) {
			return (context, target, arguments) -> {
				for (Object argument : arguments) {
					if (argument instanceof Number number && Math.abs(number.longValue()) > MAX_SEQUENCE) {
						throw new AccessException("A sequence goes to " + MAX_SEQUENCE + " at most");
					}
				}
				return sequence.execute(context, target, arguments);
			};
		}

		private static boolean isAllowed(Object target, String name) {
			if (target instanceof SPELContextMapWrapper) {
				return false;
			}
			if (target instanceof Plurals) {
				return name.equals("of");
			}
			if (target.getClass().getPackageName().equals("org.thymeleaf.expression")) {
				return !NOT_OF_HELPERS.contains(name);
			}
			if (target instanceof CharSequence) {
				return OF_TEXTS.contains(name);
			}
			if (target instanceof Collection || target instanceof Map) {
				return OF_COLLECTIONS.contains(name);
			}
			// Dates are immutable, and each of their methods does a bounded amount of
			// work.
			return target instanceof TemporalAccessor
					|| ((target instanceof Number || target instanceof Boolean || target instanceof Record)
							&& OF_OTHERS.contains(name));
		}

	}

}
