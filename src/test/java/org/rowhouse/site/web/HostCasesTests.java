package org.rowhouse.site.web;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowhouse.site.SharedAddresses;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RawAnswer;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends each row of {@code host-cases.tsv} to the connector, byte by byte as it stands
 * there, and checks who answers. What must come back is decided by RFC 3986, 9110 and
 * 9112 and the rules of resolution; the columns of nginx, Caddy and Apache tell what
 * these did with the same bytes.
 */
class HostCasesTests {

	private static final int AT_LEAST = 120;

	@Test
	void theTableIsLongAndNamesNoCaseTwice() {
		List<String> names = HostCase.all().stream().map(HostCase::name).toList();
		assertThat(names).hasSizeGreaterThanOrEqualTo(AT_LEAST).doesNotHaveDuplicates();
	}

	private static void check(String expected, RawAnswer answer, int port) {
		String[] words = expected.split(" ");
		boolean site = Character.isLetter(words[0].charAt(0)) && !words[0].equals("admin");
		assertThat(HostCaseSites.in(answer.text())).as(answer.text()).isEqualTo((site) ? Set.of(words[0]) : Set.of());
		if (site) {
			assertThat(answer.status()).isEqualTo((words.length > 1) ? words[1] : "200");
		}
		else if (words[0].equals("admin")) {
			assertThat(answer.status()).isEqualTo("200");
			assertThat(answer.body()).contains("name=\"username\"");
		}
		else {
			assertThat(answer.status()).isIn((Object[]) words[0].split("\\|"));
			assertThat(answer.header("Location"))
				.isEqualTo((words.length > 1) ? words[1].replace("{port}", String.valueOf(port)) : null);
		}
		assertThat(answer.text().split("HTTP/1\\.1 \\d", -1)).as("one answer").hasSize(2);
		if (answer.status().startsWith("4")) {
			assertThat(answer.header("Set-Cookie")).isNull();
		}
		if (answer.status().startsWith("4") && !site) {
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
			assertThat(answer.text()).doesNotContain("example.test", "mount.test", "home.test");
		}
	}

	@RowhouseTest
	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class OverTheTable {

		@Value("${local.server.port}")
		private int port;

		@Autowired
		private Sites sites;

		@Autowired
		private SharedAddresses sharedAddresses;

		private HostCaseSites installed;

		@BeforeAll
		void install() {
			this.installed = new HostCaseSites(this.sites, this.sharedAddresses);
			prepare(this.installed);
		}

		@AfterAll
		void remove() {
			this.installed.close();
		}

		@ParameterizedTest(name = "{0}")
		@MethodSource("cases")
		void answers(HostCase row) throws IOException {
			check(expected(row), RawAnswer.to(this.port, row.sent()), this.port);
		}

		static Stream<HostCase> cases() {
			return HostCase.all().stream();
		}

		abstract void prepare(HostCaseSites sites);

		abstract String expected(HostCase row);

	}

	@Nested
	class WithoutADefault extends OverTheTable {

		@Override
		void prepare(HostCaseSites sites) {
		}

		@Override
		String expected(HostCase row) {
			return row.expected();
		}

	}

	@Nested
	class WithADefault extends OverTheTable {

		@Override
		void prepare(HostCaseSites sites) {
			sites.addDefault();
		}

		@Override
		String expected(HostCase row) {
			return row.expectedWithDefault();
		}

	}

}
