package org.rowhouse.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.NotPermittedException;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where the person at work is signed in. Nobody sees or ends those of others.
 */
@Service
public class OwnSessions {

	private final SignInSessionRepository repository;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final SignedInPerson worker;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	OwnSessions(SignInSessionRepository repository, AllSites allSites, TransactionOperations transactions,
			SignedInPerson worker, ApplicationEventPublisher events) {
		this.events = events;
		this.repository = repository;
		this.allSites = allSites;
		this.transactions = transactions;
		this.worker = worker;
	}

	/**
	 * Lists them, the one that was used last first.
	 * @param request the request that asks
	 * @return the sessions
	 */
	public List<OwnSession> list(HttpServletRequest request) {
		String current = currentHash(request);
		return inTransaction("list sessions",
				() -> this.repository.ofAccount(me(), this.clock.instant())
					.stream()
					.map((session) -> new OwnSession(session.id(), session.device(), session.address(),
							session.createdAt(), session.lastUsedAt(), session.tokenHash().equals(current)))
					.toList());
	}

	/**
	 * Ends one of them from the next request on.
	 * @param id its number
	 * @throws NoSuchSessionException if the person has none with it
	 */
	public void end(long id) {
		inTransaction("end a session", () -> {
			if (this.repository.delete(id, me()) == 0) {
				throw new NoSuchSessionException();
			}
			noted(1);
			return true;
		});
	}

	/**
	 * Ends all but the one that the request belongs to; all of them if it belongs to
	 * none, as with the API.
	 * @param request the request that asks
	 * @return how many have ended
	 */
	public int endOthers(HttpServletRequest request) {
		String current = currentHash(request);
		return inTransaction("end other sessions",
				() -> noted(this.repository.deleteOfAccount(me(), (current != null) ? current : "")));
	}

	private int noted(int ended) {
		if (ended > 0) {
			this.events.publishEvent(new Changed("person.sessions-ended", null, this.worker.name(), Map.of(),
					Map.of("count", String.valueOf(ended))));
		}
		return ended;
	}

	private long me() {
		this.worker.requireSignIn("Sessions are looked at and ended by people");
		Long id = this.worker.id();
		if (id == null) {
			throw new NotPermittedException("Sign in first.");
		}
		return id;
	}

	private static @Nullable String currentHash(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? SecretTokens.hash(session.getId()) : null;
	}

	@SuppressWarnings("NullAway")
	private <T> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

	/**
	 * Somewhere where a person is signed in.
	 *
	 * @param id its number, which is no secret
	 * @param device what was signed in with, in a few words
	 * @param address the address that the sign-in came from
	 * @param since when that was
	 * @param lastUsed when it was used last, to the minute
	 * @param current whether it is the one that asks
	 */
	public record OwnSession(long id, String device, String address, Instant since, Instant lastUsed, boolean current) {

	}

}
