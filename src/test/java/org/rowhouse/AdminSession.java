package org.rowhouse;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rowhouse.testing.Http;
import org.rowhouse.testing.TestInstallation;

/**
 * Signs in to the admin UI as a browser would, form and cookie.
 */
public final class AdminSession {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private static final Pattern COOKIE = Pattern.compile("(__Host-)?rowhouse-session=[^;]+");

	private AdminSession() {
	}

	public static Http signIn(int port) {
		return signIn(port, "admin", TestInstallation.PASSWORD);
	}

	public static Http signIn(int port, String username, String password) {
		HttpResponse<String> form = Http.to(port, "localhost").get("/login");
		HttpResponse<String> answer = Http.to(port, "localhost")
			.with("Cookie", cookie(form))
			.form("/login",
					"username=" + username + "&password=" + password.replace(' ', '+') + "&_csrf=" + csrf(form));
		return Http.to(port, "localhost").with("Cookie", cookie(answer));
	}

	public static String csrf(HttpResponse<String> page) {
		Matcher matcher = CSRF.matcher(page.body());
		if (!matcher.find()) {
			throw new IllegalStateException("No CSRF token in " + page.body());
		}
		return matcher.group(1);
	}

	public static String cookie(HttpResponse<String> response) {
		return response.headers()
			.allValues("set-cookie")
			.stream()
			.map(COOKIE::matcher)
			.filter(Matcher::find)
			.map(Matcher::group)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No session cookie: " + response.headers().map()));
	}

}
