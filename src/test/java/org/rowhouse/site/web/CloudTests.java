package org.rowhouse.site.web;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where Spring Boot thinks that it runs in a cloud, it believes forwarded headers of
 * anybody unless it is told not to.
 */
@RowhouseTest
@TestPropertySource(properties = "spring.main.cloud-platform=kubernetes")
class CloudTests {

	@Value("${local.server.port}")
	private int port;

	@Test
	void forwardedHostsAreNotBelievedThereEither() {
		HttpResponse<String> response = Http.to(this.port, "nobody.test")
			.with("X-Forwarded-Host", "localhost")
			.get("/login");
		assertThat(response.statusCode()).isEqualTo(421);
	}

}
