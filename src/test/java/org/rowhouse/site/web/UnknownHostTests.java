package org.rowhouse.site.web;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the settings of what somebody gets who asks for a host that nobody has.
 */
class UnknownHostTests {

	private static void assertPlain(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
	}

	@Nested
	@RowhouseTest
	@TestPropertySource(properties = "rowhouse.unknown-host.answer=not-found")
	class NotFound {

		@Value("${local.server.port}")
		private int port;

		@Test
		void theAnswerIs404() {
			assertPlain(Http.to(this.port, "nobody.test").get("/"), 404);
			assertThat(Http.to(this.port, "garden.localhost").get("/").statusCode()).isEqualTo(200);
		}

	}

	@Nested
	@RowhouseTest
	@TestPropertySource(properties = { "rowhouse.unknown-host.answer=redirect",
			"rowhouse.unknown-host.redirect-to=https://provider.example/parked" })
	class Redirect {

		@Value("${local.server.port}")
		private int port;

		@Test
		void theAnswerLeadsToThePlatformAndTellsItNothing() {
			HttpResponse<String> answer = Http.to(this.port, "nobody.test").get("/secret?x=y");
			assertPlain(answer, 302);
			assertThat(answer.headers().firstValue("Location")).contains("https://provider.example/parked");
		}

	}

	@Nested
	@RowhouseTest
	@TestPropertySource(properties = "rowhouse.unknown-host.answer=close")
	class Close {

		@Value("${local.server.port}")
		private int port;

		@Test
		void theConnectionEndsWithoutAWord() {
			assertThat(Http.raw(this.port, "GET / HTTP/1.1\r\nHost: nobody.test\r\n\r\n")).isEmpty();
			assertThat(Http.raw(this.port, "GET / HTTP/1.1\r\nHost: garden.localhost\r\nConnection: close\r\n\r\n"))
				.startsWith("HTTP/1.1 200");
		}

	}

}
