package org.rowhouse.site.web;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.rowhouse.site.InvalidPathException;
import org.rowhouse.site.InvalidSettingException;
import org.rowhouse.site.RowhouseProperties.ForwardedHeaders;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link TrustedProxyFilter} and what it is made of. The proxy asks for
 * {@code http://inner.test:8080/about?a=b}; 10.0.0.0/8 and 2001:db8:1::/48 are trusted.
 */
class TrustedProxyTests {

	private static final List<String> TRUSTED = List.of("10.0.0.0/8", "192.0.2.7", "2001:db8:1::/48");

	/**
	 * Headers are written one behind the other with {@code |} between them.
	 */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = ';', quoteCharacter = '`',
			textBlock = """
					nothing is forwarded              ; 10.0.0.1; Accept: x; 10.0.0.1; http://inner.test:8080/about
					a stranger forges everything      ; 203.0.113.5; X-Forwarded-For: 1.1.1.1|X-Forwarded-Host: evil.test|X-Forwarded-Proto: https|X-Forwarded-Prefix: /x; 203.0.113.5; http://inner.test:8080/about
					a stranger forges Forwarded       ; 203.0.113.5; Forwarded: for=1.1.1.1|Forwarded: host=evil.test; 203.0.113.5; http://inner.test:8080/about
					a stranger may be malformed       ; 203.0.113.5; X-Forwarded-Host: a..b|Forwarded: nonsense; 203.0.113.5; http://inner.test:8080/about
					one proxy                         ; 10.0.0.1; X-Forwarded-For: 203.0.113.5|X-Forwarded-Host: a.test|X-Forwarded-Proto: https; 203.0.113.5; https://a.test/about
					a single trusted address          ; 192.0.2.7; X-Forwarded-For: 203.0.113.5; 203.0.113.5; http://inner.test:8080/about
					its neighbour                     ; 192.0.2.8; X-Forwarded-For: 203.0.113.5; 192.0.2.8; http://inner.test:8080/about
					IPv4 in IPv6 clothes              ; ::ffff:10.1.2.3; X-Forwarded-For: ::ffff:203.0.113.5; 203.0.113.5; http://inner.test:8080/about
					an IPv6 proxy in brackets         ; [2001:db8:1:2::3]; X-Forwarded-For: 2001:db8:9::1; 2001:db8:9:0:0:0:0:1; http://inner.test:8080/about
					an IPv6 proxy with a zone         ; 2001:db8:1::3%eth0; X-Forwarded-For: [2001:db8:9::1]:4711; 2001:db8:9:0:0:0:0:1; http://inner.test:8080/about
					another IPv6 network              ; 2001:db8:2::3; X-Forwarded-For: 203.0.113.5; 2001:db8:2::3; http://inner.test:8080/about
					what a client wrote to the left   ; 10.0.0.1; X-Forwarded-For: 10.9.9.9, 1.1.1.1, 203.0.113.5; 203.0.113.5; http://inner.test:8080/about
					nonsense to the left              ; 10.0.0.1; X-Forwarded-For: <b>, 203.0.113.5; 203.0.113.5; http://inner.test:8080/about
					lines are one list                ; 10.0.0.1; X-Forwarded-For: 1.1.1.1|X-Forwarded-For: 203.0.113.5; 203.0.113.5; http://inner.test:8080/about
					hosts a client wrote to the left  ; 10.0.0.1; X-Forwarded-For: 1.1.1.1, 203.0.113.5|X-Forwarded-Host: evil.test, a.test|X-Forwarded-Proto: http, https|X-Forwarded-Port: 1, 8443|X-Forwarded-Prefix: /evil, /p; 203.0.113.5; https://a.test:8443/p/about
					two trusted hops                  ; 10.0.0.1; X-Forwarded-For: 1.1.1.1, 203.0.113.5, 10.0.0.2|X-Forwarded-Host: evil.test, a.test, middle.test|X-Forwarded-Proto: http, https, http; 203.0.113.5; https://a.test/about
					two hops, of which one replaces   ; 10.0.0.1; X-Forwarded-For: 203.0.113.5, 10.0.0.2|X-Forwarded-Host: a.test|X-Forwarded-Proto: https; 203.0.113.5; https://a.test/about
					everybody on the way is trusted   ; 10.0.0.1; X-Forwarded-For: 10.0.0.3, 10.0.0.2|X-Forwarded-Host: a.test, b.test; 10.0.0.3; http://a.test/about
					a host and no client              ; 10.0.0.1; X-Forwarded-Host: evil.test, a.test; 10.0.0.1; http://a.test/about
					a client that is unknown          ; 10.0.0.1; X-Forwarded-For: 1.1.1.1, unknown; 10.0.0.1; http://inner.test:8080/about
					a port behind the client          ; 10.0.0.1; X-Forwarded-For: 203.0.113.5:4711; 203.0.113.5; http://inner.test:8080/about
					the port of the host              ; 10.0.0.1; X-Forwarded-Host: a.test:8443|X-Forwarded-Proto: https; 10.0.0.1; https://a.test:8443/about
					a port of its own goes before     ; 10.0.0.1; X-Forwarded-Host: a.test:8443|X-Forwarded-Proto: https|X-Forwarded-Port: 443; 10.0.0.1; https://a.test/about
					a host is normalised              ; 10.0.0.1; X-Forwarded-Host: A.Test.|X-Forwarded-Proto: HTTPS; 10.0.0.1; https://a.test/about
					an IPv6 host                      ; 10.0.0.1; X-Forwarded-Host: [2001:db8::1]:81; 10.0.0.1; http://[2001:db8:0:0:0:0:0:1]:81/about
					a prefix                          ; 10.0.0.1; X-Forwarded-Host: a.test|X-Forwarded-Prefix: /shop; 10.0.0.1; http://a.test/shop/about
					a prefix with a slash at its end  ; 10.0.0.1; X-Forwarded-Host: a.test|X-Forwarded-Prefix: /shop/; 10.0.0.1; http://a.test/shop/about
					a prefix that is none             ; 10.0.0.1; X-Forwarded-Host: a.test|X-Forwarded-Prefix: /; 10.0.0.1; http://a.test/about
					headers that are blank            ; 10.0.0.1; X-Forwarded-For:|X-Forwarded-Host:|X-Forwarded-Prefix:|Forwarded:; 10.0.0.1; http://inner.test:8080/about
					""")
	void whatTheRequestBecomes(String what, String peer, String headers, String client, String url) {
		HttpServletRequest original = original(ForwardedHeaders.EITHER, peer, headers.split("\\|"));
		assertThat(original.getRemoteAddr()).isEqualTo(client);
		assertThat(original.getRequestURL()).hasToString(url);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					all of it            | for=203.0.113.5;proto=https;host=a.test;by=10.0.0.1 | 203.0.113.5 | https://a.test/about
					in any case          | For=203.0.113.5;PROTO=HTTPS;Host="A.test" | 203.0.113.5 | https://a.test/about
					quoted               | for="203.0.113.5:4711";host="a.test:8443";proto="https" | 203.0.113.5 | https://a.test:8443/about
					IPv6                 | for="[2001:db8:9::1]:4711" | 2001:db8:9:0:0:0:0:1 | http://inner.test:8080/about
					an escape            | for="203.0.\\113.5";ext="a\\"b, c" | 203.0.113.5 | http://inner.test:8080/about
					hidden               | for=_hidden;host=a.test | 10.0.0.1 | http://a.test/about
					unknown              | for=Unknown | 10.0.0.1 | http://inner.test:8080/about
					forged to the left   | for=1.1.1.1;host=evil.test;proto=http, for=203.0.113.5;host=a.test;proto=https | 203.0.113.5 | https://a.test/about
					forged and hidden    | for=10.3.3.3;host=evil.test, for="_gateway" | 10.0.0.1 | http://inner.test:8080/about
					two trusted hops     | for=1.1.1.1;host=evil.test, for=203.0.113.5;host=a.test;proto=https, for=10.0.0.2;host=middle.test;proto=http | 203.0.113.5 | https://a.test/about
					a hop that hides     | for=_client;host=a.test, for=10.0.0.2 | 10.0.0.2 | http://a.test/about
					an empty element     | for=1.1.1.1;host=evil.test, | 10.0.0.1 | http://inner.test:8080/about
					blanks               | `  for=203.0.113.5 ; host=a.test ,\tfor=10.0.0.2  ` | 203.0.113.5 | http://a.test/about
					an unknown parameter | secret=x;for=203.0.113.5;; | 203.0.113.5 | http://inner.test:8080/about
					""")
	void whatForwardedSays(String what, String forwarded, String client, String url) {
		for (ForwardedHeaders headers : List.of(ForwardedHeaders.EITHER, ForwardedHeaders.FORWARDED)) {
			HttpServletRequest original = original(headers, "10.0.0.1", "Forwarded: " + forwarded);
			assertThat(original.getRemoteAddr()).isEqualTo(client);
			assertThat(original.getRequestURL()).hasToString(url);
		}
		assertThat(original(ForwardedHeaders.X_FORWARDED, "10.0.0.1", "Forwarded: " + forwarded).getRequestURL())
			.hasToString("http://inner.test:8080/about");
	}

	@Test
	void linesOfForwardedAreOneList() {
		HttpServletRequest original = original(ForwardedHeaders.EITHER, "10.0.0.1",
				"Forwarded: for=1.1.1.1, for=203.0.113.5;host=a.test", "Forwarded: for=10.0.0.2");
		assertThat(original.getRemoteAddr()).isEqualTo("203.0.113.5");
		assertThat(original.getServerName()).isEqualTo("a.test");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded: for", "Forwarded: for=", "Forwarded: for =1.1.1.1", "Forwarded: for=\"1.1.1.1",
			"Forwarded: for=\"1.1.1.1\\", "Forwarded: for=1.1.1.1;for=1.1.1.1", "Forwarded: for=a.test",
			"Forwarded: for=1.1.1.256", "Forwarded: for=[::1", "Forwarded: for=\"[::1]x\"", "Forwarded: host=a.test:80",
			"Forwarded: host=\"a..b\"", "Forwarded: proto=ftp", "Forwarded: for=1.1.1.1 host=a.test", "Forwarded: @",
			"X-Forwarded-For: somebody", "X-Forwarded-For: 1.1.1.1,", "X-Forwarded-For: 01.1.1.1",
			"X-Forwarded-For: 1.1.1", "X-Forwarded-For: 1.1.1.1.1", "X-Forwarded-For: [1::2::3]",
			"X-Forwarded-Host: a..b", "X-Forwarded-Host: evil@a.test", "X-Forwarded-Host: a.test,",
			"X-Forwarded-Host: a.test:x", "X-Forwarded-Host: a.test:0", "X-Forwarded-Host: a.test/x",
			"X-Forwarded-Proto: ws", "X-Forwarded-Proto: https,", "X-Forwarded-Port: x", "X-Forwarded-Port: 0",
			"X-Forwarded-Port: 65536", "X-Forwarded-Port: -1", "X-Forwarded-Port: 999999999999",
			"X-Forwarded-Prefix: shop", "X-Forwarded-Prefix: //evil.test", "X-Forwarded-Prefix: /a;b",
			"X-Forwarded-Prefix: /a%2fb", "X-Forwarded-Prefix: /\\evil.test", "X-Forwarded-Prefix: https://evil.test" })
	void whatATrustedProxyMustNotSay(String header) {
		assertThatExceptionOfType(MalformedForwardedException.class)
			.isThrownBy(() -> original(ForwardedHeaders.EITHER, "10.0.0.1", header));
		assertThatNoException().isThrownBy(() -> original(ForwardedHeaders.EITHER, "203.0.113.5", header));
	}

	@Test
	void listsAreBounded() {
		for (String element : List.of("X-Forwarded-For: 10.0.0.1", "X-Forwarded-Port: 80", "Forwarded: for=10.0.0.1")) {
			String value = element.substring(element.indexOf(' '));
			String most = element + ("," + value).repeat(31);
			assertThatNoException().isThrownBy(() -> original(ForwardedHeaders.EITHER, "10.0.0.1", most));
			assertThatExceptionOfType(MalformedForwardedException.class)
				.isThrownBy(() -> original(ForwardedHeaders.EITHER, "10.0.0.1", most + "," + value));
		}
	}

	@Test
	void headersOfBothFamiliesAreAContradictionUnlessOneIsChosen() {
		String[] both = { "Forwarded: for=203.0.113.5;host=a.test", "X-Forwarded-For: 198.51.100.9" };
		assertThatExceptionOfType(MalformedForwardedException.class)
			.isThrownBy(() -> original(ForwardedHeaders.EITHER, "10.0.0.1", both))
			.withMessageContaining("rowhouse.forwarded-headers");
		HttpServletRequest standard = original(ForwardedHeaders.FORWARDED, "10.0.0.1", both);
		assertThat(standard.getRemoteAddr()).isEqualTo("203.0.113.5");
		assertThat(standard.getServerName()).isEqualTo("a.test");
		HttpServletRequest common = original(ForwardedHeaders.X_FORWARDED, "10.0.0.1", both);
		assertThat(common.getRemoteAddr()).isEqualTo("198.51.100.9");
		assertThat(common.getServerName()).isEqualTo("inner.test");
	}

	@Test
	void theFamilyThatIsNotChosenIsNotRead() {
		HttpServletRequest request = original(ForwardedHeaders.FORWARDED, "10.0.0.1", "X-Forwarded-Host: a..b",
				"X-Forwarded-For: 1.1.1.1", "X-Forwarded-Prefix: /x");
		assertThat(request.getRemoteAddr()).isEqualTo("10.0.0.1");
		assertThat(request.getRequestURL()).hasToString("http://inner.test:8080/about");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.1", "203.0.113.5" })
	void nobodyBehindSeesTheHeaders(String peer) {
		HttpServletRequest request = original(ForwardedHeaders.EITHER, peer, "x-forwarded-for: 1.1.1.1",
				"X-FORWARDED-SSL: on", "X-Forwarded-By: me", "X-Forwarded-Scheme: https", "X-Forwarded-User: root",
				"X-Forwarded-Port: 81", "X-Forwarded: kept", "Accept: kept");
		assertThat(Collections.list(request.getHeaderNames())).containsExactlyInAnyOrder("Host", "X-Forwarded",
				"Accept");
		assertThat(request.getHeader("X-Forwarded-For")).isNull();
		assertThat(request.getHeaders("X-Forwarded-User").hasMoreElements()).isFalse();
		assertThat(request.getIntHeader("X-Forwarded-Port")).isEqualTo(-1);
		assertThat(request.getDateHeader("X-Forwarded-Port")).isEqualTo(-1);
		assertThat(request.getHeader("accept")).isEqualTo("kept");
	}

	@Test
	void theHostHeaderIsTheForwardedHost() {
		HttpServletRequest request = original(ForwardedHeaders.EITHER, "10.0.0.1", "X-Forwarded-Host: a.test:8443",
				"X-Forwarded-Proto: https");
		assertThat(request.getHeader("host")).isEqualTo("a.test:8443");
		assertThat(Collections.list(request.getHeaders("Host"))).containsExactly("a.test:8443");
		assertThat(request.getServerName()).isEqualTo("a.test");
		assertThat(request.getServerPort()).isEqualTo(8443);
		assertThat(request.getScheme()).isEqualTo("https");
		assertThat(request.isSecure()).isTrue();
		assertThat(request.getRemoteHost()).isEqualTo(request.getRemoteAddr());
	}

	@Test
	void aForwardedHostIsThereWhereTheProxySentNone() {
		MockHttpServletRequest request = request("10.0.0.1", "X-Forwarded-Host: a.test");
		request.removeHeader("Host");
		HttpServletRequest original = filter(ForwardedHeaders.EITHER).original(request);
		assertThat(original.getHeader("Host")).isEqualTo("a.test");
		assertThat(Collections.list(original.getHeaderNames())).containsExactly("Host");
	}

	@Test
	void aSchemeAloneMovesTheUsualPort() {
		MockHttpServletRequest request = request("10.0.0.1", "X-Forwarded-Proto: https");
		request.removeHeader("Host");
		request.addHeader("Host", "inner.test");
		request.setServerPort(80);
		assertThat(filter(ForwardedHeaders.EITHER).original(request).getServerPort()).isEqualTo(443);
	}

	@Test
	void thePathCannotLeaveThePrefix() {
		MockHttpServletRequest up = request("10.0.0.1", "X-Forwarded-Prefix: /shop");
		up.setRequestURI("/a/../secret");
		assertThat(filter(ForwardedHeaders.EITHER).original(up).getRequestURI()).isEqualTo("/shop/secret");
		for (String path : List.of("/a/../../secret", "/a%2f..")) {
			up.setRequestURI(path);
			assertThatExceptionOfType(InvalidPathException.class)
				.isThrownBy(() -> filter(ForwardedHeaders.EITHER).original(up));
		}
	}

	@Test
	void anErrorPageHasNoPrefix() {
		MockHttpServletRequest error = request("10.0.0.1", "X-Forwarded-Prefix: /shop", "X-Forwarded-For: 1.1.1.1");
		error.setDispatcherType(DispatcherType.ERROR);
		error.setRequestURI("/error");
		HttpServletRequest original = filter(ForwardedHeaders.EITHER).original(error);
		assertThat(original.getRequestURI()).isEqualTo("/error");
		assertThat(original.getRemoteAddr()).isEqualTo("1.1.1.1");
	}

	@Test
	void aRequestThatNobodyForwardedIsNotWrapped() {
		MockHttpServletRequest request = request("10.0.0.1", "Accept: x");
		assertThat(filter(ForwardedHeaders.EITHER).original(request)).isSameAs(request);
	}

	@ParameterizedTest(name = "{0} has {1}: {2}")
	@CsvSource({ "10.0.0.0/8,10.255.255.255,true", "10.0.0.0/8,11.0.0.0,false", "10.128.0.0/9,10.127.255.255,false",
			"10.128.0.0/9,10.128.0.0,true", "192.0.2.4/30,192.0.2.7,true", "192.0.2.4/30,192.0.2.8,false",
			"0.0.0.0/0,203.0.113.5,true", "0.0.0.0/0,2001:db8::1,false", "::/0,203.0.113.5,false",
			"::1,0:0:0:0:0:0:0:1,true", "2001:db8::/33,2001:db8:8000::1,false", "2001:db8::/33,2001:db8:7fff::1,true",
			"::ffff:10.0.0.0/104,10.1.1.1,true", "::ffff:192.0.2.1,192.0.2.1,true", " 127.0.0.1 ,127.0.0.1,true" })
	void whichAddressesANetworkHas(String network, String address, boolean contained) {
		assertThat(TrustedProxies.of(List.of(network)).contain(IpLiteral.parse(address))).isEqualTo(contained);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "proxy.example.com", "", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x",
			"10.0.0.0/-1", "10.0.0.1/8", "2001:db8::/129", "2001:db8::1/32", "10.0.0", "10.0.0.256", "010.0.0.1",
			"1.2.3.4.5", "::g", "fe80::1%eth0", "[::1]", "10.0.0.0-10.0.0.9", "::ffff:10.0.0.0/90", "/8", "cafe" })
	void aWrongProxyIsNamedTogetherWithWhatToWrite(String value) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TrustedProxies.of(List.of("127.0.0.1", value)))
			.satisfies((ex) -> {
				assertThat(ex).hasMessageContainingAll("rowhouse.trusted-proxies", "'" + value + "'");
				assertThat(ex.action()).contains("10.0.0.0/8", "Names are not looked up");
			});
	}

	private static HttpServletRequest original(ForwardedHeaders headers, String peer, String... lines) {
		return filter(headers).original(request(peer, lines));
	}

	private static TrustedProxyFilter filter(ForwardedHeaders headers) {
		return new TrustedProxyFilter(TrustedProxies.of(TRUSTED), headers, Mockito.mock(PlatformPages.class),
				Mockito.mock(ConnectorControl.class, Mockito.CALLS_REAL_METHODS));
	}

	private static MockHttpServletRequest request(String peer, String... lines) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/about");
		request.setRemoteAddr(peer);
		request.setScheme("http");
		request.setServerName("inner.test");
		request.setServerPort(8080);
		request.addHeader("Host", "inner.test:8080");
		for (String line : lines) {
			int colon = line.indexOf(':');
			request.addHeader(line.substring(0, colon), line.substring(colon + 1).strip());
		}
		return request;
	}

}
