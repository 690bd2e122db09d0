package org.rowhouse.theme;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;

/**
 * Something of a theme that each site can set for itself.
 *
 * @param name what templates call it
 * @param type what its values are
 * @param label for people
 * @param hint a sentence for people; may be empty
 * @param group the heading under which a form shows it; may be empty
 * @param value its value where nobody set one, or {@code null} for none
 * @param variable the custom property that {@code /options.css} makes of it, with its two
 * hyphens, or {@code null} for none
 * @param choices what can be chosen; empty unless its type is {@link OptionType#CHOICE}
 */
public record ThemeOption(String name, OptionType type, String label, String hint, String group, @Nullable String value,
		@Nullable String variable, List<Choice> choices) {

	/**
	 * Reads a value.
	 * @param typed what somebody wrote, not blank
	 * @return the value in its one form: {@code yes} for {@code true}, {@code #aabbcc}
	 * for {@code #ABC}
	 * @throws InvalidInputException with this option's name and a message if the value
	 * does not fit
	 */
	public String read(String typed) {
		return OptionValues.read(this, typed);
	}

	ThemeOption withValue(@Nullable String newValue) {
		return new ThemeOption(this.name, this.type, this.label, this.hint, this.group, newValue, this.variable,
				this.choices);
	}

	/** What a value is in a stylesheet; only for those with a variable. */
	String css(String read) {
		return switch (this.type) {
			case TOGGLE -> (read.equals("yes")) ? "1" : "0";
			case CHOICE -> this.choices.stream()
				.filter((choice) -> choice.value().equals(read))
				.map(Choice::css)
				.findFirst()
				.orElse("initial");
			default -> read;
		};
	}

	/**
	 * One of the values that can be chosen.
	 *
	 * @param value what templates get
	 * @param label for people
	 * @param css what {@code /options.css} makes of it
	 */
	public record Choice(String value, String label, String css) {

	}

}
