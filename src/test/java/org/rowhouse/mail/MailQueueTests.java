package org.rowhouse.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.ConflictException;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.SmtpServer;
import org.rowhouse.testing.SmtpServer.Received;
import org.subethamail.smtp.RejectException;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Mails leave after the commit, once the server takes them, and not a single one is lost
 * on the way.
 */
@RowhouseTest
class MailQueueTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final PageRequest ALL = PageRequest.of(0, 1000);

	@Autowired
	private Outbox outbox;

	@Autowired
	private MailQueue queue;

	@Autowired
	private MailServer server;

	@Autowired
	private QueueStore store;

	@Autowired
	private MailWakeUps wakeUps;

	@Autowired
	private QueuedMailRepository rows;

	@Autowired
	private AllSites allSites;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Scheduler scheduler;

	private SmtpServer smtp;

	@BeforeEach
	void setServer() {
		this.smtp = SmtpServer.start();
		this.server.change(draft(this.smtp.port()));
	}

	@AfterEach
	void forgetEverything() {
		this.scheduler.resume();
		for (MailState state : MailState.values()) {
			this.queue.list(state, ALL).forEach((mail) -> this.queue.discard(mail.id()));
		}
		this.server.change(new SmtpDraft("", "", "", "", null, "", "", ""));
		this.smtp.close();
	}

	@Test
	void aMailLeavesRightAfterTheCommit() {
		Instant begin = Instant.now();
		long id = send("after@example.com");
		Received mail = this.smtp.await("after@example.com");
		assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
		assertThat(mail.part("text/plain")).contains("A secret");
		QueuedMessage delivered = awaitState(id, MailState.DELIVERED);
		assertThat(delivered.answer()).isEqualTo("250 2.0.0 Ok: queued as TEST1");
		assertThat(delivered.failures()).isZero();
		assertThat(onPlatform(() -> this.rows.findById(id).orElseThrow().letter())).as("what it said").isEmpty();
	}

	@Test
	void whatIsRolledBackSendsNothing() {
		onPlatform(() -> this.transaction.execute((status) -> {
			this.outbox.send(message("never@example.com"));
			status.setRollbackOnly();
			return true;
		}));
		send("marker@example.com");
		this.smtp.await("marker@example.com");
		assertThat(this.smtp.received()).isEmpty();
		assertThat(this.queue.list(MailState.WAITING, ALL)).isEmpty();
	}

	@Test
	void nothingIsSentWithoutATransaction() {
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> onPlatform(() -> fail(message("x@example.com"))));
	}

	private boolean fail(Message message) {
		this.outbox.send(message);
		return true;
	}

	@Test
	void whatIsRefusedForNowIsTriedAgainWithTheSameMessageId() {
		this.smtp.refuseData(new RejectException(451, "4.3.0 Try again later"));
		Instant begin = Instant.now();
		long id = send("again@example.com");
		QueuedMessage waiting = awaitFailure(id);
		assertThat(waiting.state()).isEqualTo(MailState.WAITING);
		assertThat(waiting.answer()).endsWith("The server said: 451 4.3.0 Try again later");
		assertThat(waiting.nextAttemptAt()).isBetween(begin.plus(RetrySchedule.FIRST),
				Instant.now().plus(RetrySchedule.FIRST));
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> assertThat(this.scheduler.getScheduledExecutionsForTask("send-mail", Void.class))
				.anySatisfy((planned) -> assertThat(planned.getExecutionTime()).isBetween(waiting.nextAttemptAt(),
						waiting.nextAttemptAt().plusMillis(2))));
		this.smtp.refuseData(null);
		makeAllDue();
		Received mail = this.smtp.await("again@example.com");
		assertThat(mail.header("Message-ID")).isEqualTo(this.smtp.refused().get(0).header("Message-ID"))
			.matches("<[0-9a-f-]{36}@rows\\.test>");
		awaitState(id, MailState.DELIVERED);
	}

	@Test
	void whatIsRefusedForGoodIsKeptAndNotTriedAgain() {
		this.smtp.refuseRecipient(new RejectException(550, "5.1.1 No such user"));
		long id = send("nobody@example.com");
		QueuedMessage failed = awaitState(id, MailState.FAILED);
		assertThat(failed.failures()).isEqualTo(1);
		assertThat(failed.nextAttemptAt()).isNull();
		assertThat(failed.answer()).contains("550 5.1.1 No such user");
		this.smtp.refuseRecipient(null);
		makeAllDue();
		send("marker@example.com");
		this.smtp.await("marker@example.com");
		assertThat(this.smtp.received()).isEmpty();
		this.queue.sendAgain(id);
		assertThat(this.smtp.await("nobody@example.com").part("text/plain")).contains("A secret");
	}

	@Test
	void mailsWaitForAServerThatIsAway() {
		int port = this.smtp.port();
		this.smtp.close();
		List<Long> ids = List.of(send("one@example.com"), send("two@example.com"), send("three@example.com"));
		ids.forEach((id) -> assertThat(awaitFailure(id).answer()).contains("refuses the connection"));
		this.smtp = SmtpServer.start(port, (builder) -> builder);
		makeAllDue();
		ids.forEach((id) -> awaitState(id, MailState.DELIVERED));
		assertThat(this.smtp.received()).extracting(Received::recipient)
			.containsExactlyInAnyOrder("one@example.com", "two@example.com", "three@example.com");
	}

	@Test
	void mailsWaitUntilAServerIsSet() {
		this.server.change(new SmtpDraft("", "", "", "", null, "", "", ""));
		assertThat(this.outbox.isReady()).isFalse();
		long id = send("early@example.com");
		assertThat(awaitFailure(id).answer()).isEqualTo("No mail server is set up.");
		this.server.change(draft(this.smtp.port()));
		assertThat(this.outbox.isReady()).isTrue();
		this.smtp.await("early@example.com");
	}

	/**
	 * The first process has taken the mail, and is heard of no more. The second one, of
	 * which nothing but the database is left, plans at its start what is still to do.
	 */
	@Test
	void whatAProcessThatDiedHadBegunIsSentAfterTheNextStart() {
		this.scheduler.pause();
		send("survivor@example.com");
		Instant now = Instant.now();
		assertThat(this.store.claim(now, now.plusMillis(1500))).isPresent();
		assertThat(this.store.claim(Instant.now(), now.plusSeconds(60))).as("nobody else takes it meanwhile").isEmpty();
		onPlatform(() -> this.transaction.execute((status) -> {
			this.scheduler.getScheduledExecutionsForTask("send-mail", Void.class)
				.forEach((planned) -> this.scheduler.cancel(planned.getTaskInstance()));
			return true;
		}));
		this.scheduler.resume();
		new MailRun(this.store, this.server, this.wakeUps).onReady();
		assertThat(this.smtp.await("survivor@example.com").part("text/plain")).contains("A secret");
		assertThat(Instant.now()).isAfter(now.plusMillis(1500));
	}

	@Test
	void twoNodesSendEachMailOnce() throws Exception {
		this.scheduler.pause();
		List<Long> ids = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			ids.add(send("node" + i + "@example.com"));
		}
		ExecutorService nodes = Executors.newFixedThreadPool(2);
		try {
			for (Future<?> done : List.of(nodes.submit(new MailRun(this.store, this.server, this.wakeUps)::run),
					nodes.submit(new MailRun(this.store, this.server, this.wakeUps)::run))) {
				done.get();
			}
		}
		finally {
			nodes.shutdown();
		}
		ids.forEach((id) -> assertThat(this.queue.get(id).state()).isEqualTo(MailState.DELIVERED));
		assertThat(this.smtp.received()).extracting(Received::recipient).hasSize(20).doesNotHaveDuplicates();
	}

	@Test
	void whatIsDiscardedIsNotSent() {
		this.smtp.refuseRecipient(new RejectException(450, "4.2.0 Later"));
		long id = send("unwanted@example.com");
		awaitFailure(id);
		this.queue.discard(id);
		this.smtp.refuseRecipient(null);
		makeAllDue();
		send("marker@example.com");
		this.smtp.await("marker@example.com");
		assertThat(this.smtp.received()).isEmpty();
		assertThatExceptionOfType(NoSuchMailException.class).isThrownBy(() -> this.queue.get(id));
		assertThatExceptionOfType(NoSuchMailException.class).isThrownBy(() -> this.queue.discard(id));
		assertThatExceptionOfType(NoSuchMailException.class).isThrownBy(() -> this.queue.sendAgain(id));
	}

	@Test
	void whatHasBeenDeliveredCannotBeSentAgain() {
		long id = send("once@example.com");
		awaitState(id, MailState.DELIVERED);
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.queue.sendAgain(id))
			.withMessageContaining("what it said is gone");
	}

	@Test
	void aMailIsGivenUpAfterTwoDays() {
		Instant now = Instant.now();
		QueuedMail mail = row("late@example.com", now.minus(Duration.ofDays(2)));
		mail.markFailed("away", false, now.minus(Duration.ofMinutes(5)));
		assertThat(mail.state()).isEqualTo(MailState.WAITING);
		mail.markFailed("away", false, now);
		assertThat(mail.state()).isEqualTo(MailState.FAILED);
		assertThat(mail.nextAttemptAt()).isNull();
		assertThat(mail.letter()).as("for another try by hand").isPresent();
	}

	@Test
	void oldMailsAreForgotten() {
		Instant now = Instant.now();
		Map<String, Integer> daysDelivered = Map.of("d8@example.com", 8, "d6@example.com", 6);
		Map<String, Integer> daysFailed = Map.of("f31@example.com", 31, "f29@example.com", 29);
		onPlatform(() -> this.transaction.execute((status) -> {
			daysDelivered.forEach((recipient, days) -> {
				QueuedMail mail = row(recipient, now.minus(Duration.ofDays(40)));
				mail.markDelivered("250 Ok", now.minus(Duration.ofDays(days)));
				this.rows.save(mail);
			});
			daysFailed.forEach((recipient, days) -> {
				QueuedMail mail = row(recipient, now.minus(Duration.ofDays(40)));
				mail.markFailed("550 No", true, now.minus(Duration.ofDays(days)));
				this.rows.save(mail);
			});
			return true;
		}));
		this.queue.forgetOld();
		assertThat(this.queue.list(MailState.DELIVERED, ALL)).extracting(QueuedMessage::recipient)
			.containsExactly("d6@example.com");
		assertThat(this.queue.list(MailState.FAILED, ALL)).extracting(QueuedMessage::recipient)
			.containsExactly("f29@example.com");
	}

	@Test
	void manyMailsGoOverFewConnections() {
		this.scheduler.pause();
		for (int i = 0; i < 60; i++) {
			send("many" + i + "@example.com");
		}
		new MailRun(this.store, this.server, this.wakeUps).run();
		assertThat(this.smtp.received()).hasSize(60);
		assertThat(this.smtp.connections()).isEqualTo(2);
	}

	@Test
	void aServerThatHasEnoughOfAConnectionGetsAnother() {
		this.scheduler.pause();
		this.smtp.endConnectionsAfter(2);
		List<Long> ids = List.of(send("a@example.com"), send("b@example.com"), send("c@example.com"));
		new MailRun(this.store, this.server, this.wakeUps).run();
		ids.forEach((id) -> assertThat(this.queue.get(id).failures()).isZero());
		assertThat(this.smtp.received()).hasSize(3);
		assertThat(this.smtp.connections()).isEqualTo(2);
	}

	private QueuedMail row(String recipient, Instant created) {
		return new QueuedMail(message(recipient), new MailBody("t", "h"), "<" + recipient + ">", created);
	}

	private void makeAllDue() {
		this.server.change(draft(this.smtp.port()));
	}

	private static SmtpDraft draft(int port) {
		return new SmtpDraft("localhost", Integer.toString(port), "none", "", null, "", "no-reply@rows.test", "5");
	}

	private static Message message(String recipient) {
		return Message.to(recipient, "To " + recipient).paragraph("A secret");
	}

	/** Sends a mail in a transaction of its own and returns its number. */
	private long send(String recipient) {
		return onPlatform(() -> this.transaction.execute((status) -> {
			this.outbox.send(message(recipient));
			return this.rows.inState(MailState.WAITING, ALL)
				.stream()
				.filter((mail) -> mail.toMessage().recipient().equals(recipient))
				.findFirst()
				.orElseThrow()
				.id();
		}));
	}

	private QueuedMessage awaitState(long id, MailState state) {
		Awaitility.await().atMost(SOON).until(() -> this.queue.get(id).state() == state);
		return this.queue.get(id);
	}

	private QueuedMessage awaitFailure(long id) {
		Awaitility.await().atMost(SOON).until(() -> this.queue.get(id).failures() > 0);
		return this.queue.get(id);
	}

	private <T> T onPlatform(Supplier<T> action) {
		return this.allSites.call("test mails", action);
	}

}
