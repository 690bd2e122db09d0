package org.rowhouse.account;

import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.rowhouse.site.ConflictException;

/**
 * Asks for a session that has just begun, before something that gives a way in for long:
 * whoever sits down at an unlocked screen must not leave a key behind.
 */
final class FreshSession {

	private static final Duration FRESH = Duration.ofHours(1);

	private FreshSession() {
	}

	/**
	 * Asks for it. A request without a session says who it is by itself.
	 * @param request the request
	 * @param now the time
	 * @throws ConflictException if the person signed in more than an hour ago
	 */
	static void require(HttpServletRequest request, Instant now) {
		HttpSession session = request.getSession(false);
		if (session != null && Instant.ofEpochMilli(session.getCreationTime()).plus(FRESH).isBefore(now)) {
			throw new ConflictException(
					"You signed in more than an hour ago. Sign out and in again, then try it once more.");
		}
	}

}
