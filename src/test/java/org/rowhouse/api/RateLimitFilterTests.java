package org.rowhouse.api;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.Worker;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever asks too much waits, and nobody waits for somebody else.
 */
class RateLimitFilterTests {

	private long person = 1;

	private final RateLimitFilter filter = new RateLimitFilter(new Worker() {

		@Override
		public Long id() {
			return RateLimitFilterTests.this.person;
		}

		@Override
		public String name() {
			return "ada";
		}

		@Override
		public boolean seesAllSites() {
			return false;
		}

		@Override
		public boolean writesOwnDraftsOnly() {
			return false;
		}

	}, 3);

	@Test
	void refusesWhatIsTooMuchAndSaysWhenToGoOn() throws Exception {
		assertThat(ask().getHeader("RateLimit")).startsWith("\"person\";r=2;t=");
		assertThat(ask().getStatus()).isEqualTo(200);
		assertThat(ask().getHeader("RateLimit")).startsWith("\"person\";r=0;t=");
		MockHttpServletResponse refused = ask();
		assertThat(refused.getStatus()).isEqualTo(429);
		assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 20);
		assertThat(refused.getContentType()).isEqualTo("application/problem+json");
		assertThat(refused.getContentAsString()).contains("more than 3 requests in a minute");
		this.person = 2;
		assertThat(ask().getStatus()).as("somebody else").isEqualTo(200);
	}

	private MockHttpServletResponse ask() throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/sites");
		HostKind.ADMIN.mark(request, "");
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.filter.doFilter(request, response, new MockFilterChain());
		return response;
	}

}
