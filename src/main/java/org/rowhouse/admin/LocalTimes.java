package org.rowhouse.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;

/**
 * Times that are typed to the minute in a site's time zone. One that daylight saving
 * leaves out is refused, and of one that comes twice somebody has to say which.
 */
final class LocalTimes {

	private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

	private LocalTimes() {
	}

	/**
	 * Lists the time zones that somebody may look for: those of places, and UTC.
	 * @return names of the tz database, in alphabetical order
	 */
	static List<String> zones() {
		return ZoneId.getAvailableZoneIds()
			.stream()
			.filter((zone) -> zone.equals("UTC")
					|| (zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/")))
			.sorted()
			.toList();
	}

	/**
	 * Returns how a form shows a time.
	 * @param instant the time, or {@code null}
	 * @param zone the site's time zone
	 * @return such as {@code 2026-11-20T09:30}; empty for none
	 */
	static String typed(@Nullable Instant instant, ZoneId zone) {
		return (instant != null) ? TYPED.format(instant.atZone(zone)) : "";
	}

	/**
	 * Returns which of two equal times it is.
	 * @param instant the time, or {@code null}
	 * @param zone the site's time zone
	 * @return its offset; empty unless the time on the clock comes twice
	 */
	static String offset(@Nullable Instant instant, ZoneId zone) {
		return (instant != null && choices(typed(instant, zone), zone).size() > 1)
				? zone.getRules().getOffset(instant).getId() : "";
	}

	/**
	 * Reads what was typed. A form shows minutes; seconds that were there stay when
	 * nobody touched the field.
	 * @param field the field's name, for messages
	 * @param typed what was typed; empty for none
	 * @param offset the offset that was chosen where the time comes twice; may be empty
	 * @param zone the site's time zone
	 * @param present what is saved, or {@code null}
	 * @return the time, or {@code null} for none
	 * @throws InvalidInputException at the field if there is no such time, or two of them
	 */
	static @Nullable Instant read(String field, String typed, String offset, ZoneId zone, @Nullable Instant present) {
		String text = typed.strip();
		if (text.isEmpty()) {
			return null;
		}
		boolean sameOffset = offset.isEmpty() || offset.equals(offset(present, zone));
		if (present != null && text.equals(typed(present, zone)) && sameOffset) {
			return present;
		}
		LocalDateTime local = parse(field, text);
		List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
		if (offsets.size() == 1) {
			return local.toInstant(offsets.get(0));
		}
		ZoneOffsetTransition change = zone.getRules().getTransition(local);
		if (offsets.isEmpty()) {
			throw new InvalidInputException(field,
					"On " + LocalFormat.LONG_DAY.now().format(change.getDateTimeBefore()) + " clocks in " + zone.getId()
							+ " go forward from " + TIME.format(change.getDateTimeBefore()) + " to "
							+ near(change.getDateTimeAfter(), change.getDateTimeBefore()) + ", so there is no "
							+ near(local, change.getDateTimeBefore()) + ". The nearest times are "
							+ near(change.getDateTimeBefore().minusMinutes(1), local) + " and "
							+ near(change.getDateTimeAfter(), local) + ".");
		}
		return offsets.stream()
			.filter((valid) -> valid.getId().equals(offset))
			.findFirst()
			.map(local::toInstant)
			.orElseThrow(() -> new InvalidInputException(field,
					"On " + LocalFormat.LONG_DAY.now().format(local) + " clocks in " + zone.getId() + " go back from "
							+ TIME.format(change.getDateTimeBefore()) + " to " + TIME.format(change.getDateTimeAfter())
							+ ", so " + TIME.format(local) + " comes twice. Choose which of them."));
	}

	private static LocalDateTime parse(String field, String text) {
		try {
			return LocalDateTime.parse(text);
		}
		catch (DateTimeException ex) {
			throw new InvalidInputException(field, "Write date and time such as 2026-11-20T09:30.");
		}
	}

	private static String near(LocalDateTime time, LocalDateTime other) {
		return ((time.toLocalDate().equals(other.toLocalDate())) ? TIME : LocalFormat.LONG_MOMENT.now()).format(time);
	}

	/**
	 * Lists what has to be chosen from.
	 * @param typed what was typed
	 * @param zone the site's time zone
	 * @return two choices if the time comes twice, otherwise none
	 */
	static List<Choice> choices(String typed, ZoneId zone) {
		try {
			LocalDateTime local = LocalDateTime.parse(typed.strip());
			List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
			String time = TIME.format(local);
			return (offsets.size() < 2) ? List.of()
					: List.of(new Choice(offsets.get(0).getId(), "The first " + time + " (UTC" + offsets.get(0) + ")"),
							new Choice(offsets.get(1).getId(), "The second " + time + " (UTC" + offsets.get(1) + ")"));
		}
		catch (DateTimeException ex) {
			return List.of();
		}
	}

	/**
	 * One of two equal times.
	 *
	 * @param value its offset
	 * @param label for people
	 */
	record Choice(String value, String label) {

	}

}
