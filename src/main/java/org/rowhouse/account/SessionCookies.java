package org.rowhouse.account;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Keeps the id of a session in a cookie of the admin host alone. Over TLS its name begins
 * with {@code __Host-}, so that browsers let no page of a host below it plant another one
 * (RFC 6265bis, 4.1.3.2).
 */
class SessionCookies implements HttpSessionIdResolver {

	private static final String NAME = "rowhouse-session";

	private final HttpSessionIdResolver plain = resolver(NAME);

	private final HttpSessionIdResolver overTls = resolver(ofHost(NAME));

	/** The name of a cookie that is {@code Secure}, for one host and for all paths. */
	static String ofHost(String name) {
		return "__Host-" + name;
	}

	private static HttpSessionIdResolver resolver(String name) {
		DefaultCookieSerializer cookies = new DefaultCookieSerializer();
		cookies.setCookieName(name);
		cookies.setCookiePath("/");
		cookies.setUseHttpOnlyCookie(true);
		cookies.setSameSite("Lax");
		cookies.setUseBase64Encoding(false);
		CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
		resolver.setCookieSerializer(cookies);
		return resolver;
	}

	private HttpSessionIdResolver of(HttpServletRequest request) {
		return (request.isSecure()) ? this.overTls : this.plain;
	}

	@Override
	public List<String> resolveSessionIds(HttpServletRequest request) {
		return of(request).resolveSessionIds(request);
	}

	@Override
	public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
		of(request).setSessionId(request, response, sessionId);
	}

	@Override
	public void expireSession(HttpServletRequest request, HttpServletResponse response) {
		of(request).expireSession(request, response);
	}

}
