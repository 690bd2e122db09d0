package org.rowhouse.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openqa.selenium.chrome.ChromeDriver;
import org.rowhouse.content.Markdown;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No text comes back out of the visual editor other than it was: in a real browser, with
 * what the page shows as the judge.
 */
@RowhouseTest
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
class EditorRoundTripTests {

	/** Reads texts, and writes them unchanged, beside a new paragraph, and all anew. */
	private static final String ROUND_TRIP = """
			const done = arguments[1];
			import('/assets/editor-markdown.js').then(({ open }) => done(arguments[0].map((text) => {
				const original = open(text);
				if (original.reason) {
					return { reason: original.reason };
				}
				const { doc } = original;
				const more = doc.type.schema.node('paragraph', null, [doc.type.schema.text('More.')]);
				const kinds = new Set();
				doc.forEach((node) => kinds.add(node.type.name === 'source' ? node.attrs.kind : 'visual'));
				return { kinds: [...kinds], unchanged: original.write(doc), anew: original.writeAnew(doc),
					pieces: original.lead + original.entries.map((entry) => entry.source + entry.gap).join(''), empty: original.entries.length === 0,
					open: original.entries.some((entry) => entry.open),
					longer: original.write(doc.copy(doc.content.addToEnd(more))) };
			})), (error) => done(String(error.stack)));
			""";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Markdown markdown;

	private ChromeDriver browser;

	@BeforeAll
	void openBrowser() {
		this.browser = Browser.open();
		this.browser.get("http://localhost:" + this.port + "/login");
	}

	@AfterAll
	void closeBrowser() {
		this.browser.quit();
	}

	@Test
	void theExamplesOfCommonMarkComeBackAsTheyWere() {
		RoundTrip result = roundTrip(examples(TestResources.getSpec()));
		assertThat(result.texts).isGreaterThanOrEqualTo(652);
		assertThat(result.visual).as("wholly visual").isGreaterThanOrEqualTo(500);
		assertThat(result.source).as("as Markdown only").isLessThanOrEqualTo(1);
	}

	@Test
	void theExamplesOfGitHubAndTablesAndTasksComeBackAsTheyWere() throws IOException {
		RoundTrip result = roundTrip(examples(TestResources.getGfmSpec()));
		assertThat(result.texts).isGreaterThanOrEqualTo(670);
		assertThat(result.visual).as("wholly visual").isGreaterThanOrEqualTo(520);
		String corpus = new ClassPathResource("editor/tables-and-tasks.md").getContentAsString(StandardCharsets.UTF_8);
		RoundTrip own = roundTrip(List.of(corpus.split("(?m)^=-=-=-=\n")));
		assertThat(own.source).isZero();
	}

	@Test
	void theTextsOfTheDemoSitesComeBackAsTheyWere() throws IOException {
		List<String> texts;
		try (Stream<Path> files = Files.walk(Path.of("sites"))) {
			texts = files.filter((file) -> file.toString().endsWith(".md")).map(EditorRoundTripTests::body).toList();
		}
		RoundTrip result = roundTrip(texts);
		assertThat(result.texts).isGreaterThanOrEqualTo(50);
		assertThat(result.source).isZero();
		assertThat(result.kinds).doesNotContain("other", "html");
	}

	private static String body(Path file) {
		try {
			return Files.readString(file).replaceFirst("(?s)\\A---\n.*?\n---\n", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> examples(URL spec) {
		return ExampleReader.readExamples(spec).stream().map(Example::getSource).toList();
	}

	/**
	 * Each text comes back byte for byte when nothing was changed, and reads the same on
	 * the page when all of it was.
	 */
	@SuppressWarnings("unchecked")
	private RoundTrip roundTrip(List<String> texts) {
		Object answer = this.browser.executeAsyncScript(ROUND_TRIP, texts);
		assertThat(answer).isInstanceOf(List.class);
		RoundTrip result = new RoundTrip();
		List<String> differences = new ArrayList<>();
		int index = 0;
		for (Map<String, Object> row : (List<Map<String, Object>>) answer) {
			String text = texts.get(index++);
			result.texts++;
			if (row.containsKey("reason")) {
				result.source++;
				continue;
			}
			List<String> kinds = (List<String>) row.get("kinds");
			result.kinds.addAll(kinds);
			result.visual += (kinds.equals(List.of("visual"))) ? 1 : 0;
			assertThat(row.get("unchanged")).isEqualTo(text);
			if (row.get("empty").equals(false)) {
				assertThat(row.get("pieces")).isEqualTo(text);
				assertThat(
						row.get("open").equals(true) || row.get("longer").toString().startsWith(text.stripTrailing()))
					.as("what was not touched stays, in " + text)
					.isTrue();
			}
			String before = html(text);
			String after = html(row.get("anew").toString());
			if (!before.equals(after)) {
				differences
					.add(text + "\n  became\n" + row.get("anew") + "\n  and\n" + before + "\n  became\n" + after);
			}
		}
		assertThat(differences).as("texts that read differently when they are written anew").isEmpty();
		return result;
	}

	private String html(String text) {
		return this.markdown.render(text).html();
	}

	private static final class RoundTrip {

		private int texts;

		private int visual;

		private int source;

		private final List<String> kinds = new ArrayList<>();

	}

}
