package org.rowhouse.admin;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.ibm.icu.text.DateTimePatternGenerator;

import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * How times and numbers are written in the language of the answer. In English it is the
 * British way; in other languages what CLDR has for the same parts.
 */
enum LocalFormat {

	/** {@code 21 Nov 2026}. */
	DAY("d MMM uuuu", "yMMMd"),

	/** {@code 21 Nov}. */
	SHORT_DAY("d MMM", "MMMd"),

	/** {@code 21 November 2026}. */
	LONG_DAY("d MMMM uuuu", "yMMMMd"),

	/** {@code 21 Nov 2026, 09:30}. */
	MOMENT("d MMM uuuu, HH:mm", "yMMMdHHmm"),

	/** {@code 21 Nov 2026, 09:30:15}. */
	SECOND("d MMM uuuu, HH:mm:ss", "yMMMdHHmmss"),

	/** {@code 21 November 2026, 09:30}. */
	LONG_MOMENT("d MMMM uuuu, HH:mm", "yMMMMdHHmm"),

	/** {@code Sat 21 Nov, 09:30}. */
	WEEKDAY("EEE d MMM, HH:mm", "EEEMMMdHHmm"),

	/** {@code 09:30}. */
	TIME("HH:mm", "HHmm");

	private final String british;

	private final String skeleton;

	/** By the languages that there are; a page writes hundreds of times. */
	@SuppressWarnings("ImmutableEnumChecker") // the same for the same language, whoever
												// asks
	private final ConcurrentMap<Locale, DateTimeFormatter> formats = new ConcurrentHashMap<>();

	LocalFormat(String british, String skeleton) {
		this.british = british;
		this.skeleton = skeleton;
	}

	/**
	 * Returns the format in the language of the answer.
	 * @return the format, without a time zone
	 */
	DateTimeFormatter now() {
		return this.formats.computeIfAbsent(locale(), this::in);
	}

	private DateTimeFormatter in(Locale locale) {
		if (locale.equals(Locale.UK)) {
			return DateTimeFormatter.ofPattern(this.british, locale);
		}
		return DateTimeFormatter.ofPattern(DateTimePatternGenerator.getInstance(locale).getBestPattern(this.skeleton),
				locale);
	}

	/**
	 * Returns the language of the answer, for numbers.
	 * @return the language; British English where there is no request
	 */
	static Locale locale() {
		LocaleContext context = LocaleContextHolder.getLocaleContext();
		Locale locale = (context != null) ? context.getLocale() : null;
		return (locale == null || locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) ? Locale.UK : locale;
	}

}
