package org.rowhouse.theme;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.theme.StyleSheet.Reference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StyleSheet}.
 */
class StyleSheetTests {

	@ParameterizedTest
	@ValueSource(strings = { "a{background:url(x.svg)}", "a{background:url( x.svg )}", "a{background:URL('x.svg')}",
			"a{background:uRl(\t\"x.svg\"\n)}", "@import \"x.svg\";", "@IMPORT/**/'x.svg' screen;",
			"@import url(x.svg);", "@import url(\"x.svg\") layer(a);", "a{src:local('q'),url(x.svg)format('woff2')}",
			"a::after{content:'url(no.svg)'}b{background:url(x.svg)}", "/* url(no.svg) ' */ a{b:url(x.svg)}",
			"a{content:'it\\'s url(no.svg)'}b{c:url(x.svg)}", "a{content:'open\n}b{c:url(x.svg)}",
			"a{c:\"/*\"}b{d:url(x.svg)}/*", "@media print{a{b:image-set(url(x.svg) 1x)}}", "é{b:url(x.svg)}",
			"a{b:url(no\"one.svg)}c{d:url(x.svg)}", "a{b:url(", "<!-- a{b:url(x.svg)} -->" })
	void relativeUrlsAreFound(String css) {
		List<String> urls = references(css).stream().map(Reference::url).toList();
		assertThat(urls).isEqualTo((css.equals("a{b:url(")) ? List.of() : List.of("x.svg"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a{b:url()}", "a{b:url('')}", "a{b:url(#part)}", "a{b:url(/static/x.svg)}",
			"a{b:url(//other.test/x.svg)}", "a{b:url(https://other.test/x.svg)}", "a{b:url(data:image/svg+xml,<svg/>)}",
			"a{b:url(\"data:image/svg+xml;utf8,<svg xmlns='http://x'/>\")}", "a{b:my-url(x.svg)}", "a{b:_url(x.svg)}",
			"a{b:\\url(x.svg)}", "a{b:url(x\\.svg)}", "a{b:url('x\\\n.svg')}", "/* url(x.svg)", "/*/ url(x.svg) */",
			"a{content:'url(x.svg)'}", "a{content:\"@import 'x.css'\"}", "@imports 'x.css';", "@namespace 'x';",
			"a{b:url (x.svg)}", "a{b:url(x y.svg)}", "a{b:url(blob:x)}", "'", "\\", "@", "url", "a{b:url('x.svg" })
	void whatIsNoneIsLeftAlone(String css) {
		assertThat(references(css)).isEmpty();
	}

	@Test
	void nothingButTheUrlsChanges() {
		byte[] css = "é{a:url(b.svg?x#y)}\r\n/*\u00ff*/@import 'ü.css';".getBytes(StandardCharsets.UTF_8);
		List<Reference> references = StyleSheet.references(css);
		assertThat(references).extracting(Reference::url).containsExactly("b.svg?x#y", "ü.css");
		assertThat(references).extracting(Reference::path).containsExactly("b.svg", "ü.css");
		byte[] rewritten = StyleSheet.rewritten(css, references, List.of("b.svg?x&v=1#y", "ü.css?v=2"));
		assertThat(new String(rewritten, StandardCharsets.UTF_8))
			.isEqualTo("é{a:url(b.svg?x&v=1#y)}\r\n/*\u00ff*/@import 'ü.css?v=2';");
		assertThat(StyleSheet.rewritten(css, references, List.of("b.svg?x#y", "ü.css"))).isEqualTo(css);
	}

	@Test
	void bytesOfAnotherEncodingStay() {
		byte[] latin = "a{content:'\u00e9';b:url(x.svg)}".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(StyleSheet.rewritten(latin, StyleSheet.references(latin), List.of("x.svg?v=1")))
			.isEqualTo("a{content:'\u00e9';b:url(x.svg?v=1)}".getBytes(StandardCharsets.ISO_8859_1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "'", "\\", "url(", "@import ", "/*", "(" })
	void theReaderEndsWhateverItReads(String part) {
		assertThat(references(part.repeat(20_000))).isEmpty();
	}

	@Test
	void aFingerprintGoesInFrontOfTheFragment() {
		assertThat(
				List.of("a.svg", "a.svg#b", "a.eot?#iefix", "a?b=c", "a?b=c#d", "a?v=1", "a?b&v=1#c", "a?v", "a?xv=1"))
			.map((url) -> Fingerprint.addTo(url, "f"))
			.containsExactly("a.svg?v=f", "a.svg?v=f#b", "a.eot?v=f#iefix", "a?b=c&v=f", "a?b=c&v=f#d", "a?v=1",
					"a?b&v=1#c", "a?v", "a?xv=1&v=f");
	}

	private static List<Reference> references(String css) {
		return StyleSheet.references(css.getBytes(StandardCharsets.UTF_8));
	}

}
