package org.rowhouse.theme;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.site.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OptionValues}.
 */
class OptionValuesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			COLOR  | #ABC                        | #aabbcc
			COLOR  | #B3401f                     | #b3401f
			TOGGLE | true                        | yes
			TOGGLE | On                          | yes
			TOGGLE | off                         | no
			CHOICE | warm                        | warm
			IMAGE  | /static/a/größe 1.svg       |
			IMAGE  | /static/a/größe.svg         | /static/a/größe.svg
			IMAGE  | https://x.test/a.png        |
			IMAGE  | /static/../site.yml         |
			IMAGE  | /static//x.test/a.png       |
			IMAGE  | /about                      |
			LINK   | /visit?a=b#c                | /visit?a=b#c
			LINK   | /                           | /
			LINK   | https://example.com/a       | https://example.com/a
			LINK   | mailto:a@example.com        | mailto:a@example.com
			LINK   | tel:+431234                 | tel:+431234
			LINK   | //x.test                    |
			LINK   | /\\x.test                   |
			LINK   | javascript:alert(1)         |
			LINK   | JAVASCRIPT:alert(1)         |
			LINK   | data:text/html,x            |
			LINK   | visit                       |
			LINK   | https://a b                 |
			COLOR  | red                         |
			COLOR  | #12345                      |
			COLOR  | #fff;}body{                 |
			TOGGLE | maybe                       |
			CHOICE | Warm                        |
			TEXT   | one line                    | one line
			""")
	void aValueFitsItsTypeOrIsRefused(OptionType type, String typed, String expected) {
		if (expected != null) {
			assertThat(option(type).read(typed)).isEqualTo(expected);
		}
		else {
			assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> option(type).read(typed))
				.satisfies((refused) -> assertThat(refused.errors()).containsOnlyKeys("x"));
		}
	}

	@Test
	void textsHaveALengthAndLinesHaveLines() {
		assertThat(option(OptionType.LINES).read("Mon\r\nTue\n")).isEqualTo("Mon\nTue");
		assertThat(option(OptionType.LINES).read("x".repeat(2000))).hasSize(2000);
		assertThat(option(OptionType.TEXT).read("x".repeat(500))).hasSize(500);
		for (String refused : List.of("a\nb", "x".repeat(501), "a\u0000b", "a\uFFFFb", "\uD800")) {
			assertThatExceptionOfType(InvalidInputException.class)
				.isThrownBy(() -> option(OptionType.TEXT).read(refused));
		}
		for (String refused : List.of("a\tb", "x".repeat(2001))) {
			assertThatExceptionOfType(InvalidInputException.class)
				.isThrownBy(() -> option(OptionType.LINES).read(refused));
		}
	}

	private static ThemeOption option(OptionType type) {
		return new ThemeOption("x", type, "X", "", "", null, null,
				List.of(new ThemeOption.Choice("warm", "Warm", "warm")));
	}

}
