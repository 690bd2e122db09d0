package org.rowhouse.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.rowhouse.mail.SmtpFailure.Extent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sends what is due, one mail after the other, so that a slow mail server never keeps
 * more than one thread. A mail is put off while it is being sent: a process that dies
 * meanwhile leaves it to whoever looks next, and at worst it arrives twice.
 */
@Component
class MailRun {

	private static final Logger logger = LoggerFactory.getLogger(MailRun.class);

	private static final Duration MARGIN = Duration.ofMinutes(1);

	private final QueueStore queue;

	private final MailServer server;

	private final MailWakeUps wakeUps;

	private final AtomicBoolean asked = new AtomicBoolean();

	private final AtomicBoolean running = new AtomicBoolean();

	private final Clock clock = Clock.systemUTC();

	private volatile String lastProblem = "";

	MailRun(QueueStore queue, MailServer server, MailWakeUps wakeUps) {
		this.queue = queue;
		this.server = server;
		this.wakeUps = wakeUps;
	}

	/** What a process that died had begun, and what became due since. */
	@EventListener(ApplicationReadyEvent.class)
	void onReady() {
		planNext();
	}

	/**
	 * Sends until nothing is due. If it is being done already, whoever does it looks once
	 * more instead.
	 */
	void run() {
		this.asked.set(true);
		while (this.asked.get() && this.running.compareAndSet(false, true)) {
			try {
				this.asked.set(false);
				sendAllDue();
			}
			finally {
				this.running.set(false);
			}
		}
		planNext();
	}

	private void planNext() {
		Instant next = this.queue.nextAttempt();
		if (next != null) {
			this.wakeUps.at(next);
		}
	}

	private void sendAllDue() {
		try (MailServer.Line line = this.server.line()) {
			SmtpFailure broken = null;
			Optional<QueueStore.Claim> next = claim(line);
			while (next.isPresent()) {
				QueueStore.Claim claim = next.get();
				// Without a server the next mail would fail as this one did.
				broken = (broken != null) ? settle(claim, broken) : send(line, claim);
				next = claim(line);
			}
		}
	}

	private Optional<QueueStore.Claim> claim(MailServer.Line line) {
		Instant now = this.clock.instant();
		return this.queue.claim(now, now.plus(line.longest()).plus(MARGIN));
	}

	/** The failure, if it will be that of the others, too. */
	private @Nullable SmtpFailure send(MailServer.Line line, QueueStore.Claim claim) {
		try {
			String answer = line.send(claim.letter(), claim.siteId());
			this.queue.markDelivered(claim.id(), answer, this.clock.instant());
			this.lastProblem = "";
			return null;
		}
		catch (SmtpFailure ex) {
			return settle(claim, ex);
		}
	}

	private @Nullable SmtpFailure settle(QueueStore.Claim claim, SmtpFailure failure) {
		boolean forGood = this.queue.markFailed(claim.id(), failure.summary(), failure.extent() == Extent.MAIL_FOR_GOOD,
				this.clock.instant());
		if (forGood) {
			// The server's own words often name the recipient.
			logger.warn("Mail {} has not been delivered and is not tried again: {}", claim.id(), failure.getMessage());
		}
		boolean ofServer = failure.extent() == Extent.SERVER;
		if (ofServer && !failure.getMessage().equals(this.lastProblem)) {
			logger.warn("No mails can be sent: {}", failure.summary());
			this.lastProblem = failure.getMessage();
		}
		return (ofServer) ? failure : null;
	}

}
