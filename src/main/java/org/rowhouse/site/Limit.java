package org.rowhouse.site;

import java.time.Duration;
import java.util.Locale;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Something that a site may have or use so much of. Amounts are whole numbers; 0 means
 * unlimited.
 */
public enum Limit {

	/** Pages of a site that are made at once. */
	CONCURRENT_RENDERS("concurrent-renders", Unit.NUMBER, 10_000),

	/** Pages that are asked for in a second; a static file counts as a tenth. */
	REQUESTS_PER_SECOND("requests-per-second", Unit.NUMBER, 1_000_000),

	/** Pages that may be asked for at once after a quiet time. Never unlimited. */
	BURST("burst", Unit.NUMBER, 10_000_000),

	/** The time that making a page may take, in milliseconds. */
	RENDER_TIME("render-time", Unit.TIME, 600_000),

	/** The site's folder, its content in the database and its media, in bytes. */
	STORAGE("storage", Unit.BYTES, 1L << 50),

	/** Pages and posts. */
	ITEMS("items", Unit.NUMBER, 1_000_000_000);

	private static final String UNLIMITED = "unlimited";

	private final String key;

	private final Unit unit;

	private final long max;

	Limit(String key, Unit unit, long max) {
		this.key = key;
		this.unit = unit;
		this.max = max;
	}

	/**
	 * Returns the name in settings.
	 * @return such as {@code render-time}
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Returns the name in JSON and in forms.
	 * @return such as {@code renderTime}
	 */
	public String field() {
		StringBuilder field = new StringBuilder();
		for (String word : this.key.split("-", -1)) {
			field.append(
					(field.isEmpty()) ? word : word.substring(0, 1).toUpperCase(Locale.ROOT).concat(word.substring(1)));
		}
		return field.toString();
	}

	/**
	 * Reads an amount.
	 * @param text what somebody wrote, such as {@code 4}, {@code 10s}, {@code 500MB} or
	 * {@code unlimited}
	 * @return the amount; 0 for unlimited
	 * @throws IllegalArgumentException if it is none; the message says what to write
	 */
	public long parse(String text) {
		String written = text.strip();
		long amount = (written.equalsIgnoreCase(UNLIMITED)) ? 0 : read(written);
		if (amount == 0 && this == BURST) {
			throw new IllegalArgumentException("A burst is at least 1. To count no requests, write '" + UNLIMITED
					+ "' for " + REQUESTS_PER_SECOND.key + ".");
		}
		if (amount < 0 || amount > this.max) {
			throw new IllegalArgumentException(
					"It is between 1 and " + format(this.max) + ", or '" + UNLIMITED + "' for none.");
		}
		return amount;
	}

	private long read(String written) {
		try {
			return switch (this.unit) {
				case NUMBER -> Long.parseLong(written);
				case TIME -> (written.equals("0")) ? 0 : milliseconds(written);
				case BYTES -> DataSize.parse(written.replace(" ", "").toUpperCase(Locale.ROOT)).toBytes();
			};
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException("Write " + this.unit.example + ", or '" + UNLIMITED + "' for no limit.",
					ex);
		}
	}

	/** A bare number would be read as milliseconds, which hardly anybody means. */
	private static long milliseconds(String written) {
		if (!written.isEmpty() && Character.isDigit(written.charAt(written.length() - 1))) {
			throw new IllegalArgumentException("A time has a unit");
		}
		return DurationStyle.SIMPLE.parse(written).toMillis();
	}

	/**
	 * Writes an amount as {@link #parse} reads it, as short as it is exact.
	 * @param amount an amount
	 * @return such as {@code 4}, {@code 10s}, {@code 500MB} or {@code unlimited}
	 */
	public String format(long amount) {
		return (amount == 0) ? UNLIMITED : this.unit.format(amount);
	}

	private enum Unit {

		NUMBER("a whole number such as 4") {

			@Override
			String format(long amount) {
				return Long.toString(amount);
			}

		},

		TIME("a time such as 10s or 500ms") {

			@Override
			String format(long amount) {
				Duration time = Duration.ofMillis(amount);
				return (time.toMillisPart() == 0) ? time.toSeconds() + "s" : amount + "ms";
			}

		},

		BYTES("a size such as 500MB or 2GB") {

			@Override
			String format(long amount) {
				String[] units = { "B", "KB", "MB", "GB", "TB" };
				long left = amount;
				int unit = 0;
				while (left % 1024 == 0 && unit < units.length - 1) {
					left /= 1024;
					unit++;
				}
				return left + units[unit];
			}

		};

		private final String example;

		Unit(String example) {
			this.example = example;
		}

		abstract String format(long amount);

	}

}
