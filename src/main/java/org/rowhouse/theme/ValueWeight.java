package org.rowhouse.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.engine.IterationStatusVar;
import org.thymeleaf.standard.expression.Fragment;
import org.thymeleaf.standard.expression.NoOpToken;

/**
 * How long a value would be as a text. A list may hold the same list twice, and that one
 * again: a few objects in memory whose text fills it. So nothing is made a text, compared
 * or kept before it is weighed.
 */
final class ValueWeight {

	private static final int MAX_DIGITS = 400;

	private static final int MAX_NESTED = 32;

	private static final int MAX_REMEMBERED = 500;

	private static final int WORTH_REMEMBERING = 200;

	private static final int SMALL = 40;

	private final RenderMeter meter;

	private final long limit;

	/** Of values that never change while a page is rendered. */
	private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();

	ValueWeight(RenderMeter meter, long limit) {
		this.meter = meter;
		this.limit = limit;
	}

	long of(@Nullable Object value) {
		long weight = weigh(value, 0, this.limit);
		if (weight > this.limit) {
			throw this.meter.stop("A value is longer than " + RenderMeter.number(this.limit) + " characters.");
		}
		return weight;
	}

	/** Stops counting soon after there is nothing left. */
	private long weigh(@Nullable Object value, int nested, long left) {
		if (value == null || value instanceof Boolean || value instanceof Character) {
			return 5;
		}
		if (value instanceof CharSequence text) {
			return text.length();
		}
		if (value instanceof Number number) {
			return digits(number);
		}
		if (value instanceof TemporalAccessor || value instanceof Locale || value instanceof Enum<?>
				|| value instanceof NoOpToken) {
			return SMALL;
		}
		if (nested > MAX_NESTED) {
			throw this.meter.stop("A value is nested too deeply.");
		}
		Long before = this.known.get(value);
		if (before != null) {
			return before;
		}
		long weight = weighParts(value, nested + 1, left);
		if (weight > WORTH_REMEMBERING && weight <= left && this.known.size() < MAX_REMEMBERED) {
			this.known.put(value, weight);
		}
		return weight;
	}

	private long weighParts(Object value, int nested, long left) {
		long weight = 2;
		if (value instanceof Collection<?> collection) {
			for (Object element : collection) {
				weight += 2 + weigh(element, nested, left - weight);
				if (weight > left) {
					return weight;
				}
			}
		}
		else if (value instanceof Map<?, ?> map) {
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				weight += 3 + weigh(entry.getKey(), nested, left) + weigh(entry.getValue(), nested, left - weight);
				if (weight > left) {
					return weight;
				}
			}
		}
		else if (value instanceof Map.Entry<?, ?> entry) {
			weight += weigh(entry.getKey(), nested, left) + weigh(entry.getValue(), nested, left);
		}
		else if (value instanceof Record entry) {
			weight += record(entry, nested, left);
		}
		else if (value instanceof IterationStatusVar status) {
			weight += SMALL * 3 + weigh(status.getCurrent(), nested, left);
		}
		else if (value instanceof Fragment fragment) {
			weight += length(fragment);
		}
		else if (value.getClass().isArray()) {
			for (int i = 0; i < Array.getLength(value) && weight <= left; i++) {
				weight += 2 + weigh(Array.get(value, i), nested, left - weight);
			}
		}
		else {
			throw this.meter.stop("This value leads out of the template's model and cannot be used.");
		}
		return weight;
	}

	private long record(Record value, int nested, long left) {
		long weight = 0;
		for (Method accessor : RecordFields.of(value).accessors()) {
			try {
				weight += SMALL + weigh(accessor.invoke(value), nested, left - weight);
			}
			catch (ReflectiveOperationException ex) {
				throw this.meter.stop("This value leads out of the template's model and cannot be used.");
			}
		}
		return weight;
	}

	private long digits(Number number) {
		long digits = SMALL;
		if (number instanceof BigDecimal decimal) {
			digits = (long) decimal.precision() + Math.abs((long) decimal.scale());
		}
		else if (number instanceof BigInteger integer) {
			digits = integer.bitLength() / 3;
		}
		if (digits > MAX_DIGITS) {
			throw this.meter.stop("A number has more than " + MAX_DIGITS + " digits.");
		}
		return digits;
	}

	private static long length(Fragment fragment) {
		CountingWriter counter = new CountingWriter();
		try {
			fragment.write(counter);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return counter.count;
	}

	private static final class CountingWriter extends Writer {

		private long count;

		@Override
		public void write(char[] buffer, int offset, int length) {
			this.count += length;
		}

		@Override
		public void flush() {
			// There is nothing to flush.
		}

		@Override
		public void close() {
			// There is nothing to close.
		}

	}

}
