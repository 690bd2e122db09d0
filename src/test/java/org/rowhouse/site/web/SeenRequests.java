package org.rowhouse.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.cache.PageExchange;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Tells in the answer what the application saw of the request behind {@link SiteFilter}.
 */
@TestConfiguration(proxyBeanMethods = false)
class SeenRequests {

	@Bean
	FilterRegistrationBean<jakarta.servlet.Filter> seenRequest() {
		FilterRegistrationBean<jakarta.servlet.Filter> registration = new FilterRegistrationBean<>(
				(request, response, chain) -> {
					tell((HttpServletRequest) request, (HttpServletResponse) response);
					chain.doFilter(request, response);
				});
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		return registration;
	}

	/** Of this request, so nobody else gets the answer. */
	private static void tell(HttpServletRequest request, HttpServletResponse response) {
		PageExchange.keepNothing(request);
		response.setHeader("X-Seen-Client", request.getRemoteAddr());
		response.setHeader("X-Seen-Url", request.getRequestURL().toString());
		response.setHeader("X-Seen-Secure", String.valueOf(request.isSecure()));
		response.setHeader("X-Seen-Forwarded",
				request.getHeader("X-Forwarded-For") + " " + request.getHeader("Forwarded"));
	}

}
