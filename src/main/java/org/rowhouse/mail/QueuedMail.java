package org.rowhouse.mail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * The row of a mail in the queue. Belongs to the platform: no tenant, since mails of the
 * platform and of all sites leave by one door.
 */
@Entity
@Table(name = "mail_message")
class QueuedMail {

	/** Characters of what a server answered. */
	static final int MAX_ANSWER = 1000;

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mail_message_seq")
	@SequenceGenerator(name = "mail_message_seq", sequenceName = "mail_message_seq", allocationSize = 1)
	private @Nullable Long id;

	private @Nullable Long siteId;

	private String messageId;

	private String recipient;

	private String subject;

	private @Nullable String bodyText;

	private @Nullable String bodyHtml;

	@Enumerated(EnumType.STRING)
	private MailState state = MailState.WAITING;

	private int failures;

	private Instant waitingSince;

	private @Nullable Instant nextAttemptAt;

	private String lastAnswer = "";

	private Instant createdAt;

	private Instant changedAt;

	@SuppressWarnings("NullAway.Init")
	protected QueuedMail() {
	}

	QueuedMail(Message message, MailBody body, String messageId, Instant now) {
		this.siteId = (message.site() != null) ? message.site().id() : null;
		this.messageId = messageId;
		this.recipient = message.recipient();
		this.subject = message.subject();
		this.bodyText = body.text();
		this.bodyHtml = body.html();
		this.createdAt = stored(now);
		this.changedAt = this.createdAt;
		this.waitingSince = this.createdAt;
		this.nextAttemptAt = this.createdAt;
	}

	long id() {
		if (this.id == null) {
			throw new IllegalStateException("The mail has not been saved");
		}
		return this.id;
	}

	@Nullable Long siteId() {
		return this.siteId;
	}

	MailState state() {
		return this.state;
	}

	int failures() {
		return this.failures;
	}

	@Nullable Instant nextAttemptAt() {
		return this.nextAttemptAt;
	}

	/** What to send; nothing of a mail that has been delivered. */
	Optional<Letter> letter() {
		if (this.bodyText == null || this.bodyHtml == null) {
			return Optional.empty();
		}
		return Optional.of(new Letter(this.messageId, this.recipient, this.subject, this.createdAt,
				new MailBody(this.bodyText, this.bodyHtml)));
	}

	void markDelivered(String answer, Instant now) {
		this.state = MailState.DELIVERED;
		this.nextAttemptAt = null;
		this.bodyText = null;
		this.bodyHtml = null;
		note(answer, now);
	}

	/** Tried again later, if there is a later. */
	void markFailed(String answer, boolean forGood, Instant now) {
		this.failures++;
		Optional<Instant> next = (forGood) ? Optional.empty()
				: RetrySchedule.next(this.failures, this.waitingSince, now);
		this.state = (next.isPresent()) ? MailState.WAITING : MailState.FAILED;
		this.nextAttemptAt = next.map(QueuedMail::stored).orElse(null);
		note(answer, now);
	}

	/** From the beginning, as if it had just come. */
	void markWaiting(Instant now) {
		this.state = MailState.WAITING;
		this.failures = 0;
		this.waitingSince = stored(now);
		this.nextAttemptAt = this.waitingSince;
		this.changedAt = this.waitingSince;
	}

	private void note(String answer, Instant now) {
		this.lastAnswer = (answer.length() > MAX_ANSWER) ? answer.substring(0, MAX_ANSWER) : answer;
		this.changedAt = stored(now);
	}

	QueuedMessage toMessage() {
		return new QueuedMessage(id(), this.siteId, this.recipient, this.subject, this.state, this.failures,
				this.lastAnswer, this.nextAttemptAt, this.createdAt, this.changedAt);
	}

	/** As precise as both databases keep it. */
	private static Instant stored(Instant moment) {
		return moment.truncatedTo(ChronoUnit.MICROS);
	}

}
