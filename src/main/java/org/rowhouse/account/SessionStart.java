package org.rowhouse.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Begins sessions. Each has a new id and nothing of the one before it, so that nobody can
 * plant one (OWASP: session fixation).
 */
@Component
class SessionStart {

	private static final int SIGNED_IN_SECONDS = 8 * 60 * 60;

	private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	private final KnownDevices devices;

	private final SignInAudit audit;

	SessionStart(KnownDevices devices, SignInAudit audit) {
		this.devices = devices;
		this.audit = audit;
	}

	/**
	 * Signs somebody in. Whoever calls this has made sure who it is.
	 * @param person who
	 * @param with what made sure, for the audit log
	 * @param request the request, whose session ends
	 * @param response the response, which gets the cookies
	 */
	void signIn(SignedIn person, String with, HttpServletRequest request, HttpServletResponse response) {
		renew(person, request, response);
		this.devices.remember(person.getUsername(), request, response);
		this.audit.signedIn(person, with);
	}

	/** Goes on with another session, for whoever was signed in before. */
	void renew(SignedIn person, HttpServletRequest request, HttpServletResponse response) {
		person.eraseCredentials();
		HttpSession session = fresh(request);
		session.setMaxInactiveInterval(SIGNED_IN_SECONDS);
		session.setAttribute(DatabaseSessions.DEVICE, Device.of(request));
		session.setAttribute(DatabaseSessions.ADDRESS, request.getRemoteAddr());
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(
				UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
	}

	/** One in which nobody has signed in. */
	HttpSession fresh(HttpServletRequest request) {
		HttpSession old = request.getSession(false);
		if (old != null) {
			old.invalidate();
		}
		return request.getSession(true);
	}

}
