package org.rowhouse.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The mails that wait, those that could not be delivered, and for a few days those that
 * could. What a mail says is not shown to anybody.
 */
@Service
public class MailQueue {

	private static final Logger logger = LoggerFactory.getLogger(MailQueue.class);

	private static final Duration KEPT_DELIVERED = Duration.ofDays(7);

	private static final Duration KEPT_FAILED = Duration.ofDays(30);

	private final QueuedMailRepository mails;

	private final MailWakeUps wakeUps;

	private final AllSites allSites;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final Clock clock = Clock.systemUTC();

	MailQueue(QueuedMailRepository mails, MailWakeUps wakeUps, AllSites allSites, ApplicationEventPublisher events,
			PlatformTransactionManager transactionManager) {
		this.events = events;
		this.mails = mails;
		this.wakeUps = wakeUps;
		this.allSites = allSites;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/**
	 * Lists mails.
	 * @param state which ones
	 * @param part which part of the list
	 * @return the mails, those first with which something happened last
	 */
	public Page<QueuedMessage> list(MailState state, PageRequest part) {
		return inTransaction("list mails", () -> this.mails.inState(state, part).map(QueuedMail::toMessage));
	}

	/**
	 * Lists mails that were written before one, the last written first.
	 * @param state in which state
	 * @param before the number of a mail
	 * @param size how many at most
	 * @return mails
	 */
	public List<QueuedMessage> before(MailState state, long before, int size) {
		return inTransaction("list mails",
				() -> this.mails.before(state, before, PageRequest.of(0, size))
					.stream()
					.map(QueuedMail::toMessage)
					.toList());
	}

	/**
	 * Finds a mail.
	 * @param id its number
	 * @return the mail
	 * @throws NoSuchMailException if there is none
	 */
	public QueuedMessage get(long id) {
		return inTransaction("find a mail", () -> require(id).toMessage());
	}

	/**
	 * Counts the mails.
	 * @return how many there are in each state
	 */
	public Map<MailState, Long> counts() {
		Map<MailState, Long> counts = new EnumMap<>(MailState.class);
		for (MailState state : MailState.values()) {
			counts.put(state, 0L);
		}
		inTransaction("count mails", this.mails::countByState)
			.forEach((row) -> counts.put((MailState) row[0], ((Number) row[1]).longValue()));
		return counts;
	}

	/**
	 * Returns the mail with which something happened last.
	 * @param state of those in this state
	 * @return the mail, or nothing if there is none
	 */
	public Optional<QueuedMessage> last(MailState state) {
		return list(state, PageRequest.of(0, 1)).stream().findFirst();
	}

	/**
	 * Tries a mail at once, and then for two more days.
	 * @param id its number
	 * @throws NoSuchMailException if there is none
	 * @throws ConflictException if it has been delivered
	 */
	public void sendAgain(long id) {
		inTransaction("send a mail again", () -> {
			QueuedMail mail = require(id);
			if (mail.state() == MailState.DELIVERED) {
				throw new ConflictException(
						"This mail has been delivered, and what it said is gone. It cannot be sent again.");
			}
			mail.markWaiting(this.clock.instant());
			this.events.publishEvent(Changed.of("mail.sent-again", null, described(mail.toMessage())));
			this.wakeUps.afterCommit();
			return true;
		});
	}

	/**
	 * Deletes a mail, so that it is not tried any more.
	 * @param id its number
	 * @throws NoSuchMailException if there is none
	 */
	public void discard(long id) {
		inTransaction("discard a mail", () -> {
			String mail = described(require(id).toMessage());
			if (this.mails.deleteRow(id) == 0) {
				throw new NoSuchMailException();
			}
			this.events.publishEvent(Changed.of("mail.discarded", null, mail));
			return true;
		});
	}

	private static String described(QueuedMessage mail) {
		return "Mail " + mail.id() + " to " + mail.recipient();
	}

	/** Delivered a week ago, or given up a month ago. */
	void forgetOld() {
		int forgotten = inTransaction("forget old mails", () -> {
			int delivered = this.mails.deleteOld(MailState.DELIVERED, this.clock.instant().minus(KEPT_DELIVERED));
			return delivered + this.mails.deleteOld(MailState.FAILED, this.clock.instant().minus(KEPT_FAILED));
		});
		logger.info("Forgot {} old mails", forgotten);
	}

	private QueuedMail require(long id) {
		return this.mails.findById(id).orElseThrow(NoSuchMailException::new);
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

}
