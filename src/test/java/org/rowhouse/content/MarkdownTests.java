package org.rowhouse.content;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Markdown}.
 */
class MarkdownTests {

	private final Markdown markdown = new Markdown();

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true,
			textBlock = """
					# Über uns                     | <h1 id="über-uns">Über uns</h1>
					a **b** _c_ ~~d~~              | <strong>b</strong> <em>c</em> <del>d</del>
					https://example.com            | <a href="https://example.com"
					- [x] *all* "done" <b          | <input type="checkbox" disabled="" checked="" aria-label="all &#34;done&#34; &lt;b" />
					`x < y`                        | <code>x &lt; y</code>
					![alt](/static/a.svg)          | <img src="/static/a.svg" alt="alt" />
					<kbd>Ctrl</kbd>                | <kbd>Ctrl</kbd>
					""")
	void renders(String text, String expected) {
		assertThat(this.markdown.render(text).html()).contains(expected);
	}

	@Test
	void aSnippetIsNoPartOfTheExcerpt() {
		assertThat(this.markdown.render("{{snippet hours}}\n\nWe bake.\n\n  {{snippet  way-here }}\n\nCome.").excerpt())
			.isEqualTo("We bake. Come.");
		assertThat(this.markdown.render("Write {{snippet hours}} here.").excerpt())
			.isEqualTo("Write {{snippet hours}} here.");
	}

	@Test
	void rendersTablesAndFootnotes() {
		String html = this.markdown.render("|a|b|\n|:-|-:|\n|1|2|\n\nText[^1].\n\n[^1]: Note.\n").html();
		assertThat(html).contains("<table>", "<th align=\"left\">a</th>", "<td align=\"right\">2</td>",
				"href=\"#fn-1\"", "id=\"fn-1\"", "Note.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
			"![x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)></svg>",
			"<iframe src=//evil.test></iframe>", "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
			"<p style=\"background:url(javascript:alert(1))\">x</p>", "<form action=/x><input name=y></form>",
			"<base href=//evil.test>", "<meta http-equiv=refresh content=0>", "<input type=password>",
			"<object data=x></object>", "<math><mtext><script>alert(1)</script></mtext></math>",
			"<div onclick=alert(1)>x</div>", "<a href=\"vbscript:x\">y</a>", "<style>*{display:none}</style>" })
	void dropsWhatCouldDoHarm(String text) {
		assertThat(this.markdown.render(text).html().toLowerCase(Locale.ROOT)).doesNotContain("<script", "javascript:",
				"onerror", "onload", "onclick", "<iframe", "data:", "style", "<form", "<base", "<meta", "password",
				"<object", "<svg", "<math", "vbscript:");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true,
			textBlock = """
					https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42 | https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=42
					https://youtu.be/dQw4w9WgXcQ                     | https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ
					<https://vimeo.com/76979871>                     | https://player.vimeo.com/video/76979871?dnt=1
					https://www.openstreetmap.org/#map=19/51.5/-0.1  | https://www.openstreetmap.org/export/embed.html?bbox=-0.10094,51.49967,-0.09906,51.50033&amp;layer=mapnik
					https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC?si=x | https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC
					""")
	void anAddressAloneInAParagraphIsAClosedFrame(String text, String frame) {
		String html = this.markdown.render("Before.\n\n" + text + "\n\nAfter.").html();
		assertThat(html).contains("<details class=\"embed\"><summary>", "<iframe src=\"" + frame + "\"",
				"loading=\"lazy\"", "sandbox=\"", "<p>After.</p>");
		assertThat(html.indexOf("<details")).isLessThan(html.indexOf("<iframe"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "See https://youtu.be/dQw4w9WgXcQ", "[film](https://youtu.be/dQw4w9WgXcQ)",
			"- https://youtu.be/dQw4w9WgXcQ", "> https://youtu.be/dQw4w9WgXcQ", "`https://youtu.be/dQw4w9WgXcQ`",
			"http://youtu.be/dQw4w9WgXcQ", "https://youtu.be.evil.test/dQw4w9WgXcQ",
			"https://evil.test/https://youtu.be/dQw4w9WgXcQ",
			"https://youtu.be/dQw4w9WgXcQ\"><script>alert(1)</script>", "https://example.com/",
			"<iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\"></iframe>", "embed-1",
			"https://www.openstreetmap.org/#map=15/95x/0" })
	void nothingElseIsAFrame(String text) {
		assertThat(this.markdown.render(text).html()).doesNotContain("<iframe", "<script");
	}

	@Test
	void theExcerptHasNoAddressesOfEmbeds() {
		assertThat(this.markdown.render("https://youtu.be/dQw4w9WgXcQ\n\nA film.").excerpt()).isEqualTo("A film.");
	}

	@Test
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void deepNestingAndLongInputStayBounded() {
		for (String text : new String[] { ">".repeat(20_000), "[".repeat(400_000), "*a ".repeat(100_000),
				"- ".repeat(20_000), "`".repeat(400_000), "<".repeat(490_000), "<!".repeat(240_000),
				"![".repeat(50_000), "[a](<".repeat(98_000), "a\n".repeat(200_000) + "===",
				"<a x=\"y\" ".repeat(50_000), "![".repeat(50_000) + "a" + "](x)".repeat(50_000),
				"*a **b ".repeat(20_000) + "b** a* ".repeat(20_000) }) {
			renderOrRefuse(text);
		}
	}

	@Test
	void aSmallTextThatIsAHugeTableIsRefused() {
		String wide = "|a".repeat(20_000) + "|\n" + "|-".repeat(20_000) + "|\n" + "|b\n".repeat(50_000);
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> this.markdown.render(wide))
			.withMessageContaining("too wide");
	}

	private void renderOrRefuse(String text) {
		try {
			assertThat(this.markdown.render(text).html()).isNotNull();
		}
		catch (InvalidInputException ex) {
			assertThat(ex).hasMessageContaining("nested too deeply");
		}
	}

	@Test
	void theExcerptIsTheBeginningWithoutMarkup() {
		assertThat(this.markdown.render("# Title\n\nFirst *words* of [it](/x).\n\n## More\n\nRest").excerpt())
			.isEqualTo("First words of it.");
		assertThat(this.markdown.render("word ".repeat(200)).excerpt()).hasSizeLessThanOrEqualTo(281).endsWith("word…");
	}

}
