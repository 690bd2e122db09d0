package org.rowhouse.theme;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TemplateFailures}.
 */
class TemplateFailuresTests {

	private final TemplateFailures failures = new TemplateFailures();

	@Test
	void theSameMistakeCountsUpAndIsTheLatest() {
		this.failures.add(1, "id1", "/x", mistake(1));
		this.failures.add(1, "id2", "/x", mistake(2));
		this.failures.add(1, "id3", "/y", mistake(1));
		assertThat(this.failures.of(1)).extracting(TemplateFailures.Failure::id).containsExactly("id3", "id2");
		assertThat(this.failures.of(1).get(0).count()).isEqualTo(2);
		assertThat(this.failures.of(1).get(0).path()).isEqualTo("/y");
	}

	@Test
	void aSiteKeepsItsLastTwenty() {
		for (int line = 1; line <= 50; line++) {
			this.failures.add(1, "id" + line, "/", mistake(line));
		}
		assertThat(this.failures.of(1)).hasSize(20).first().extracting(TemplateFailures.Failure::id).isEqualTo("id50");
		assertThat(this.failures.of(2)).isEmpty();
	}

	@Test
	void aLongPathIsCut() {
		this.failures.add(1, "id", "/" + "x".repeat(5000), mistake(1));
		assertThat(this.failures.of(1).get(0).path()).hasSizeLessThan(300);
	}

	private static TemplateMistake mistake(int line) {
		return new TemplateMistake("page", "sites/a/templates/page.html", line, 1, "Wrong", List.of());
	}

}
