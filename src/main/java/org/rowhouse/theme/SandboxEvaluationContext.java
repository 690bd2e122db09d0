package org.rowhouse.theme;

import java.lang.reflect.Method;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.engine.IterationStatusVar;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.AccessException;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.ConstructorResolver;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.MethodResolver;
import org.springframework.expression.OperatorOverloader;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypeComparator;
import org.springframework.expression.TypeConverter;
import org.springframework.expression.TypeLocator;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.support.DataBindingPropertyAccessor;
import org.springframework.expression.spel.support.StandardOperatorOverloader;
import org.springframework.expression.spel.support.StandardTypeComparator;
import org.springframework.expression.spel.support.StandardTypeConverter;

/**
 * What expressions of untrusted templates can reach: the variables of the page,
 * properties of the model's records, maps, and the methods of plain values and of the
 * listed helpers. There are no types, no constructors, no beans, and nothing can be
 * assigned. Second to {@link ExpressionPolicy}: each alone keeps a template in.
 */
final class SandboxEvaluationContext implements EvaluationContext {

	/** Shared, since SpEL keeps the one that answered with the expression. */
	private static final List<PropertyAccessor> PROPERTIES = List.of(new VariableProperties(), new LenientMapAccessor(),
			new PlainProperties());

	private static final List<MethodResolver> METHODS = List.of(new AllowedMethods());

	private static final TypeComparator COMPARATOR = new StandardTypeComparator();

	private static final OperatorOverloader OVERLOADER = new StandardOperatorOverloader();

	private static final TypeLocator NO_TYPES = (name) -> {
		throw new RefusedExpressionException("Templates cannot use Java types.");
	};

	private final IExpressionContext page;

	private final RenderMeter meter;

	private final TypeConverter converter;

	private final TypedValue root;

	SandboxEvaluationContext(IExpressionContext page, RenderMeter meter) {
		this.page = page;
		this.meter = meter;
		this.converter = new PlainConverter(meter);
		this.root = new TypedValue(new Variables(page));
	}

	RenderMeter meter() {
		return this.meter;
	}

	/** A variable of the page. */
	@Nullable Object variable(String name) {
		return this.page.getVariable(name);
	}

	@Override
	public TypedValue getRootObject() {
		return this.root;
	}

	/** Is asked at every look-up, so that a long expression cannot outlast its time. */
	@Override
	public List<PropertyAccessor> getPropertyAccessors() {
		this.meter.step();
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
		return this.converter;
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
		throw new RefusedExpressionException("Templates cannot change anything.");
	}

	@Override
	public @Nullable Object lookupVariable(String name) {
		if (!name.equals("locale") && !AllowedMethods.HELPERS.contains(name)) {
			throw new RefusedExpressionException("There is no helper #" + name + " for templates.");
		}
		return this.page.getExpressionObjects().getObject(name);
	}

	/** The variables of the page: what a name without anything before it means. */
	private record Variables(IExpressionContext page) {

	}

	private abstract static class ReadOnlyProperties implements PropertyAccessor {

		@Override
		public Class<?> @Nullable [] getSpecificTargetClasses() {
			return null;
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
	 * Names with {@code ::} are how this application and Thymeleaf name what is theirs.
	 */
	private static final class VariableProperties extends ReadOnlyProperties {

		@Override
		public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
			return target instanceof Variables && !name.contains("::");
		}

		@Override
		public TypedValue read(EvaluationContext context, @Nullable Object target, String name) {
			return (target instanceof Variables variables && !name.contains("::"))
					? new TypedValue(variables.page().getVariable(name)) : TypedValue.NULL;
		}

	}

	/**
	 * Reads maps by key; a key that is not there gives {@code null}, so that a template
	 * can ask for an option that nobody set.
	 */
	private static final class LenientMapAccessor extends ReadOnlyProperties {

		@Override
		public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
			return target instanceof Map;
		}

		@Override
		public TypedValue read(EvaluationContext context, @Nullable Object target, String name) {
			return (target instanceof Map<?, ?> map) ? new TypedValue(map.get(name)) : TypedValue.NULL;
		}

	}

	/**
	 * Reads properties of the model's records and of dates, and of what {@code th:each}
	 * makes.
	 */
	private static final class PlainProperties extends ReadOnlyProperties {

		private static final Set<String> OF_DATES = Set.of("dayOfMonth", "dayOfWeek", "dayOfYear", "hour", "minute",
				"month", "monthValue", "nano", "second", "value", "year");

		private static final Set<String> OF_LOCALES = Set.of("language", "country");

		private static final Set<String> OF_STATUS = Set.of("index", "count", "size", "current", "even", "odd", "first",
				"last");

		private final DataBindingPropertyAccessor delegate = DataBindingPropertyAccessor.forReadOnlyAccess();

		@Override
		public boolean canRead(EvaluationContext context, @Nullable Object target, String name) throws AccessException {
			if (target instanceof Record entry) {
				return accessor(entry, name) != null;
			}
			return isAllowed(target, name) && this.delegate.canRead(context, target, name);
		}

		private static boolean isAllowed(@Nullable Object target, String name) {
			if (target instanceof TemporalAccessor) {
				return OF_DATES.contains(name);
			}
			if (target instanceof Map.Entry) {
				return name.equals("key") || name.equals("value");
			}
			if (target instanceof Locale) {
				return OF_LOCALES.contains(name);
			}
			return target instanceof IterationStatusVar && OF_STATUS.contains(name);
		}

		private static @Nullable Method accessor(Record target, String name) {
			return (target instanceof Variables) ? null : RecordFields.of(target).accessor(name);
		}

		@Override
		public TypedValue read(EvaluationContext context, @Nullable Object target, String name) throws AccessException {
			if (target instanceof Record entry) {
				return component(entry, name);
			}
			if (!isAllowed(target, name)) {
				throw nothing(name);
			}
			return this.delegate.read(context, target, name);
		}

		private static TypedValue component(Record target, String name) throws AccessException {
			Method accessor = accessor(target, name);
			if (accessor == null) {
				throw nothing(name);
			}
			try {
				return new TypedValue(accessor.invoke(target));
			}
			catch (ReflectiveOperationException ex) {
				throw new AccessException("'" + name + "' cannot be read", ex);
			}
		}

		private static AccessException nothing(String name) {
			return new AccessException("There is no '" + name + "' here");
		}

	}

	/**
	 * Converts between plain values alone: Spring's converters would also look for a
	 * constructor or a static method of whatever a parameter wants.
	 */
	private static final class PlainConverter implements TypeConverter {

		private static final TypeConverter STANDARD = new StandardTypeConverter();

		private final RenderMeter meter;

		PlainConverter(RenderMeter meter) {
			this.meter = meter;
		}

		@Override
		public boolean canConvert(@Nullable TypeDescriptor source, TypeDescriptor target) {
			return target.getObjectType() == String.class
					|| (isPlain(source) && isPlain(target) && STANDARD.canConvert(source, target));
		}

		private static boolean isPlain(@Nullable TypeDescriptor type) {
			if (type == null) {
				return true;
			}
			Class<?> raw = type.getObjectType();
			return raw == Object.class || raw.isArray() || Number.class.isAssignableFrom(raw) || raw == Boolean.class
					|| raw == Character.class || CharSequence.class.isAssignableFrom(raw)
					|| Collection.class.isAssignableFrom(raw) || raw == Iterable.class
					|| Map.class.isAssignableFrom(raw) || Record.class.isAssignableFrom(raw)
					|| (TemporalAccessor.class.isAssignableFrom(raw) && raw.getPackageName().startsWith("java.time"));
		}

		@Override
		public @Nullable Object convertValue(@Nullable Object value, @Nullable TypeDescriptor source,
				TypeDescriptor target) {
			this.meter.weigh(value);
			if (value == null || target.getObjectType().isInstance(value)) {
				return value;
			}
			if (target.getObjectType() == String.class) {
				return value.toString();
			}
			if (!canConvert(source, target)) {
				throw new RefusedExpressionException("A value is of another kind than is needed here.");
			}
			return STANDARD.convertValue(value, source, target);
		}

	}

}
