package org.rowhouse.traffic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far back figures are asked for, and in what periods they are shown.
 */
public enum TrafficRange {

	/** The running hour and the 23 before it, by the hour. */
	DAY("24h") {

		@Override
		List<Instant> bounds(Instant now, ZoneId zone) {
			Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(23, ChronoUnit.HOURS);
			return IntStream.rangeClosed(0, 24).mapToObj((hours) -> first.plus(hours, ChronoUnit.HOURS)).toList();
		}

	},

	/** The last seven days, by quarters of a day on the site's clock. */
	WEEK("7d") {

		@Override
		List<Instant> bounds(Instant now, ZoneId zone) {
			LocalDateTime local = now.atZone(zone).toLocalDateTime();
			LocalDateTime running = local.toLocalDate().atTime(LocalTime.of(local.getHour() / QUARTER * QUARTER, 0));
			return IntStream.rangeClosed(-27, 1)
				.mapToObj((quarters) -> running.plusHours((long) quarters * QUARTER).atZone(zone).toInstant())
				.toList();
		}

	},

	/** Today and the 29 days before it, by the day of the site's calendar. */
	MONTH("30d") {

		@Override
		List<Instant> bounds(Instant now, ZoneId zone) {
			LocalDate today = now.atZone(zone).toLocalDate();
			return IntStream.rangeClosed(-29, 1)
				.mapToObj((days) -> today.plusDays(days).atStartOfDay(zone).toInstant())
				.toList();
		}

	};

	/** Hours. */
	private static final int QUARTER = 6;

	private final String word;

	TrafficRange(String word) {
		this.word = word;
	}

	/**
	 * Returns the word for it in URLs.
	 * @return {@code 24h}, {@code 7d} or {@code 30d}
	 */
	public String word() {
		return this.word;
	}

	/**
	 * Finds a range.
	 * @param word what somebody asks for
	 * @return the range
	 */
	public static Optional<TrafficRange> of(String word) {
		return Arrays.stream(values()).filter((range) -> range.word.equals(word)).findFirst();
	}

	/**
	 * Returns where its periods begin.
	 * @param now the time
	 * @param zone the time zone of the site
	 * @return the beginning of each period, and at last the end of the running one
	 */
	abstract List<Instant> bounds(Instant now, ZoneId zone);

}
