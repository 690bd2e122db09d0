package org.rowhouse.theme;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowhouse.theme.TemplateHarness.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Every row of {@code runaway.tsv} would take forever or fill the memory. Its budget
 * stops it, and says why and where. The build runs this with a small heap, whose end
 * would end the test.
 */
@Tag("small-heap")
class RunawayTemplateTests {

	private static final RenderBudget SMALL = new RenderBudget(Duration.ofMillis(500), 1_000_000, 200_000, 200);

	private static final Pattern TIMES = Pattern.compile("«([0-9]+)\\|([^»]*)»");

	static List<Row> runaways() throws IOException {
		return TemplateHarness.table("runaway.tsv");
	}

	@ParameterizedTest
	@MethodSource("runaways")
	@Timeout(30)
	void itsBudgetStopsIt(Row row) {
		TemplateFailedException refusal = catchThrowableOfType(TemplateFailedException.class,
				() -> harness().render(expand(row.template()), SMALL));
		assertThat(refusal).as("is stopped").isNotNull();
		assertThat(refusal.mistake().message()).containsPattern("(?i)" + row.expected());
		assertThat(refusal.mistake().file()).contains("templates/");
		assertThat(refusal.mistake().line() != null || row.name().equals("large-file")).as("has a line").isTrue();
	}

	@Test
	void aLongPageOfManyElementsStaysWithinTheDefaultBudget() {
		String page = new TemplateHarness().render(
				"<p th:each=\"v : ${#numbers.sequence(1,1000)}\"><i th:each=\"w : ${menu}\" th:text=\"${w.label}\">x</i></p>");
		assertThat(page).hasSize(30_000);
	}

	@Test
	void aBudgetOfNothingIsNone() {
		assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> new RenderBudget(Duration.ZERO, 1, 1, 1)))
			.isNotNull();
	}

	private static TemplateHarness harness() {
		return new TemplateHarness().with("mutual", "<p th:insert=\"~{site}\">x</p>")
			.withVariable("big", "a".repeat(10_000))
			.withVariable("large", "a".repeat(300_000));
	}

	private static String expand(String template) {
		Matcher times = TIMES.matcher(template);
		StringBuilder expanded = new StringBuilder();
		while (times.find()) {
			StringBuilder repeated = new StringBuilder();
			for (int i = 0; i < Integer.parseInt(times.group(1)); i++) {
				repeated.append(times.group(2)
					.replace("#numbers", "\u0001")
					.replace("#strings", "\u0002")
					.replace("#", String.valueOf(i))
					.replace("\u0001", "#numbers")
					.replace("\u0002", "#strings"));
			}
			times.appendReplacement(expanded, Matcher.quoteReplacement(repeated.toString()));
		}
		return times.appendTail(expanded).toString();
	}

}
