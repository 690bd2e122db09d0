package org.rowhouse.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Remembers for a day what requests with an idempotency key were answered.
 */
@Component
class IdempotentRequests {

	/** How long an answer is kept. */
	static final Duration KEPT = Duration.ofHours(24);

	private final IdempotentRequestRepository repository;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final Clock clock = Clock.systemUTC();

	IdempotentRequests(IdempotentRequestRepository repository, AllSites allSites, TransactionOperations transactions) {
		this.repository = repository;
		this.allSites = allSites;
		this.transactions = transactions;
	}

	/**
	 * Notes that work on a request begins.
	 * @return the one with this key that came before, or nothing if this is the first
	 */
	Optional<IdempotentRequest> begin(IdempotentRequest.Key key, String fingerprint) {
		Instant now = this.clock.instant();
		try {
			return inTransaction(() -> {
				Optional<IdempotentRequest> earlier = this.repository.find(key.accountId(), key.keyHash());
				if (earlier.isEmpty()) {
					this.repository.save(new IdempotentRequest(key, fingerprint, now));
				}
				return earlier;
			});
		}
		catch (DataIntegrityViolationException ex) {
			// Two came at once; the other one was first.
			return inTransaction(() -> this.repository.find(key.accountId(), key.keyHash()));
		}
	}

	void end(IdempotentRequest.Key key, IdempotentRequest.Answer answer) {
		inTransaction(() -> {
			this.repository.find(key.accountId(), key.keyHash()).ifPresent((request) -> request.answer(answer));
			return null;
		});
	}

	/** The same key may be tried again. */
	void forget(IdempotentRequest.Key key) {
		inTransaction(() -> {
			this.repository.forget(key.accountId(), key.keyHash());
			return null;
		});
	}

	int forgetOld() {
		return inTransaction(() -> this.repository.forgetOlder(this.clock.instant().minus(KEPT)));
	}

	private <T extends @Nullable Object> T inTransaction(Supplier<T> action) {
		return this.allSites.call("idempotency", () -> this.transactions.execute((status) -> action.get()));
	}

}
