package org.rowhouse.theme;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowhouse.theme.TemplateHarness.Row;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sandbox lets work what {@code docs/themes.md} promises and what the themes that
 * ship use.
 */
class LegitimateTemplateTests {

	private static final Path BUILT_IN = Path.of("src/main/resources/rowhouse/theme/templates");

	private static final List<String> PAGES = List.of("home", "page", "archive", "post", "tag", "error");

	static List<Row> legitimate() throws IOException {
		return TemplateHarness.table("legitimate.tsv");
	}

	@ParameterizedTest
	@MethodSource("legitimate")
	void whatIsPromisedWorks(Row row) {
		assertThat(new TemplateHarness().render(row.template())).isEqualTo(row.expected());
	}

	static Stream<Path> folders() {
		return Stream.of(BUILT_IN, Path.of("sites/garden/templates"), Path.of("platform/themes/business/templates"));
	}

	@ParameterizedTest
	@MethodSource("folders")
	void theTemplatesThatShipRender(Path folder) {
		SandboxedEngine engine = new SandboxedEngine((name) -> find(folder, name));
		Map<String, Object> model = new TemplateHarness().modelOfEveryPage();
		for (String page : PAGES) {
			StringWriter out = new StringWriter();
			engine.process(page, Locale.ENGLISH, model, TemplateHarness.UNHURRIED, out);
			assertThat(out.toString()).as(page).contains("A &amp; B");
		}
	}

	private static Optional<Resource> find(Path folder, String name) {
		return Stream.of(folder, BUILT_IN)
			.map((root) -> (Resource) new FileSystemResource(root.resolve(name + ".html")))
			.filter(Resource::exists)
			.findFirst();
	}

}
