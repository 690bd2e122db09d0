package org.rowhouse.site.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * A request that came over TLS up to a proxy. The cookie of a session that it begins is
 * {@code Secure}, so that a browser never sends it over a plain connection.
 */
class SecureSessionRequest extends HttpServletRequestWrapper {

	private static final String SET_COOKIE = "Set-Cookie";

	private static final String SECURE = "; Secure";

	private final HttpServletResponse response;

	SecureSessionRequest(HttpServletRequest request, HttpServletResponse response) {
		super(request);
		this.response = response;
	}

	@Override
	public HttpSession getSession() {
		HttpSession session = super.getSession();
		secureCookies();
		return session;
	}

	@Override
	public @Nullable HttpSession getSession(boolean create) {
		HttpSession session = super.getSession(create);
		secureCookies();
		return session;
	}

	@Override
	public String changeSessionId() {
		String id = super.changeSessionId();
		secureCookies();
		return id;
	}

	private void secureCookies() {
		List<String> cookies = List.copyOf(this.response.getHeaders(SET_COOKIE));
		if (this.response.isCommitted() || cookies.stream().allMatch((cookie) -> cookie.contains(SECURE))) {
			return;
		}
		this.response.setHeader(SET_COOKIE, null);
		for (String cookie : cookies) {
			this.response.addHeader(SET_COOKIE, (cookie.contains(SECURE)) ? cookie : cookie + SECURE);
		}
	}

}
