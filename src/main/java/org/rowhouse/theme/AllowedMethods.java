package org.rowhouse.theme;

import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.MethodResolver;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.support.DataBindingMethodResolver;
import org.springframework.expression.spel.support.ReflectiveMethodResolver;

/**
 * The methods that templates may call: those that only read, lead nowhere else, and cost
 * no more than their arguments are long. Documented for designers in
 * {@code docs/themes.md}.
 * <p>
 * SpEL keeps what a {@link ReflectiveMethodResolver} found with the expression, and asks
 * any other resolver again at every call, which costs more than the call. What it keeps
 * is used for the same types of target and arguments alone, and whether a method is
 * allowed follows from its name and the type of the target.
 */
final class AllowedMethods extends ReflectiveMethodResolver {

	private static final Map<String, Set<String>> OF_HELPERS = Map.of("strings", words("""
			abbreviate append capitalize capitalizeWords concat contains containsIgnoreCase defaultString \
			endsWith equals equalsIgnoreCase escapeXml indexOf isEmpty length listJoin listSplit arrayJoin \
			arraySplit prepend replace startsWith substring substringAfter substringBefore toLowerCase \
			toString toUpperCase trim unCapitalize"""), "numbers",
			words("formatInteger formatDecimal formatCurrency formatPercent sequence"), "lists",
			words("contains isEmpty size sort toList"), "maps", words("containsKey containsValue isEmpty size"),
			"bools", words("isFalse isTrue"), "aggregates", words("avg sum"), "uris", words("""
					escapeFragmentId escapePath escapePathSegment escapeQueryParam unescapeFragmentId unescapePath \
					unescapePathSegment unescapeQueryParam"""), "temporals", words("""
					create createDate createDateTime createNowForTimeZone createTodayForTimeZone day dayOfWeek \
					dayOfWeekName dayOfWeekNameShort format formatISO hour minute month monthName monthNameShort \
					nanosecond second year"""), "plurals", words("of"));

	/** Without {@code #locale}, which is a value. */
	static final Set<String> HELPERS = Set.copyOf(OF_HELPERS.keySet());

	private static final Set<String> OF_TEXTS = words("""
			charAt compareTo compareToIgnoreCase contains endsWith equals equalsIgnoreCase indexOf isBlank isEmpty \
			lastIndexOf length startsWith strip substring toString trim""");

	private static final Set<String> OF_COLLECTIONS = words("""
			contains containsKey containsValue entrySet get getOrDefault indexOf isEmpty keySet size subList values""");

	private static final Set<String> OF_DATES = words(
			"""
					atStartOfDay compareTo equals getDayOfMonth getDayOfWeek getDayOfYear getHour getMinute getMonth \
					getMonthValue getNano getSecond getValue getYear isAfter isBefore isEqual isLeapYear lengthOfMonth \
					lengthOfYear minusDays minusHours minusMinutes minusMonths minusWeeks minusYears plusDays plusHours \
					plusMinutes plusMonths plusWeeks plusYears toEpochSecond toLocalDate toLocalDateTime toLocalTime \
					toOffsetDateTime toString withDayOfMonth withDayOfYear withHour withMinute withMonth withSecond withYear""");

	private static final Set<String> OF_ENTRIES = words("equals getKey getValue toString");

	private static final Set<String> OF_OTHERS = words("compareTo equals toString");

	/** What looks for one text in another costs the product of their lengths. */
	private static final Set<String> SEARCHES = words("""
			arraySplit capitalizeWords contains containsIgnoreCase indexOf lastIndexOf listSplit replace \
			substringAfter substringBefore""");

	/** Of a collection these take the same time whatever is in it. */
	private static final Set<String> COUNTS = Set.of(".isEmpty", ".size", "Lists.isEmpty", "Lists.size", "Maps.isEmpty",
			"Maps.size");

	private static final long MAX_SEARCH = 50_000_000;

	private static final int MAX_DIGITS = 100;

	private static final int MAX_SEQUENCE = 1000;

	private static final int MAX_PATTERN = 200;

	private final MethodResolver delegate = DataBindingMethodResolver.forInstanceMethodInvocation();

	private static Set<String> words(String words) {
		return Set.of(words.strip().split("\\s+"));
	}

	static String helperNames() {
		return "#" + String.join(", #", new TreeSet<>(HELPERS)) + ", #locale";
	}

	static Set<String> ofHelper(String helper) {
		return OF_HELPERS.getOrDefault(helper, Set.of());
	}

	static String listOf(String helper) {
		return String.join(", ", new TreeSet<>(ofHelper(helper)));
	}

	/** Tells whether anything has a method of this name that templates may call. */
	static boolean isKnown(String method) {
		return OF_TEXTS.contains(method) || OF_COLLECTIONS.contains(method) || OF_DATES.contains(method)
				|| OF_ENTRIES.contains(method) || OF_HELPERS.values().stream().anyMatch((of) -> of.contains(method));
	}

	@Override
	public @Nullable MethodExecutor resolve(EvaluationContext context, Object target, String name,
			List<TypeDescriptor> argumentTypes) throws AccessException {
		if (!of(target).contains(name)) {
			throw new RefusedExpressionException("Templates cannot call " + name + "() here.");
		}
		MethodExecutor found = this.delegate.resolve(context, target, name, argumentTypes);
		if (found == null) {
			return null;
		}
		String helper = (isHelper(target)) ? target.getClass().getSimpleName() : "";
		return new MeteredCall(DirectCall.of(found, target.getClass()), name, helper, SEARCHES.contains(name),
				COUNTS.contains(helper + "." + name));
	}

	private static Set<String> of(Object target) {
		if (isHelper(target)) {
			String helper = target.getClass().getSimpleName();
			return ofHelper(Character.toLowerCase(helper.charAt(0)) + helper.substring(1));
		}
		if (target instanceof CharSequence) {
			return OF_TEXTS;
		}
		if (isCollection(target)) {
			return OF_COLLECTIONS;
		}
		if (target instanceof TemporalAccessor && target.getClass().getPackageName().equals("java.time")) {
			return OF_DATES;
		}
		if (target instanceof Map.Entry) {
			return OF_ENTRIES;
		}
		boolean plain = target instanceof Number || target instanceof Boolean || target instanceof Record;
		return (plain) ? OF_OTHERS : Set.of();
	}

	private static boolean isCollection(@Nullable Object value) {
		return value instanceof Collection || value instanceof Map;
	}

	private static boolean isHelper(Object target) {
		return target instanceof Plurals || target.getClass().getPackageName().equals("org.thymeleaf.expression");
	}

	/**
	 * Weighs what goes in and what comes out. SpEL keeps it with the expression, for any
	 * page, so that it asks the context for the meter. It is called on the type of target
	 * that it was found for: the simple name of a helper's class, or the empty string for
	 * anything else, is always the same.
	 */
	private record MeteredCall(MethodExecutor method, String name, String helper, boolean search,
			boolean count) implements MethodExecutor {

		@Override
		public TypedValue execute(EvaluationContext context, Object target, @Nullable Object... arguments)
				throws AccessException {
			RenderMeter meter = ((SandboxEvaluationContext) context).meter();
			meter.step();
			if (this.count && isCollection((this.helper.isEmpty()) ? target : arguments[0])) {
				return this.method.execute(context, target, arguments);
			}
			long input = (this.helper.isEmpty()) ? meter.weigh(target) : 0;
			long texts = 0;
			long elements = 0;
			for (Object argument : arguments) {
				long weight = meter.weigh(argument);
				input += weight;
				texts += (argument instanceof CharSequence) ? weight : 0;
				elements += size(argument);
			}
			if (input > meter.maxValue() || texts * elements > meter.maxValue()) {
				throw meter
					.stop(this.name + "() is given more than " + RenderMeter.number(meter.maxValue()) + " characters.");
			}
			checkSearch(target, arguments);
			if (!this.helper.isEmpty()) {
				checkHelper(meter, arguments);
			}
			TypedValue result = this.method.execute(context, target, arguments);
			meter.weigh(result.getValue());
			// An array has no text of its own but the name of its class.
			return (result.getValue() instanceof Object[] array) ? new TypedValue(Arrays.asList(array)) : result;
		}

		private static int size(@Nullable Object value) {
			if (value instanceof Collection<?> collection) {
				return collection.size();
			}
			return (value instanceof Object[] array) ? array.length : 0;
		}

		private void checkSearch(Object target, @Nullable Object[] arguments) {
			if (!this.search) {
				return;
			}
			long text = (target instanceof CharSequence own) ? own.length() : length(arguments, 0);
			long sought = length(arguments, (target instanceof CharSequence) ? 0 : 1);
			if (text * sought > MAX_SEARCH) {
				throw new RefusedExpressionException(this.name + "() is given texts that are too long to search.");
			}
		}

		private static long length(@Nullable Object[] arguments, int index) {
			return (index < arguments.length && arguments[index] instanceof CharSequence text) ? text.length() : 0;
		}

		private void checkHelper(RenderMeter meter, @Nullable Object[] arguments) {
			switch (this.helper) {
				case "Numbers" -> {
					boolean sequence = this.name.equals("sequence");
					checkNumbers(
							(sequence) ? arguments
									: Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length),
							(sequence) ? MAX_SEQUENCE : MAX_DIGITS);
				}
				case "Temporals" -> {
					for (Object argument : arguments) {
						if (argument instanceof CharSequence text && text.length() > MAX_PATTERN) {
							throw new RefusedExpressionException(
									"A date or its pattern has " + MAX_PATTERN + " characters at most.");
						}
					}
				}
				default -> {
					if (this.name.equals("replace")) {
						checkReplace(meter, arguments);
					}
				}
			}
		}

		/** {@code #numbers} makes as many numbers and digits as it is told to. */
		private void checkNumbers(@Nullable Object[] arguments, int limit) {
			for (Object argument : arguments) {
				boolean small = argument instanceof Integer number && Math.abs((long) number) <= limit;
				boolean word = argument instanceof String text && text.length() <= 20 && limit == MAX_DIGITS
						&& text.chars().noneMatch(Character::isDigit);
				if (!small && !word) {
					throw new RefusedExpressionException(
							"#numbers." + this.name + "() takes whole numbers up to " + limit + ".");
				}
			}
		}

		private static void checkReplace(RenderMeter meter, @Nullable Object[] arguments) {
			String text = String.valueOf(arguments[0]);
			String before = (arguments.length > 1) ? String.valueOf(arguments[1]) : "";
			long after = length(arguments, 2);
			if (before.isEmpty()) {
				throw new RefusedExpressionException("#strings.replace() needs a text to replace.");
			}
			long count = 0;
			for (int at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + before.length())) {
				count++;
			}
			if (count * after > meter.maxValue()) {
				throw meter.stop("#strings.replace() makes a text of more than " + RenderMeter.number(meter.maxValue())
						+ " characters.");
			}
		}

	}

}
