package org.rowhouse.cache;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which queries lead to the same answer.
 */
class PageKeyTests {

	private static final PageKey PATH = new PageKey(7, false, "", "/posts", "");

	@ParameterizedTest
	@ValueSource(strings = { "", "utm_source=mail", "page=1", "other=page", "pages=2", "x=1&y=2", "&&", "=2" })
	void whatMakesNoDifferenceLeadsToTheSameAnswer(String query) {
		assertThat(PATH.with(List.of("page"), query)).isEqualTo(PATH);
	}

	@ParameterizedTest
	@CsvSource({ "page=2,page=2", "utm=x&page=2,page=2", "page=2&fbclid=abc,page=2", "page=100000,page=100000" })
	void aNumberLeadsToAnAnswerOfItsOwn(String query, String numbers) {
		assertThat(PATH.with(List.of("page"), query)).isEqualTo(new PageKey(7, false, "", "/posts", numbers));
	}

	@ParameterizedTest
	@ValueSource(strings = { "page=", "page", "page=02", "page=0", "page=-1", "page=%32", "p%61ge=2", "page=2&page=3",
			"page=2&page=2", "page=1000000", "page=two", "page=2+", "%=1" })
	void whatCannotBeReadByLookingIsNotKept(String query) {
		assertThat(PATH.with(List.of("page"), query)).isNull();
	}

	@Test
	void noQueryMakesADifferenceWhereNoneIsDeclared() {
		assertThat(PATH.with(List.of(), "page=2&%zz")).isSameAs(PATH);
	}

	@Test
	void veryLongQueriesAreNotRead() {
		assertThat(PATH.with(List.of("page"), "x".repeat(3000))).isNull();
	}

	@Test
	void veryLongPathsAreNotKept() {
		assertThat(PATH.isKept()).isTrue();
		assertThat(new PageKey(7, false, "", "/" + "x".repeat(1024), "").isKept()).isFalse();
	}

}
