package org.rowhouse.site.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.site.SharedAddresses;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RawAnswer;
import org.rowhouse.testing.RawHttp2;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts over HTTP/2 (RFC 9113, section 8.3.1), to the same sites as in
 * {@code host-cases.tsv}.
 */
@RowhouseTest
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class Http2CasesTests {

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
	}

	@AfterAll
	void remove(CapturedOutput output) {
		this.installed.close();
		// Some of these clients leave before they have been sent everything.
		assertThat(output).doesNotContain("GET / failed");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			authority alone             | :authority=www.example.test                             | www
			equal Host                  | :authority=www.example.test host=www.example.test       | www
			Host in another spelling    | :authority=www.example.test host=WWW.EXAMPLE.TEST.:80   | www
			authority in upper case     | :authority=WWW.EXAMPLE.TEST                             | www
			trailing dot and port       | :authority=www.example.test.:8080                       | www
			wildcard                    | :authority=x.example.test                               | lead
			IPv4                        | :authority=127.0.0.1:80                                 | ip4
			IPv6                        | :authority=[::1]:8080                                   | ip6
			Host alone                  | host=other.test                                         | other
			Host alone, upper case      | host=OTHER.TEST:80                                      | other
			forwarded by a stranger     | :authority=www.example.test x-forwarded-host=other.test | www
			scheme that is not spoken   | :authority=www.example.test :scheme=https               | www
			unknown                     | :authority=zz.test                                      | 421
			Host alone, unknown         | host=zz.test                                            | 421
			made-up name of no host     | :authority=no-host.invalid                              | 421
			""")
	void aRequestReachesTheSiteThatItNames(String name, String fields, String expected) throws Exception {
		assertAnswer(expected, request("/", fields));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			different Host              | :authority=www.example.test host=other.test
			different Host, same suffix | :authority=www.example.test host=example.test
			malformed Host              | :authority=www.example.test host=a..b
			empty Host                  | :authority=www.example.test host=
			two Hosts                   | :authority=www.example.test host=www.example.test host=other.test
			two authorities             | :authority=www.example.test :authority=other.test
			Host alone, twice           | host=www.example.test host=other.test
			Host alone, malformed       | host=www.example.test,other.test
			Host alone, bad port        | host=www.example.test:99999
			Host in upper case letters  | Host=www.example.test
			neither                     | accept=*/*
			empty authority             | :authority=
			empty authority and Host    | :authority= host=
			userinfo                    | :authority=u@www.example.test
			userinfo and password       | :authority=www.example.test:80@other.test
			bad port                    | :authority=www.example.test:abc
			port out of range           | :authority=www.example.test:65536
			empty label                 | :authority=www..example.test
			comma list                  | :authority=www.example.test,other.test
			percent-encoded             | :authority=www%2Eexample.test
			raw UTF-8                   | :authority=bücher.test
			slash                       | :authority=www.example.test/x
			tab                         | :authority=www\\x09.example.test
			NUL                         | :authority=www.example.test\\x00.other.test
			CR LF                       | :authority=www.example.test\\r\\nhost:other.test
			authority behind a field    | accept=*/* :authority=www.example.test
			no colon                    | authority=www.example.test
			unknown pseudo-header       | :authority=www.example.test :host=other.test
			connection field            | :authority=www.example.test connection=close
			transfer coding             | :authority=www.example.test transfer-encoding=chunked
			""")
	void whatNamesNoHostOrTwoReachesNoSite(String name, String fields) throws Exception {
		assertAnswer("refused", request("/", fields));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/shop/x                | shop 404
			/shop/../x             | mount 404
			/x/../shop             | shop
			/%73hop                | shop
			/shop?/x               | shop
			/shop%2Fx              | refused
			/shop/%2e%2e/x         | refused
			/shop;x=1              | refused
			/shop#x                | refused
			//shop                 | refused
			shop                   | refused
			*                      | refused
			http://other.test/     | refused
			''                     | refused
			""")
	void pathsAreReadAsInHttp1(String path, String expected) throws Exception {
		assertAnswer(expected, request(path, ":authority=www.mount.test"));
	}

	@Test
	void sitesOnOneConnectionAreApart() throws Exception {
		try (RawHttp2 connection = new RawHttp2(this.port)) {
			for (String host : List.of("www", "other", "www", "zz", "other")) {
				String name = (host.equals("www")) ? "www.example.test" : host + ".test";
				assertAnswer((host.equals("zz")) ? "421" : host, connection.ask(fields("/", ":authority=" + name)));
			}
		}
	}

	@Test
	void whoNamesNobodyDoesNotReachTheDefault() throws Exception {
		this.installed.addDefault();
		try {
			assertAnswer("default", request("/", ":authority=zz.test"));
			assertAnswer("refused", request("/", "accept=*/*"));
			assertAnswer("refused", request("/", ":authority=www.example.test host=zz.test"));
		}
		finally {
			this.installed.removeDefault();
		}
	}

	@Test
	void http1IsStillSpokenAndNotUpgraded() throws Exception {
		String plain = "GET / HTTP/1.1\r\nHost: www.example.test\r\nConnection: close%s\r\n\r\n";
		for (String more : List.of("",
				", Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
				", Upgrade\r\nUpgrade: h2c", ", Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: ?", "\r\nUpgrade: h2c")) {
			RawAnswer answer = RawAnswer.to(this.port, plain.formatted(more).getBytes(StandardCharsets.US_ASCII));
			assertThat(answer.status()).as(more).isIn("200", "400");
			assertThat(HostCaseSites.in(answer.text())).isSubsetOf("www");
		}
	}

	private RawHttp2.Answer request(String path, String fields) throws Exception {
		try (RawHttp2 connection = new RawHttp2(this.port)) {
			return connection.ask(fields(path, fields));
		}
	}

	private static List<String> fields(String path, String more) {
		List<String> fields = new ArrayList<>(List.of(":method=GET", ":path=" + path));
		if (!more.contains(":scheme=")) {
			fields.add(":scheme=http");
		}
		Stream.of(more.split(" "))
			.map((field) -> new String(HostCase.bytes(field), StandardCharsets.UTF_8))
			.forEach(fields::add);
		return fields;
	}

	private static void assertAnswer(String expected, RawHttp2.Answer answer) {
		String[] words = expected.split(" ");
		boolean site = Character.isLetter(words[0].charAt(0)) && !words[0].equals("refused");
		assertThat(HostCaseSites.in(answer.body())).as(answer.body()).isEqualTo((site) ? Set.of(words[0]) : Set.of());
		if (site) {
			assertThat(answer.status()).isEqualTo((words.length > 1) ? Integer.parseInt(words[1]) : 200);
		}
		else if (words[0].equals("refused")) {
			assertThat(answer.status()).isIn(0, 400);
		}
		else {
			assertThat(answer.status()).isEqualTo(Integer.parseInt(words[0]));
		}
		assertThat(answer.fields().contains("Set-Cookie")).isFalse();
		if (!site && answer.status() != 0) {
			assertThat(answer.fields().get("Cache-Control")).isEqualTo("no-store");
			assertThat(answer.body()).doesNotContain("example.test", "mount.test", "home.test");
		}
	}

}
