package org.rowhouse.content;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DraftValidator}.
 */
class DraftValidatorTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			about,          about
			/about/team/,   about/team
			index,          ''
			'',             title
			a.b/c_d,        a.b/c_d
			""")
	void aPageHasAPath(String typed, String expected) {
		assertThat(validate(ContentKind.PAGE, typed, "Title").path()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "posts", "posts/x", "tag/x", "static/x", "feed.xml", "error", "A", "a//b", "a/../b", "..",
			"a b", "ü", "\u202Egnp", "a\u200Bb", "-a", ".a", "a/.b", "a?b", "a%20b" })
	void aPageCannotBeWhereTheSiteItselfIs(String path) {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> validate(ContentKind.PAGE, path, "Title"))
			.satisfies((failure) -> assertThat(failure.errors()).containsOnlyKeys("path"));
	}

	@Test
	void aPostWithoutSlugGetsOneFromItsTitle() {
		assertThat(validate(ContentKind.POST, "", "Käse & Brot: «Æble»!").path()).isEqualTo("kase-brot-aeble");
		assertThat(validate(ContentKind.POST, "", "Привет").path()).isEqualTo("privet");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> validate(ContentKind.POST, "", "!!!"));
	}

	@Test
	void everyMistakeIsToldAtItsField() {
		Draft wrong = new Draft("A", " ", "s".repeat(1001), "m".repeat(500_001), "../x", ContentState.DRAFT,
				Instant.parse("0001-01-01T00:00:00Z"), List.of("!"));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> DraftValidator.validate(ContentKind.POST, wrong))
			.satisfies((failure) -> assertThat(failure.errors()).containsOnlyKeys("title", "path", "summary",
					"markdown", "template", "publishAt", "tags"));
	}

	private static Draft validate(ContentKind kind, String path, String title) {
		return DraftValidator.validate(kind, new Draft(path, title, "", "", "", ContentState.DRAFT, null, List.of()));
	}

}
