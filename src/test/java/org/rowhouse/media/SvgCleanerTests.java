package org.rowhouse.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SvgCleaner}.
 */
class SvgCleanerTests {

	private static final String HEAD = "<svg xmlns=\"http://www.w3.org/2000/svg\""
			+ " xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

	@ParameterizedTest
	@ValueSource(strings = { "<script>evil()</script>", "<g onclick=\"evil()\"/>", "<g ONLOAD=\"evil()\"/>",
			"<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\" onload=\"evil()\"/></foreignObject>",
			"<use href=\"http://evil.test/x.svg#a\"/>", "<use xlink:href=\"data:image/svg+xml,evil\"/>",
			"<image href=\"http://evil.test/x.png\"/>", "<image xlink:href=\"data:image/svg+xml;base64,evil\"/>",
			"<a href=\"javascript:evil()\"><rect/></a>", "<animate attributeName=\"href\" to=\"javascript:evil()\"/>",
			"<set attributeName=\"onload\" to=\"evil()\"/>", "<style>@import url(http://evil.test/x.css);</style>",
			"<style>rect { fill: url(http://evil.test/) }</style>", "<style>a{b:u\\72l(http://evil.test)}</style>",
			"<style>rect{fill:url/*evil*/(http://evil.test)}</style>",
			"<rect style=\"background:url('//evil.test')\"/>", "<rect fill=\"url( //evil.test/#a )\"/>",
			"<x:script xmlns:x=\"http://www.w3.org/2000/svg\">evil</x:script>",
			"<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">evil</h:script>", "<iframe src=\"evil\"/>",
			"<?xml-stylesheet href=\"evil.css\"?>", "<!-- evil -->", "<metadata>evil</metadata>",
			"<filter><feImage href=\"http://evil.test\"/></filter>", "<handler>evil</handler>" })
	void whatRunsOrLoadsIsTakenOut(String part) {
		String clean = clean(HEAD + part + "<circle r=\"5\"/></svg>");
		assertThat(clean).doesNotContain("evil").contains("<circle r=\"5\"");
	}

	@Test
	void whatDrawsStays() {
		String clean = clean(HEAD + "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"/>"
				+ "</linearGradient></defs><style>.b { fill: url(#a) }</style><path class=\"b\" fill=\"url( '#a' )\" d=\"M0 0h9\"/>"
				+ "<use xlink:href=\"#a\"/><text>A &lt; B</text><image href=\"data:image/png;base64,AAAA\"/></svg>");
		assertThat(clean).contains("stop-color=\"#fff\"", ".b { fill: url(#a) }", "fill=\"url( '#a' )\"",
				"d=\"M0 0h9\"", "href=\"#a\"", "A &lt; B", "data:image/png;base64,AAAA");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&b;</text></svg>",
			"<!DOCTYPE svg [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&f;</text></svg>",
			"<svg><rect/></svg>", "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "<svg", "" })
	void whatIsNoDrawingIsRefused(String svg) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> clean(svg))
			.satisfies((failure) -> assertThat(failure.errors()).containsOnlyKeys("file"));
	}

	@Test
	void manyElementsInsideOfEachOtherAreRefused() {
		String deep = HEAD + "<g>".repeat(10_000) + "</g>".repeat(10_000) + "</svg>";
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> clean(deep))
			.withMessageContaining("Save it as PNG");
	}

	private static String clean(String svg) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		SvgCleaner.clean(svg.getBytes(StandardCharsets.UTF_8), out);
		return out.toString(StandardCharsets.UTF_8);
	}

}
