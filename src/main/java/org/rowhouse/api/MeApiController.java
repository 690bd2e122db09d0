package org.rowhouse.api;

import java.time.Instant;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.OwnAccount;
import org.rowhouse.account.OwnSessions;
import org.rowhouse.account.Permission;
import org.rowhouse.account.Person;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whoever asks, in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.USE)
@RequestMapping("/api/me")
class MeApiController {

	private final OwnAccount account;

	private final OwnSessions sessions;

	MeApiController(OwnAccount account, OwnSessions sessions) {
		this.account = account;
		this.sessions = sessions;
	}

	@GetMapping
	MeBody me() {
		return MeBody.of(this.account.get());
	}

	@GetMapping("/sessions")
	List<SessionBody> sessions(HttpServletRequest request) {
		return this.sessions.list(request).stream().map(SessionBody::of).toList();
	}

	@DeleteMapping("/sessions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endAll(HttpServletRequest request) {
		this.sessions.endOthers(request);
	}

	@DeleteMapping("/sessions/{id:[0-9]{1,18}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void end(@PathVariable long id) {
		this.sessions.end(id);
	}

	/** Whoever asks. */
	record MeBody(String username, @Nullable String email, String displayName, boolean administrator, Instant since) {

		static MeBody of(Person person) {
			return new MeBody(person.username(), person.email(), person.displayName(), person.administrator(),
					person.since());
		}

	}

	/** Where they are signed in. */
	record SessionBody(long id, String device, String address, Instant since, Instant lastUsed) {

		static SessionBody of(OwnSessions.OwnSession session) {
			return new SessionBody(session.id(), session.device(), session.address(), session.since(),
					session.lastUsed());
		}

	}

}
