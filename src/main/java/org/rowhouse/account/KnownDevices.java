package org.rowhouse.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.PlatformSecrets;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Knows browsers in which somebody has signed in before, by a cookie that stays (OWASP:
 * device cookies). It signs nobody in: wrong passwords from such a browser are counted
 * apart, so that those of strangers, even at the same address, do not hold its owner up.
 */
@Component
class KnownDevices {

	private static final String COOKIE = "rowhouse-device";

	private static final String SECRET = "rowhouse.account.devices";

	private static final Duration KEPT = Duration.ofDays(180);

	private static final int ID_BYTES = 16;

	private static final String ALGORITHM = "HmacSHA256";

	private final PlatformSecrets secrets;

	private final SecureRandom random = new SecureRandom();

	KnownDevices(PlatformSecrets secrets) {
		this.secrets = secrets;
	}

	/**
	 * Finds out which browser sends a request.
	 * @param request a request
	 * @param username who wants to sign in, as it was typed
	 * @return what the browser is known by; nothing if the person has not signed in there
	 */
	Optional<String> find(HttpServletRequest request, String username) {
		Cookie[] cookies = request.getCookies();
		if (cookies == null) {
			return Optional.empty();
		}
		String name = name(request);
		return Arrays.stream(cookies)
			.filter((cookie) -> cookie.getName().equals(name))
			.map(Cookie::getValue)
			.map((value) -> value.split("\\.", 2))
			.filter((parts) -> parts.length == 2
					&& SecretTokens.same(parts[1], sign(parts[0], Accounts.normalize(username))))
			.map((parts) -> parts[0])
			.findFirst();
	}

	/** Knows the browser from now on. Whoever calls this has made sure who it is. */
	void remember(String username, HttpServletRequest request, HttpServletResponse response) {
		if (find(request, username).isPresent()) {
			return;
		}
		byte[] bytes = new byte[ID_BYTES];
		this.random.nextBytes(bytes);
		String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(name(request), id + "." + sign(id, Accounts.normalize(username)))
					.path("/")
					.httpOnly(true)
					.secure(request.isSecure())
					.sameSite("Strict")
					.maxAge(KEPT)
					.build()
					.toString());
	}

	private static String name(HttpServletRequest request) {
		return (request.isSecure()) ? SessionCookies.ofHost(COOKIE) : COOKIE;
	}

	private String sign(String id, String username) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(this.secrets.of(SECRET), ALGORITHM));
			byte[] signature = mac.doFinal((id + " " + username).getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has " + ALGORITHM, ex);
		}
	}

}
