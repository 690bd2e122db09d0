package org.rowhouse.theme;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PlainText;
import org.rowhouse.theme.ThemeOption.Choice;

/**
 * Something that a theme asks for of each page or post, beside its text.
 *
 * @param name what templates call it: {@code page.fields['name']}
 * @param type what its values are
 * @param label for people
 * @param hint a sentence for people; may be empty
 * @param choices what can be chosen; empty unless its type is {@link FieldType#CHOICE}
 */
public record ThemeField(String name, FieldType type, String label, String hint, List<Choice> choices) {

	private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}([.,][0-9]{1,10})?");

	private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

	private static final Pattern IMAGE = Pattern.compile("/(static|media)/[^\\s\\\\?#\"'<>]+");

	private static final int MAX_IMAGE = 500;

	private static final int EARLIEST_YEAR = 1000;

	/**
	 * Reads a value.
	 * @param typed what somebody wrote, not blank
	 * @return the value in its one form: {@code 12.50} for {@code 12,50}, {@code yes} for
	 * {@code true}
	 * @throws InvalidInputException with {@code fields.} and this field's name, and a
	 * message, if the value does not fit
	 */
	public String read(String typed) {
		String text = typed.strip();
		return switch (this.type) {
			case NUMBER -> number(text);
			case DATE -> day(text);
			case IMAGE -> image(text);
			case TEXT -> option(OptionType.TEXT, typed);
			case LINES -> option(OptionType.LINES, typed);
			case CHOICE -> option(OptionType.CHOICE, typed);
			case TOGGLE -> option(OptionType.TOGGLE, typed);
			case LINK -> option(OptionType.LINK, typed);
			case COLOR -> option(OptionType.COLOR, typed);
		};
	}

	private String number(String text) {
		if (!NUMBER.matcher(text).matches()) {
			throw unfit("'" + shortened(text) + "' is not a number. Write one such as 12 or 12.50.");
		}
		return new BigDecimal(text.replace(',', '.')).toPlainString();
	}

	private String day(String text) {
		try {
			LocalDate day = (DAY.matcher(text).matches()) ? LocalDate.parse(text) : LocalDate.MIN;
			if (day.getYear() >= EARLIEST_YEAR) {
				return day.toString();
			}
		}
		catch (DateTimeException ex) {
			throw unfit("There is no day '" + text + "'. Write one such as 2026-11-20.");
		}
		throw unfit("'" + shortened(text) + "' is not a day between the years 1000 and 9999. Write one such as "
				+ "2026-11-20.");
	}

	private String image(String text) {
		boolean fits = text.length() <= MAX_IMAGE && IMAGE.matcher(text).matches() && !text.contains("..")
				&& !text.contains("//") && PlainText.isPlain(text);
		if (!fits) {
			throw unfit("'" + shortened(text) + "' is not a picture of the site. Write the path of one, such as "
					+ "/media/door.jpg; browsers load none from another host.");
		}
		return text;
	}

	/** What is the same for options of themes. */
	private String option(OptionType same, String typed) {
		try {
			return new ThemeOption(this.name, same, this.label, this.hint, "", null, null, this.choices).read(typed);
		}
		catch (InvalidInputException ex) {
			throw unfit(String.valueOf(ex.getMessage()));
		}
	}

	private InvalidInputException unfit(String message) {
		return new InvalidInputException("fields." + this.name, message);
	}

	private static String shortened(String text) {
		return (text.length() > 60) ? text.substring(0, text.offsetByCodePoints(0, 30)) + "…" : text;
	}

}
