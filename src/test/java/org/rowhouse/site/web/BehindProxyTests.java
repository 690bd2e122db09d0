package org.rowhouse.site.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrustedProxyFilter} over real HTTP, where the peer is trusted.
 */
@BehindProxy
class BehindProxyTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Test
	void theForwardedHostSelectsTheSite() {
		for (Http proxy : List.of(
				inner().with("X-Forwarded-Host", "garden.localhost").with("X-Forwarded-Proto", "https"),
				inner().with("Forwarded", "for=203.0.113.5;host=garden.localhost;proto=https"))) {
			HttpResponse<String> response = proxy.get("/about");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).contains("Hollowlane");
			assertThat(seen(response, "Url")).isEqualTo("https://garden.localhost/about");
			assertThat(seen(response, "Secure")).isEqualTo("true");
			assertThat(seen(response, "Forwarded")).isEqualTo("null null");
		}
	}

	@Test
	void theClientIsTheLastOneThatIsNoProxy() {
		HttpResponse<String> response = Http.to(this.port, "garden.localhost")
			.with("X-Forwarded-For", "198.51.100.1, 203.0.113.5, 127.0.0.1")
			.get("/search");
		assertThat(seen(response, "Client")).isEqualTo("203.0.113.5");
	}

	@Test
	void withoutHeadersTheProxyIsTheClient() {
		HttpResponse<String> response = Http.to(this.port, "garden.localhost").get("/search");
		assertThat(seen(response, "Client")).isEqualTo("127.0.0.1");
		assertThat(seen(response, "Secure")).isEqualTo("false");
	}

	@Test
	void aForwardedHostThatNoSiteHasIs421() {
		HttpResponse<String> response = Http.to(this.port, "garden.localhost")
			.with("X-Forwarded-Host", "nobody.test")
			.get("/about");
		assertThat(response.statusCode()).isEqualTo(421);
	}

	@Test
	void headersOfBothFamiliesAre400() {
		HttpResponse<String> response = Http.to(this.port, "garden.localhost")
			.with("X-Forwarded-For", "203.0.113.5")
			.with("Forwarded", "for=203.0.113.5")
			.get("/about");
		assertIsRefused(response);
	}

	@Test
	void whatIsMalformedIs400() {
		for (Http proxy : List.of(inner().with("X-Forwarded-Host", "a..b"), inner().with("X-Forwarded-Proto", "gopher"),
				inner().with("X-Forwarded-Port", "x"), inner().with("Forwarded", "host=\"garden.localhost"))) {
			assertIsRefused(proxy.get("/about"));
		}
	}

	private static void assertIsRefused(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(response.body()).contains("<html").doesNotContain("Hollowlane");
	}

	@Test
	void aRequestWithoutHostIsNamedByTheProxy() {
		assertThat(Http.raw(this.port, "GET /about HTTP/1.0\r\nX-Forwarded-Host: garden.localhost\r\n\r\n"))
			.startsWith("HTTP/1.1 200")
			.contains("Hollowlane");
		assertThat(Http.raw(this.port, "GET /about HTTP/1.0\r\nX-Forwarded-Proto: https\r\n\r\n"))
			.startsWith("HTTP/1.1 421");
	}

	@Test
	void aPrefixThatTheProxyTookAwayIsPutBack() {
		String host = "h" + UUID.randomUUID().toString().substring(0, 8) + ".test";
		this.sites.create(new SiteSettings(host.replace(".test", ""), "Shop", "",
				List.of(new TypedAddress(host + "/shop", "")), "", "", "", Map.of()));
		Http proxy = Http.to(this.port, host).with("X-Forwarded-Prefix", "/shop");
		HttpResponse<String> home = proxy.get("/");
		assertThat(home.statusCode()).isEqualTo(200);
		assertThat(home.body()).contains("href=\"/shop/static/site.css");
		assertThat(proxy.get("/static/site.css").statusCode()).isEqualTo(200);
		assertThat(proxy.get("/feed.xml").body()).contains("https://" + host + "/shop");
		HttpResponse<String> missing = proxy.get("/nothing");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.body()).contains("href=\"/shop/static/site.css");
		assertThat(Http.to(this.port, host).get("/").statusCode()).isEqualTo(404);
	}

	@Test
	void theSessionCookieIsSecureWhereTheProxyEndsTls() {
		Http admin = Http.to(this.port, "localhost");
		HttpResponse<String> overTls = admin.with("X-Forwarded-Proto", "https").get("/login");
		assertThat(overTls.headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.startsWith("__Host-rowhouse-session=")
			.contains("HttpOnly", "Secure");
		assertThat(admin.get("/login").headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.doesNotContain("Secure");
	}

	@Test
	void soIsTheOneOfSomebodyWhoHasSignedIn() {
		Http admin = Http.to(this.port, "localhost").with("X-Forwarded-Proto", "https");
		HttpResponse<String> form = admin.get("/login");
		HttpResponse<String> answer = admin.with("Cookie", AdminSession.cookie(form))
			.form("/login", "username=admin&password=" + TestInstallation.PASSWORD.replace(' ', '+') + "&_csrf="
					+ AdminSession.csrf(form));
		assertThat(answer.headers().firstValue("Location")).contains("/sites");
		assertThat(answer.headers().allValues("Set-Cookie")).isNotEmpty()
			.allSatisfy((cookie) -> assertThat(cookie).containsOnlyOnce("; Secure"));
		assertThat(admin.with("Cookie", AdminSession.cookie(answer)).get("/sites").statusCode()).isEqualTo(200);
	}

	@Test
	void browsersArePromisedNothingAboutNamesThatMayNotBeOurs() {
		for (String host : List.of("garden.localhost", "localhost")) {
			HttpResponse<String> response = Http.to(this.port, host).with("X-Forwarded-Proto", "https").get("/login");
			assertThat(response.headers().map()).doesNotContainKey("strict-transport-security");
		}
	}

	@Test
	void guessingPasswordsIsSlowedDownForTheClientAndNotForTheProxy() {
		Http guess = Http.to(this.port, "localhost").as("mallory", "a wrong password");
		for (int i = 0; i < 10; i++) {
			assertThat(guess.with("X-Forwarded-For", i + ".1.1.1, 203.0.113.77").get("/api/sites").statusCode())
				.isEqualTo(401);
		}
		assertThat(guess.with("X-Forwarded-For", "203.0.113.77").get("/api/sites").statusCode()).isEqualTo(429);
		assertThat(guess.with("X-Forwarded-For", "203.0.113.78").get("/api/sites").statusCode()).isEqualTo(401);
	}

	private Http inner() {
		return Http.to(this.port, "inner.test");
	}

	static String seen(HttpResponse<String> response, String what) {
		return response.headers().firstValue("X-Seen-" + what).orElseThrow();
	}

}
