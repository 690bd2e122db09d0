package org.rowhouse.content;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The statements of {@link PublishedRows} are the only ones that limit rows to a site by
 * themselves. What they find is what the tests of public pages and of leaks ask for; here
 * it is looked at that none of them has a table without its site.
 */
class PublishedRowsTests {

	private static final Pattern TABLE = Pattern.compile("\\b(?:from|join) (\\w+) (\\w+)\\b");

	static Stream<String> statements() {
		return Arrays.stream(PublishedRows.class.getDeclaredFields())
			.filter((field) -> field.getType() == String.class)
			.map(PublishedRowsTests::text)
			.filter((text) -> text.startsWith("select"));
	}

	private static String text(Field field) {
		try {
			field.setAccessible(true);
			return (String) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("statements")
	void eachTableOfAStatementIsLimitedToTheSite(String sql) {
		List<MatchResult> tables = TABLE.matcher(sql).results().toList();
		assertThat(tables).isNotEmpty();
		assertThat(tables).allSatisfy((table) -> {
			assertThat(table.group(1)).as("tables with a site").isIn("content_item", "item_tag");
			assertThat(sql).containsAnyOf(" " + table.group(2) + ".site_id = ? and",
					"on " + table.group(2) + ".site_id = i.site_id and");
		});
		assertThat(sql).doesNotContain(" or ")
			.as("the outermost table is limited to the first argument")
			.containsPattern("(?s)^select .* where \\w\\.site_id = \\? and");
		assertThat(sql.indexOf('?')).as("the first argument is the site").isEqualTo(sql.indexOf("site_id = ?") + 10);
	}

	@ParameterizedTest
	@MethodSource("statements")
	void noStatementReadsMarkdownSoThatNoneIsRenderedForVisitors(String sql) {
		assertThat(sql).doesNotContainIgnoringCase("markdown");
	}

}
