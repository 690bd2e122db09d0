package org.rowhouse.account;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * What somebody typed into a form of ours that came too late, since the session had
 * ended. It is shown to them to be sent again, so that nothing is lost.
 *
 * @param path where the form was sent to
 * @param fields what was typed, but for passwords and other secrets; empty if there is
 * nothing to be sent again
 * @param signedIn whether the person is signed in, in a session that began later
 */
public record OutdatedForm(String path, List<Field> fields, boolean signedIn) {

	private static final String ATTRIBUTE = OutdatedForm.class.getName();

	/** Fields that are never shown again, as are passwords. */
	private static final Set<String> SECRET = Set.of("_csrf", "present", "code");

	/** What is typed there is typed again. */
	private static final Set<String> SIGN_IN_FORMS = Set.of("/login", "/login/code", "/logout");

	private static final int MAX_FIELDS = 1_000;

	/**
	 * Keeps the form for the page that says what happened. What another site sent is not
	 * kept, so that nobody is asked to send what they have not typed (CSRF).
	 */
	static void mark(HttpServletRequest request) {
		String path = request.getRequestURI();
		if (!request.getMethod().equals("POST") || !isForm(request) || !isOurs(request) || path.startsWith("//")) {
			return;
		}
		boolean signedIn = SecurityContextHolder.getContext().getAuthentication() != null;
		List<Field> fields = new ArrayList<>();
		if (SIGN_IN_FORMS.contains(path)) {
			request.setAttribute(ATTRIBUTE, new OutdatedForm(path, fields, signedIn));
			return;
		}
		request.getParameterMap()
			.forEach((name, values) -> Arrays.stream(values)
				.filter((value) -> !isSecret(name))
				.forEach((value) -> fields.add(new Field(name, value))));
		if (!fields.isEmpty() && fields.size() <= MAX_FIELDS) {
			request.setAttribute(ATTRIBUTE, new OutdatedForm(path, List.copyOf(fields), signedIn));
		}
	}

	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
	}

	/** Browsers say where a form stood, and no page can make them say something else. */
	private static boolean isOurs(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		String host = request.getHeader(HttpHeaders.HOST);
		try {
			return origin != null && host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean isSecret(String name) {
		return SECRET.contains(name) || name.toLowerCase(Locale.ROOT).contains("password");
	}

	/**
	 * Returns the form that came too late.
	 * @param request the request that brought it
	 * @return the form, or nothing if there was none that can be sent again
	 */
	public static Optional<OutdatedForm> of(HttpServletRequest request) {
		return Stream.ofNullable(request.getAttribute(ATTRIBUTE))
			.filter(OutdatedForm.class::isInstance)
			.map(OutdatedForm.class::cast)
			.findFirst();
	}

	/**
	 * One field.
	 *
	 * @param name its name
	 * @param value what was in it
	 */
	public record Field(String name, String value) {

	}

}
