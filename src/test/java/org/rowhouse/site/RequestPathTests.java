package org.rowhouse.site;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RequestPath}.
 */
class RequestPathTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			/,                  /
			/a/b,               /a/b
			/a/../b,            /b
			/a/./b,             /a/b
			/a/..,              /
			/a/b/..,            /a/
			/a/.,               /a/
			/shop/../x,         /x
			/a.b/..c,           /a.b/..c
			/a%20b,             /a%20b
			/%73hop/%7Ea,       /shop/~a
			/%C3%BC,            /%C3%BC
			""")
	void ofNormalises(String raw, String expected) {
		assertThat(RequestPath.of(raw).value()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "a", "//", "/a//b", "/..", "/../x", "/a/../../x", "//evil.test/x", "/a//../b",
			"/a///", "/a;x=1", "/a%2Fb", "/a%2fb", "/a%5Cb", "/a\\b", "/a%2e%2e/b", "/%00", "/a%0d%0ab", "/a%", "/a%2",
			"/a%zz", "/%252e", "/a b", "/ü" })
	void ofRefuses(String raw) {
		assertThatExceptionOfType(InvalidPathException.class).isThrownBy(() -> RequestPath.of(raw));
	}

}
