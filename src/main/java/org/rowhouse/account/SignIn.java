package org.rowhouse.account;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Service;

/**
 * The ways into the admin UI. Each begins a session with a new id and nothing of the one
 * before it, so that nobody can plant one (OWASP: session fixation).
 */
@Service
public class SignIn {

	private static final String PENDING = "rowhouse.pending";

	private static final Duration PENDING_FOR = Duration.ofMinutes(10);

	private final AuthenticationManager authenticationManager;

	private final Accounts accounts;

	private final SecondFactors secondFactors;

	private final SessionStart sessions;

	private final KnownDevices devices;

	private final Clock clock = Clock.systemUTC();

	SignIn(AuthenticationManager authenticationManager, Accounts accounts, SecondFactors secondFactors,
			SessionStart sessions, KnownDevices devices) {
		this.devices = devices;
		this.authenticationManager = authenticationManager;
		this.accounts = accounts;
		this.secondFactors = secondFactors;
		this.sessions = sessions;
	}

	/**
	 * Signs somebody in by name and password.
	 * @param username the name, or anything else that was typed
	 * @param password the password
	 * @param request the request, whose session ends
	 * @param response the response, which gets the cookie of the new session
	 * @return what came of it; the same for a wrong name, a wrong password and who may
	 * not sign in any more
	 */
	public Outcome withPassword(String username, String password, HttpServletRequest request,
			HttpServletResponse response) {
		UsernamePasswordAuthenticationToken token = UsernamePasswordAuthenticationToken.unauthenticated(username,
				password);
		token.setDetails(new SignInDetails(request, this.devices.find(request, username).orElse(null)));
		try {
			Authentication authentication = this.authenticationManager.authenticate(token);
			if (authentication.getPrincipal() instanceof SignedIn person) {
				return afterPassword(person, request, response);
			}
			return Outcome.REFUSED;
		}
		catch (LockedException | BusyException ex) {
			return Outcome.THROTTLED;
		}
		catch (AuthenticationException ex) {
			return Outcome.REFUSED;
		}
	}

	private Outcome afterPassword(SignedIn person, HttpServletRequest request, HttpServletResponse response) {
		if (!this.secondFactors.isOn(person.id())) {
			this.sessions.signIn(person, "password", request, response);
			return Outcome.SIGNED_IN;
		}
		HttpSession session = this.sessions.fresh(request);
		session.setAttribute(PENDING, new Pending(person.id(), person.version(), this.clock.instant()));
		return Outcome.SECOND_STEP;
	}

	/**
	 * Tells whether a code is what is missing.
	 * @param request the request
	 * @return whether the password was right, a few minutes ago at most
	 */
	public boolean awaitsCode(HttpServletRequest request) {
		return pending(request).isPresent();
	}

	private Optional<Pending> pending(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		Object value = (session != null) ? session.getAttribute(PENDING) : null;
		return (value instanceof Pending pending && this.clock.instant().isBefore(pending.since().plus(PENDING_FOR)))
				? Optional.of(pending) : Optional.empty();
	}

	/**
	 * Signs somebody in whose password was right, by a code of their app or one that they
	 * printed.
	 * @param code what was typed
	 * @param request the request, whose session ends
	 * @param response the response, which gets the cookie of the new session
	 * @return what came of it
	 */
	public Outcome withCode(String code, HttpServletRequest request, HttpServletResponse response) {
		Pending pending = pending(request).orElse(null);
		if (pending == null) {
			return Outcome.REFUSED;
		}
		Account account = this.accounts.enabled(pending.accountId())
			.filter((one) -> one.signInVersion() == pending.version())
			.orElse(null);
		if (account == null) {
			return Outcome.REFUSED;
		}
		Outcome outcome = this.secondFactors.check(account, code, request.getRemoteAddr());
		if (outcome != Outcome.SIGNED_IN) {
			return outcome;
		}
		this.sessions.signIn(new SignedIn(account), "password and code", request, response);
		return Outcome.SIGNED_IN;
	}

	/** Whose password was right, and when. */
	private record Pending(long accountId, int version, Instant since) implements Serializable {

	}

	/** What came of an attempt. */
	public enum Outcome {

		/** The session of the request is signed in. */
		SIGNED_IN,

		/** It was right, and a code of a second step is needed. */
		SECOND_STEP,

		/** It was wrong. */
		REFUSED,

		/** It was not even looked at: too many were wrong lately. */
		THROTTLED

	}

}
