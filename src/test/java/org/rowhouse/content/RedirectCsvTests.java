package org.rowhouse.content;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.content.RedirectCsv.InvalidCsvException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RedirectCsv}, {@link SimilarPaths} and {@link Scanners}.
 */
class RedirectCsvTests {

	private static final List<RedirectDraft> SOME = List.of(new RedirectDraft("/a,b", Coverage.EXACT, "/x?y=1,2", true),
			new RedirectDraft("/über", Coverage.PREFIX, "/about", false),
			new RedirectDraft("/out", Coverage.EXACT, "https://example.com/", true));

	@Test
	void whatIsWrittenAndReadAgainIsTheSame() {
		String text = RedirectCsv.write(SOME);
		assertThat(text).startsWith("from,to,match,status\n\"/a,b\",");
		assertThat(RedirectCsv.read(text).values()).containsExactlyElementsOf(SOME);
		assertThat(RedirectCsv.write(RedirectCsv.read(text).values())).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "from,to\n/a,/b", "\uFEFFFrom;To\r\n/a;/b\r\n", "to\tfrom\n/b\t/a\n",
			"from,to,status\n/a, /b ,301", "from,to,match,status\n\n\"/a/\",/b,,\n\n" })
	void spreadsheetsMayHaveWrittenIt(String text) {
		assertThat(RedirectCsv.read(text).values())
			.containsExactly(new RedirectDraft("/a", Coverage.EXACT, "/b", true));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                                    | 1 | The file is empty
			/a,/b                                 | 1 | is no column
			form,to;/a,/b                         | 1 | Did you mean 'from'
			from;/a                               | 1 | have to be among them
			from,to;/a,/b;/c,;/d,/e               | 3 | Write where it leads
			from,to;;;a,/b                        | 4 | one slash
			from,to;/a,/b,/c                      | 2 | 3 values
			from,to,match;/a,/b,like              | 2 | exact or prefix
			from,to,status;/a,/b,200              | 2 | permanent or temporary
			from,to;/a,/b;/c,/d;/a,/e             | 4 | stands in line 2 already
			from,to;/a,/b;/b,/c                   | 2 | Write where visitors end up
			from,to;/a,/b;/b,/a                   | 2 | in a circle
			from,to;/a,/b;"/c,/d                  | 3 | cannot be read as CSV
			""")
	void aMistakeIsToldWithItsLine(String text, long line, String message) {
		InvalidCsvException wrong = catchThrowableOfType(InvalidCsvException.class,
				() -> RedirectCsv.read(text.replace(';', '\n')));
		assertThat(wrong).isNotNull();
		assertThat(wrong.lines().get(line)).contains(message);
	}

	@Test
	void thousandsOfMistakesAreToldInAFewLines() {
		InvalidCsvException wrong = catchThrowableOfType(InvalidCsvException.class,
				() -> RedirectCsv.read("from,to\n" + "x,y\n".repeat(100_000)));
		assertThat(wrong.errors()).hasSize(50).containsKeys("line 2", "line 51");
	}

	@ParameterizedTest
	@CsvSource({ "/about.html, /about", "/ueber-uns/team, /about/team", "/abuot, /about",
			"/2026/11/21/opening-day, /posts/opening-day", "/qqqq, " })
	void theLikeliestPageIsFound(String missing, String page) {
		SimilarPaths similar = new SimilarPaths(
				List.of("/", "/about", "/about/team", "/contact", "/posts/opening-day"));
		assertThat(similar.nearest(missing).orElse(null)).isEqualTo(page);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/wp-login.php", "/blog/WP-LOGIN.php", "/.env", "/.git/config", "/phpMyAdmin/index.php",
			"/backup.sql", "/apple-touch-icon-precomposed.png" })
	void whatScannersAskForIsKnown(String path) {
		assertThat(Scanners.askFor(path)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/about.php", "/index.html", "/shop/item.aspx", "/wp-content/uploads/2019/flyer.pdf",
			"/my%20page", "/posts/env", "/blog" })
	void whatPeopleAskForIsNot(String path) {
		assertThat(Scanners.askFor(path)).isFalse();
	}

}
