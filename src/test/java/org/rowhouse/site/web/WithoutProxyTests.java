package org.rowhouse.site.web;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrustedProxyFilter} over real HTTP, where nobody is trusted.
 */
@RowhouseTest
@Import(SeenRequests.class)
class WithoutProxyTests {

	@Value("${local.server.port}")
	private int port;

	@Test
	void whatAStrangerSaysIsDropped() {
		HttpResponse<String> response = forged("garden.localhost").get("/about");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("Hollowlane").doesNotContain("Kornblume");
		assertThat(BehindProxyTests.seen(response, "Client")).isEqualTo("127.0.0.1");
		assertThat(BehindProxyTests.seen(response, "Url")).isEqualTo("http://garden.localhost/about");
		assertThat(BehindProxyTests.seen(response, "Secure")).isEqualTo("false");
		assertThat(BehindProxyTests.seen(response, "Forwarded")).isEqualTo("null null");
	}

	@Test
	void aStrangerReachesNoOtherSiteAndNotTheAdminHost() {
		assertThat(forged("nobody.test").get("/about").statusCode()).isEqualTo(421);
		assertThat(Http.to(this.port, "nobody.test").with("X-Forwarded-Host", "localhost").get("/login").statusCode())
			.isEqualTo(421);
		assertThat(Http.raw(this.port, "GET /about HTTP/1.0\r\nX-Forwarded-Host: garden.localhost\r\n\r\n"))
			.startsWith("HTTP/1.1 421");
	}

	@Test
	void whatIsMalformedDoesNotMatter() {
		HttpResponse<String> response = Http.to(this.port, "garden.localhost")
			.with("X-Forwarded-Host", "a..b")
			.with("Forwarded", "nonsense")
			.get("/about");
		assertThat(response.statusCode()).isEqualTo(200);
	}

	@Test
	void anInventedAddressIsNoWayAroundTheLimitOnWrongPasswords() {
		Http guess = Http.to(this.port, "localhost").as("mallory", "a wrong password");
		for (int i = 0; i < 10; i++) {
			assertThat(guess.with("X-Forwarded-For", "203.0.113." + i).get("/api/sites").statusCode()).isEqualTo(401);
		}
		assertThat(guess.with("X-Forwarded-For", "203.0.113.99").get("/api/sites").statusCode()).isEqualTo(429);
	}

	private Http forged(String host) {
		return Http.to(this.port, host)
			.with("X-Forwarded-Host", "bakery.localhost")
			.with("X-Forwarded-For", "203.0.113.5")
			.with("X-Forwarded-Proto", "https")
			.with("X-Forwarded-Port", "443")
			.with("X-Forwarded-Prefix", "/shop")
			.with("Forwarded", "for=203.0.113.5;host=bakery.localhost;proto=https");
	}

}
