package org.rowhouse.api;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Refuses what a page of another site makes a browser send: the browser may still know a
 * name and a password, and sends them along. Programs do not say where they are
 * ({@code Sec-Fetch-Site}, W3C Fetch Metadata; {@code Origin}, WHATWG Fetch).
 */
class CrossSiteFilter extends ApiFilter {

	private static final Set<String> OURS = Set.of("same-origin", "none");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String from = request.getHeader("Sec-Fetch-Site");
		if ((from != null && !OURS.contains(from)) || isOfAnotherPage(request.getHeader(HttpHeaders.ORIGIN), request)) {
			refuse(response, HttpStatus.FORBIDDEN,
					"Pages of other sites cannot use the API. Send the request from a program.");
			return;
		}
		chain.doFilter(request, response);
	}

	/** Browsers leave {@code Sec-Fetch-Site} out where the host has no TLS. */
	private static boolean isOfAnotherPage(@Nullable String origin, HttpServletRequest request) {
		String host = request.getHeader(HttpHeaders.HOST);
		return origin != null
				&& !(origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
	}

}
