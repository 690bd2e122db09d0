package org.rowhouse.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowhouse.theme.TemplateHarness.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Every row of {@code hostile.tsv} is rendered as a site's template. It is refused where
 * it stands, or it is text to Thymeleaf; either way nothing of value comes out.
 */
class HostileTemplateTests {

	private static final String CANARY = "canary-of-a-system-property";

	private static final String PROPERTY = "rowhouse.canary";

	/** Names that only the inside of the application knows. */
	private static final List<String> INSIDE = List.of("org.thymeleaf.", "org.springframework.", "org.rowhouse.",
			"java.lang.", "java.util.", "sun.", "jdk.", "ImmutableCollections", "EL10");

	@BeforeAll
	static void setCanary() {
		System.setProperty(PROPERTY, CANARY);
	}

	@AfterAll
	static void clearCanary() {
		System.clearProperty(PROPERTY);
	}

	static List<Row> hostile() throws IOException {
		return TemplateHarness.table("hostile.tsv");
	}

	@Test
	void theCorpusIsLarge() throws IOException {
		assertThat(hostile()).hasSizeGreaterThan(300);
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void nothingOfValueIsReached(Row row) throws IOException {
		TemplateHarness harness = new TemplateHarness();
		if (row.expected().equals("harmless")) {
			assertNothingOfValue(harness.render(row.template()), row);
			return;
		}
		TemplateFailedException refusal = catchThrowableOfType(TemplateFailedException.class,
				() -> harness.render(row.template()));
		assertThat(refusal).as("is refused").isNotNull();
		TemplateMistake mistake = refusal.mistake();
		assertThat(mistake.message()).containsIgnoringCase(row.expected());
		boolean inFragment = row.template().contains("fragments/hostile");
		assertThat(mistake.file()).endsWith((inFragment) ? "templates/fragments/hostile.html" : "templates/site.html");
		if (!row.expected().equals("inline mode")) {
			// Thymeleaf's parser knows no line for these.
			assertThat(mistake.line()).isNotNull();
			assertThat(mistake.excerpt()).anyMatch(TemplateMistake.Line::marked);
		}
		assertNothingOfValue(mistake.message(), row);
	}

	@Test
	void theLineOfAMistakeIsItsOwn() {
		TemplateFailedException refusal = catchThrowableOfType(TemplateFailedException.class,
				() -> new TemplateHarness()
					.render("<p>one</p>\n<p>two</p>\n<p th:text=\"${T(System)}\">x</p>\n<p>four</p>"));
		assertThat(refusal.mistake().line()).isEqualTo(3);
		assertThat(refusal.mistake().excerpt()).extracting(TemplateMistake.Line::number).containsExactly(1, 2, 3, 4);
		assertThat(refusal)
			.hasMessage("built-in theme, templates/site.html, line 3: " + "Templates cannot use Java types (T(…)).");
	}

	private static void assertNothingOfValue(String said, Row row) throws IOException {
		assertThat(said).doesNotContain(CANARY);
		System.getenv().forEach((name, value) -> {
			if (value.length() > 8 && !row.template().contains(value)) {
				assertThat(said).doesNotContain(value);
			}
		});
		Path passwd = Path.of("/etc/passwd");
		if (Files.isReadable(passwd)) {
			assertThat(said).doesNotContain(Files.readAllLines(passwd).get(0));
		}
		for (String inside : INSIDE) {
			if (!row.template().contains(inside) && !TemplateHarness.HOSTILE.contains(inside)) {
				assertThat(said).doesNotContain(inside);
			}
		}
	}

}
