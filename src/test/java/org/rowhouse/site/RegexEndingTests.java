package org.rowhouse.site;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RegexEnding}.
 */
class RegexEndingTests {

	@ParameterizedTest
	@CsvSource(delimiter = ' ', textBlock = """
			^.*\\.example\\.com$ a.example.com .example.com
			(a|b)\\.example b.example .example
			[](x]a|b xa ''
			[^](y]a|b xa ''
			[[:alpha:](]a|b xa ''
			""")
	void everyHostThatMatchesHasTheEnding(String regex, String host, String ending) {
		assertThat(RegexEnding.of(regex)).isEqualTo(ending);
		assertThat(RegexHost.parse(regex).matches(Hostname.fromRequest(host))).isTrue();
	}

}
