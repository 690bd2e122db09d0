package org.rowhouse.language;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is found in templates, and what takes its place.
 */
class TemplateTextsTests {

	private static List<String> found(String source) {
		List<String> found = new ArrayList<>();
		assertThat(TemplateTexts.replace(source, "en", (text) -> {
			found.add(text);
			return text;
		})).isEqualTo(source);
		return found;
	}

	@Test
	void textAndAttributesThatPeopleReadAreFound() {
		assertThat(found("<p title='A title'>Some\n\ttext <b>here</b><input placeholder='Such as' name='x'></p>"))
			.containsExactly("A title", "Some text", "here", "Such as");
	}

	@Test
	void whatAnExpressionReplacesIsLeftAlone() {
		assertThat(found("<p th:text='${x}'>Sample <b>text</b></p><p th:replace='~{a :: b}'>Sample</p><code>x y</code>"
				+ "<p translate='no'>Name</p><p>Text</p>"))
			.containsExactly("Text");
	}

	@Test
	void expressionIsFoundAsAWholeIfItHasWords() {
		assertThat(found("<p th:text=\"${n == 1 ? 'page' : 'pages'}\"></p><p th:text=\"|${n} of them|\"></p>"
				+ "<p th:text=\"${state == 'draft'}\"></p><p th:text=\"${access.may('design')}\"></p>"
				+ "<p th:text=\"${values['name']}\"></p>"))
			.containsExactly("${n == 1 ? 'page' : 'pages'}", "|${n} of them|");
	}

	@Test
	void pairsAreFoundIfPeopleReadThem() {
		assertThat(found("<p th:attr=\"aria-label=|Remove ${a}, ${b}|,data-id=${'no words'},title='Its title'\"></p>"))
			.containsExactly("|Remove ${a}, ${b}|", "Its title");
	}

	@Test
	void parametersAreFoundUnlessTheyAreNames() {
		assertThat(found("<p th:replace=\"~{f :: field(id='name', label='Name', hint='so, so', max=3)}\"></p>"))
			.containsExactly("Name", "so, so");
	}

	@Test
	void translationTakesThePlaceOfTheTextAlone() {
		assertThat(TemplateTexts.replace(
				"<html lang=\"en\"><p title=\"One\" class=\"One\"> One </p><b th:text=\"'One'\"></b></html>", "de",
				(text) -> (text.equals("One")) ? "D'Eins" : text))
			.isEqualTo(
					"<html lang=\"de\"><p title=\"D'Eins\" class=\"One\"> D'Eins </p><b th:text=\"'D\\'Eins'\"></b></html>");
	}

}
