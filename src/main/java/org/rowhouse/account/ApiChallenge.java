package org.rowhouse.account;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers a request to the API that nobody has signed in, as a problem (RFC 9457) that
 * says how to.
 */
class ApiChallenge implements AuthenticationEntryPoint {

	private static final String BASIC = "Basic realm=\"Rowhouse\", charset=\"UTF-8\"";

	private static final String BEARER = "Bearer realm=\"Rowhouse\"";

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		if (failure instanceof LockedException || failure instanceof BusyException) {
			response.setHeader("Retry-After", "60");
			write(response, 429, "Too Many Requests", failure.getMessage());
		}
		else if (failure instanceof SecondFactorNeededException) {
			response.addHeader("WWW-Authenticate", BASIC);
			response.addHeader("WWW-Authenticate", BEARER);
			write(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized", failure.getMessage());
		}
		else if (failure instanceof UnknownTokenException) {
			// RFC 6750, section 3.1
			response.setHeader("WWW-Authenticate", BEARER + ", error=\"invalid_token\"");
			write(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized",
					"This token is unknown, has ended or has expired. Make another one in the admin UI.");
		}
		else {
			response.addHeader("WWW-Authenticate", BASIC);
			response.addHeader("WWW-Authenticate", BEARER);
			write(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized",
					"Send a token as Bearer, or your name and password with HTTP Basic.");
		}
	}

	/** The words are ours and need no escaping. */
	private static void write(HttpServletResponse response, int status, String title, @Nullable String detail)
			throws IOException {
		response.setStatus(status);
		response.setContentType("application/problem+json");
		response.setCharacterEncoding("UTF-8");
		response.getWriter()
			.write("{\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail + "\"}");
	}

}
