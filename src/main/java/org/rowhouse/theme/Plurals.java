package org.rowhouse.theme;

import java.util.Locale;
import java.util.Map;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.text.PluralRules;
import org.jspecify.annotations.Nullable;

/**
 * The helper {@code #plurals}: the form of a text that goes with a number in the language
 * of the site (CLDR plural rules).
 */
public final class Plurals {

	private static final String OTHER = "other";

	private static final String NUMBER = "{0}";

	private final Locale locale;

	Plurals(Locale locale) {
		this.locale = locale;
	}

	/**
	 * Chooses the text that goes with a number.
	 * @param count the number
	 * @param forms texts by plural category ({@code zero}, {@code one}, {@code two},
	 * {@code few}, {@code many}, {@code other}), or by {@code '=0'} for exactly this
	 * number, which goes first; <code>{0}</code> in a text becomes the number as it is
	 * written in the site's language. {@code other} stands for a category without a text.
	 * @return the text
	 * @throws IllegalArgumentException if there is no number, or {@code other} is missing
	 */
	public String of(@Nullable Object count, Map<?, ?> forms) {
		if (!(count instanceof Number number)) {
			throw new IllegalArgumentException("#plurals.of needs a number first, and got " + count);
		}
		FormattedNumber formatted = NumberFormatter.withLocale(this.locale).format(number);
		Object form = forms.get("=" + number);
		if (form == null) {
			form = forms.get(PluralRules.forLocale(this.locale).select(formatted));
		}
		if (form == null) {
			form = forms.get(OTHER);
		}
		if (form == null) {
			throw new IllegalArgumentException(
					"#plurals.of needs a text for 'other', such as {one: '1 post', other: '{0} posts'}");
		}
		return form.toString().replace(NUMBER, formatted.toString());
	}

}
