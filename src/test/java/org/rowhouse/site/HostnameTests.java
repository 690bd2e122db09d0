package org.rowhouse.site;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Hostname}.
 */
class HostnameTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			example.com,            example.com
			EXAMPLE.com,            example.com
			example.com.,           example.com
			example.com:8080,       example.com
			example.com.:80,        example.com
			example.com:,           example.com
			example.com:0,          example.com
			a_b.test,               a_b.test
			localhost,              localhost
			xn--bcher-kva.test,     xn--bcher-kva.test
			XN--BCHER-KVA.test,     xn--bcher-kva.test
			127.0.0.1,              127.0.0.1
			127.0.0.1:8080,         127.0.0.1
			[::1],                  [0:0:0:0:0:0:0:1]
			[::1]:8080,             [0:0:0:0:0:0:0:1]
			[0:0::1],               [0:0:0:0:0:0:0:1]
			3com.com,               3com.com
			""")
	void fromRequestNormalises(String authority, String expected) {
		assertThat(Hostname.fromRequest(authority)).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", ":80", "example.com..", "a..b", ".example.com", "example.com:abc",
			"example.com:99999", "example.com:-1", "b%C3%BCcher.test", "bücher.test", "a,b.test", "a b.test",
			"evil@example.com", "example.com/evil", "a\u0000b", "[::1", "::1", "[::1]x", "[::ffff:1.2.3.4]",
			"[fe80::1%25eth0]", "[zz]", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "example.123", "example.com\t",
			"*.example.com" })
	void fromRequestRefuses(String authority) {
		assertThatExceptionOfType(InvalidHostnameException.class).isThrownBy(() -> Hostname.fromRequest(authority));
	}

	@Test
	void fromRequestRefusesWhatIsTooLong() {
		assertThat(Hostname.fromRequest("a".repeat(63) + ".test")).isNotNull();
		assertThatExceptionOfType(InvalidHostnameException.class)
			.isThrownBy(() -> Hostname.fromRequest("a".repeat(64) + ".test"));
		assertThatExceptionOfType(InvalidHostnameException.class)
			.isThrownBy(() -> Hostname.fromRequest("abcdefghi.".repeat(26)));
	}

	@Test
	void fromInputTurnsInternationalisedNamesIntoAscii() {
		assertThat(Hostname.fromInput("bücher.test")).hasToString("xn--bcher-kva.test");
		assertThat(Hostname.fromInput("BÜCHER.test")).isEqualTo(Hostname.fromRequest("xn--bcher-kva.test"));
		assertThat(Hostname.fromInput("faß.test")).hasToString("xn--fa-hia.test");
	}

	@Test
	void fromRequestReturnsTheSameTextForACleanName() {
		String clean = "www.example.com";
		assertThat(Hostname.fromRequest(clean).toString()).isSameAs(clean);
	}

}
