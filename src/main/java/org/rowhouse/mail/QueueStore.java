package org.rowhouse.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens to the rows of the queue while mails are sent, each step in a transaction
 * of its own: none is open while a mail server is waited for.
 */
@Component
class QueueStore {

	private static final PageRequest SOME = PageRequest.of(0, 5);

	private final QueuedMailRepository mails;

	private final AllSites allSites;

	private final TransactionTemplate transaction;

	QueueStore(QueuedMailRepository mails, AllSites allSites, PlatformTransactionManager transactionManager) {
		this.mails = mails;
		this.allSites = allSites;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/**
	 * Takes the mail that has been due for the longest time.
	 * @param now the time
	 * @param until when it is due again if nothing more is heard of it
	 * @return the mail, or nothing if none is due
	 */
	Optional<Claim> claim(Instant now, Instant until) {
		return inTransaction("take a mail from the queue",
				() -> this.mails.due(now, SOME)
					.stream()
					.filter((id) -> this.mails.claim(id, now, until) == 1)
					.findFirst()
					.flatMap(this.mails::findById)
					.flatMap((mail) -> mail.letter().map((letter) -> new Claim(mail.id(), mail.siteId(), letter))));
	}

	/** What somebody has discarded in the meantime is gone. */
	void markDelivered(long id, String answer, Instant now) {
		inTransaction("note that a mail has been delivered", () -> {
			this.mails.findById(id).ifPresent((mail) -> mail.markDelivered(answer, now));
			return true;
		});
	}

	/**
	 * Notes a failure.
	 * @return whether there will be no further try
	 */
	boolean markFailed(long id, String answer, boolean forGood, Instant now) {
		return inTransaction("note that a mail has not been delivered", () -> {
			Optional<QueuedMail> found = this.mails.findById(id);
			found.ifPresent((mail) -> mail.markFailed(answer, forGood, now));
			return found.filter((mail) -> mail.state() == MailState.FAILED).isPresent();
		});
	}

	/** When the next mail is due, or {@code null} if none waits. */
	@Nullable Instant nextAttempt() {
		return this.allSites.call("see when the next mail is due", this.mails::nextAttempt);
	}

	private <T> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> {
			T result = this.transaction.execute((status) -> action.get());
			if (result == null) {
				throw new IllegalStateException("Nothing came of it: " + purpose);
			}
			return result;
		});
	}

	/**
	 * A mail that is to be sent now, by nobody else.
	 *
	 * @param id its number
	 * @param siteId the number of the site that it is about, or {@code null}
	 * @param letter what to send
	 */
	record Claim(long id, @Nullable Long siteId, Letter letter) {

	}

}
