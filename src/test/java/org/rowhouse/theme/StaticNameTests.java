package org.rowhouse.theme;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StaticName}.
 */
class StaticNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "a/", "/a", "a//b", ".", "..", "a/../b", ".git/config", "a/.b", "a.", "a ",
			"a./b", "a /b", "a~", "#a#", "a.swp", "a.SWP", "a.tmp", "a.part", "site.yml", "SITE.YML", "theme.yml",
			"con", "CON", "con.css", "aux.", "NUL.txt", "com1.js", "lpt9", "COM\u00b9", "conin$", "nul .css", "a\\b",
			"c:x", "a::$DATA", "a*b", "a?b", "a<b", "a|b", "a\u0000b", "a\nb", "a\u007fb", "a\u0085b", "a\ufffdb",
			"a\ud800b" })
	void whatIsNeverServedHasNoName(String raw) {
		assertThat(StaticName.of(raw)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "tmp", "a/b.css", "console.css", "com10.js", "a b.txt", "a#b", "#a", "a~b",
			"site.yml.txt", "a..b", "e\u0301.txt", "\ud83c\udf31.svg" })
	void everythingElseHas(String raw) {
		assertThat(StaticName.of(raw)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a%", "a%2", "a%zz", "a%2fb", "a%2Fb", "a%00", "a%c0%ae", "%e0%80%af", "a%ff", "%2e%2e/a",
			"%2ea" })
	void aMalformedOrHiddenEscapeIsNoName(String encoded) {
		assertThat(StaticName.ofEncoded(encoded)).isEmpty();
	}

	@Test
	void allFormsOfANameAreOne() {
		assertThat(StaticName.ofEncoded("e%CC%81.txt")).isEqualTo(StaticName.ofEncoded("%C3%A9.txt"))
			.contains(new StaticName("\u00e9.txt"));
	}

	@ParameterizedTest
	@CsvSource({ "css/site.css, ../img/a.svg, img/a.svg", "css/site.css, a.svg, css/a.svg",
			"css/site.css, ./b/../a.svg, css/a.svg", "site.css, ../a.svg,", "css/site.css, ../../site.yml,",
			"css/site.css, %2e%2e/a.svg, a.svg", "css/site.css, a%2fb.svg,", "100%/site.css, a%20b.svg, 100%/a b.svg",
			"site.css, .hidden," })
	void relativeNamesStayInTheFolder(String sheet, String path, String expected) {
		assertThat(StaticName.of(sheet).orElseThrow().resolve(path).map(StaticName::value))
			.isEqualTo(Optional.ofNullable(expected));
	}

}
