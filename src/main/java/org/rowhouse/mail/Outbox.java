package org.rowhouse.mail;

import java.time.Clock;
import java.util.UUID;

import org.rowhouse.site.ConflictException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends mails. They wait in the database until a mail server has taken them, over
 * restarts and bad days of the server, for at most two days. Each is delivered at least
 * once; one that arrives twice has the same {@code Message-ID}.
 */
@Service
public class Outbox {

	private final QueuedMailRepository mails;

	private final MailBodies bodies;

	private final SmtpAccounts accounts;

	private final MailServer server;

	private final MailWakeUps wakeUps;

	private final Clock clock = Clock.systemUTC();

	Outbox(QueuedMailRepository mails, MailBodies bodies, SmtpAccounts accounts, MailServer server,
			MailWakeUps wakeUps) {
		this.mails = mails;
		this.bodies = bodies;
		this.accounts = accounts;
		this.server = server;
		this.wakeUps = wakeUps;
	}

	/**
	 * Sends a mail as soon as the running transaction has been committed, and never if it
	 * is rolled back. Any site may be bound, or the platform.
	 * @param message the mail
	 * @throws org.springframework.transaction.IllegalTransactionStateException if no
	 * transaction is running
	 * @throws ConflictException if it links to a site that has no address
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void send(Message message) {
		String messageId = this.server.messageId(UUID.randomUUID());
		this.mails.save(new QueuedMail(message, this.bodies.of(message), messageId, this.clock.instant()));
		this.wakeUps.afterCommit();
	}

	/**
	 * Tells whether a mail server is set up. Mails that are sent without one wait for two
	 * days until it is. Asks nobody: the server may still be unreachable.
	 * @return whether there are a server and an address to send from
	 */
	public boolean isReady() {
		return this.accounts.current().settings().isComplete();
	}

}
