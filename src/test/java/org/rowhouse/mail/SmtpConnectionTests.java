package org.rowhouse.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

import jakarta.mail.MessagingException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowhouse.mail.SmtpConnection.Sender;
import org.rowhouse.mail.SmtpFailure.Extent;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.SmtpServer;
import org.rowhouse.testing.SmtpServer.Received;
import org.rowhouse.testing.TestCertificate;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What real mail servers are told, and what people are told about their answers.
 */
class SmtpConnectionTests {

	private static final Sender SENDER = new Sender("Häuser & Co", "no-reply@rows.test", "");

	private static final Letter LETTER = new Letter("<one@rows.test>", "ada@example.com", "Grüße, Ada",
			Instant.parse("2026-11-20T10:15:30Z"), new MailBody("Hallo Ada\n", "<p>Hallo <b>Ada</b> 👋</p>"));

	private static TestCertificate certificate;

	@BeforeAll
	static void makeCertificate(@TempDir Path folder) throws Exception {
		certificate = TestCertificate.in(folder);
	}

	@Test
	void aMailArrivesAsTextAndAsHtml() throws Exception {
		try (SmtpServer server = SmtpServer.start()) {
			String answer = send(account(server, TlsMode.NONE, "", null), null);
			assertThat(answer).isEqualTo("250 2.0.0 Ok: queued as TEST1");
			Received mail = server.await("ada@example.com");
			assertThat(mail.sender()).isEqualTo("no-reply@rows.test");
			assertThat(mail.subject()).isEqualTo("Grüße, Ada");
			assertThat(mail.message().getFrom()[0].toString()).contains("<no-reply@rows.test>");
			assertThat(mail.header("From")).isPrintable().contains("=?UTF-8?");
			assertThat(mail.header("Message-ID")).isEqualTo("<one@rows.test>");
			assertThat(mail.message().getSentDate()).isEqualTo(LETTER.date());
			assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
			assertThat(mail.header("Reply-To")).isNull();
			assertThat(mail.message().isMimeType("multipart/alternative")).isTrue();
			assertThat(mail.part("text/plain")).isEqualToIgnoringNewLines("Hallo Ada\n");
			assertThat(mail.part("text/html")).contains("<b>Ada</b> 👋");
		}
	}

	@Test
	void noLineIsLongerThanMailServersTake() throws Exception {
		try (SmtpServer server = SmtpServer.start();
				SmtpConnection connection = SmtpConnection.open(account(server, TlsMode.NONE, "", null), "test",
						null)) {
			String line = "word ".repeat(400);
			connection.send(new Letter("<l@rows.test>", "ada@example.com", line.substring(0, 250), Instant.now(),
					new MailBody(line, "<p>" + line + "</p>")), SENDER);
			ByteArrayOutputStream raw = new ByteArrayOutputStream();
			Received mail = server.await("ada@example.com");
			mail.message().writeTo(raw);
			assertThat(raw.toString(StandardCharsets.UTF_8).lines())
				.allSatisfy((text) -> assertThat(text).as("RFC 5321, section 4.5.3.1.6").hasSizeLessThanOrEqualTo(998));
			assertThat(mail.part("text/plain")).isEqualTo(line);
		}
	}

	@Test
	void answersGoWhereTheSenderWantsThem() throws Exception {
		try (SmtpServer server = SmtpServer.start();
				SmtpConnection connection = SmtpConnection.open(account(server, TlsMode.NONE, "", null), "test",
						null)) {
			connection.send(LETTER, new Sender("Garden", "garden@rows.test", "gardener@example.com"));
			connection.send(LETTER, SENDER);
			Received first = server.received().get(0);
			assertThat(first.sender()).isEqualTo("garden@rows.test");
			assertThat(first.header("Reply-To")).isEqualTo("gardener@example.com");
			assertThat(server.received().get(1).sender()).isEqualTo("no-reply@rows.test");
			assertThat(connection.sent()).isEqualTo(2);
		}
	}

	@Test
	void somebodySignsInOverStarttls() throws Exception {
		try (SmtpServer server = SmtpServer.start(0, starttls().andThen(withPassword())::apply)) {
			send(account(server, TlsMode.STARTTLS, "rows", "right"), certificate.client());
			assertThat(server.received()).hasSize(1);
		}
	}

	@Test
	void somebodySignsInOverTls() throws Exception {
		try (SmtpServer server = SmtpServer.start(0, tls().andThen(withPassword())::apply)) {
			send(account(server, TlsMode.TLS, "rows", "right"), certificate.client());
			assertThat(server.received()).hasSize(1);
		}
	}

	@Test
	void aWrongPasswordIsToldSo() throws Exception {
		try (SmtpServer server = SmtpServer.start(0, starttls().andThen(withPassword())::apply)) {
			SmtpFailure failure = failure(account(server, TlsMode.STARTTLS, "rows", "wrong"), certificate.client());
			assertThat(failure.getMessage()).contains("refuses user name or password", "app password");
			assertThat(failure.answer()).startsWith("535");
			assertThat(failure.extent()).isEqualTo(Extent.SERVER);
			assertThat(failure.summary()).doesNotContain("wrong");
		}
	}

	@Test
	void aRefusedConnectionIsToldSo() throws Exception {
		SmtpFailure failure = failure(account("localhost", Http.freePort(), TlsMode.STARTTLS, "", null), null);
		assertThat(failure.getMessage()).contains("refuses the connection", "Check host and port");
		assertThat(failure.extent()).isEqualTo(Extent.SERVER);
	}

	@Test
	void aHostThatDoesNotExistIsToldSo() {
		SmtpFailure failure = new SmtpDiagnosis(account("smpt.test", 25, TlsMode.NONE, "", null).settings())
			.ofConnecting(new MessagingException("Unknown SMTP host: smpt.test", new UnknownHostException()));
		assertThat(failure.getMessage()).isEqualTo("There is no host 'smpt.test'. Check how it is spelt.");
	}

	@Test
	void tlsToAPortWithoutItIsToldSo() throws Exception {
		try (SmtpServer server = SmtpServer.start()) {
			SmtpFailure failure = failure(account(server, TlsMode.TLS, "", null), certificate.client());
			assertThat(failure.getMessage()).contains("does not speak TLS from the start", "Choose STARTTLS");
		}
	}

	@Test
	void starttlsThatIsNotOfferedIsToldSo() throws Exception {
		try (SmtpServer server = SmtpServer.start()) {
			SmtpFailure failure = failure(account(server, TlsMode.STARTTLS, "", null), certificate.client());
			assertThat(failure.getMessage()).contains("does not offer STARTTLS", "Choose TLS");
			assertThat(server.received()).isEmpty();
		}
	}

	@Test
	void aPortThatWantsTlsFromTheStartIsToldSo() throws Exception {
		try (SmtpServer server = SmtpServer.start(0, tls())) {
			SmtpAccount account = account("localhost", server.port(), TlsMode.STARTTLS, "", null, 1);
			SmtpFailure failure = failure(account, certificate.client());
			assertThat(failure.getMessage()).contains("choose TLS");
		}
	}

	@Test
	void aCertificateThatNobodyTrustsIsToldSo() throws Exception {
		try (SmtpServer server = SmtpServer.start(0, starttls())) {
			SmtpFailure failure = failure(account(server, TlsMode.STARTTLS, "", null), null);
			assertThat(failure.getMessage()).contains("is not trusted here", "rowhouse.mail.ssl-bundle");
			assertThat(server.received()).isEmpty();
		}
	}

	@Test
	void aCertificateForAnotherNameIsToldSo() throws Exception {
		try (SmtpServer server = SmtpServer.start(0, tls())) {
			SmtpAccount account = account("127.0.0.1", server.port(), TlsMode.TLS, "", null);
			SmtpFailure failure = failure(account, certificate.client());
			assertThat(failure.getMessage()).contains("is for another name");
			assertThat(server.received()).isEmpty();
		}
	}

	@Test
	void aServerWithUnknownWaysToSignInIsToldSo() throws Exception {
		AuthenticationHandlerFactory strange = new AuthenticationHandlerFactory() {

			@Override
			public List<String> getAuthenticationMechanisms() {
				return List.of("X-STRANGE");
			}

			@Override
			public AuthenticationHandler create() {
				throw new IllegalStateException("Nobody knows how");
			}

		};
		try (SmtpServer server = SmtpServer.start(0, (builder) -> builder.authenticationHandlerFactory(strange))) {
			SmtpFailure failure = failure(account(server, TlsMode.NONE, "rows", "right"), null);
			assertThat(failure.getMessage()).contains("offers no way to sign in", "Choose STARTTLS or TLS");
		}
	}

	@Test
	void aServerThatWantsSomebodyToSignInIsToldSo() throws Exception {
		try (SmtpServer server = SmtpServer.start(0, withPassword().andThen(SMTPServer.Builder::requireAuth)::apply)) {
			SmtpFailure failure = failure(account(server, TlsMode.NONE, "", null), null);
			assertThat(failure.getMessage()).contains("wants somebody to sign in", "Set user name and password");
			assertThat(failure.extent()).isEqualTo(Extent.SERVER);
		}
	}

	@Test
	void whatIsRefusedForGoodIsToldFromWhatIsRefusedForNow() throws Exception {
		try (SmtpServer server = SmtpServer.start()) {
			SmtpAccount account = account(server, TlsMode.NONE, "", null);
			server.refuseRecipient(new RejectException(550, "5.1.1 No such user"));
			SmtpFailure unknown = failure(account, null);
			assertThat(unknown.extent()).isEqualTo(Extent.MAIL_FOR_GOOD);
			assertThat(unknown.summary()).contains("does not take mail for this address",
					"The server said: 550 5.1.1 No such user");
			assertThat(unknown.getMessage()).doesNotContain("set user name");
			server.refuseRecipient(new RejectException(554, "5.7.1 Relay access denied"));
			assertThat(failure(account, null).getMessage()).contains("for its own users alone: set user name");
			server.refuseRecipient(new RejectException(450, "4.2.0 Greylisted"));
			SmtpFailure grey = failure(account, null);
			assertThat(grey.extent()).isEqualTo(Extent.MAIL_FOR_NOW);
			assertThat(grey.getMessage()).contains("for now");
			server.refuseRecipient(null);
			server.refuseSender(new RejectException(553, "5.7.1 Not your address"));
			SmtpFailure sender = failure(account, null);
			assertThat(sender.extent()).isEqualTo(Extent.MAIL_FOR_GOOD);
			assertThat(sender.getMessage()).contains("does not take mail from no-reply@rows.test");
			server.refuseSender(null);
			server.refuseData(new RejectException(554, "5.7.1 Spam"));
			assertThat(failure(account, null).extent()).isEqualTo(Extent.MAIL_FOR_GOOD);
			server.refuseData(new RejectException(421, "4.3.2 Shutting down"));
			assertThat(failure(account, null).extent()).isEqualTo(Extent.SERVER);
			assertThat(server.received()).isEmpty();
		}
	}

	@Test
	void aServerThatSaysNothingIsNotWaitedForLong() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			SmtpAccount account = account("localhost", silent.getLocalPort(), TlsMode.NONE, "", null, 1);
			Instant begin = Instant.now();
			SmtpFailure failure = failure(account, null);
			assertThat(failure.getMessage()).contains("says nothing for 1 seconds");
			assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
		}
	}

	@Test
	void aServerThatSendsUsAwayIsQuotedOnOneLine() throws Exception {
		try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			Thread thread = new Thread(() -> answer(rude, "554-No mail\r\n554 from\u0007 here\r\n"));
			thread.setDaemon(true);
			thread.start();
			SmtpFailure failure = failure(account("localhost", rude.getLocalPort(), TlsMode.NONE, "", null), null);
			assertThat(failure.getMessage()).contains("does not want to talk to this machine");
			assertThat(failure.answer()).isEqualTo("554-No mail 554 from here");
		}
	}

	private static void answer(ServerSocket server, String text) {
		try (var socket = server.accept()) {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().flush();
			socket.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			// The client has gone away, or the test is over.
		}
	}

	private static UnaryOperator<SMTPServer.Builder> starttls() {
		return (builder) -> builder.enableTLS().startTlsSocketFactory(certificate.server());
	}

	private static UnaryOperator<SMTPServer.Builder> tls() {
		return (builder) -> builder.serverSocketFactory(certificate.server());
	}

	private static UnaryOperator<SMTPServer.Builder> withPassword() {
		return SmtpServer.withPassword("rows", "right");
	}

	private static String send(SmtpAccount account, SSLContext trust) throws SmtpFailure {
		try (SmtpConnection connection = SmtpConnection.open(account, "rows.test",
				(trust != null) ? trust.getSocketFactory() : null)) {
			return connection.send(LETTER, SENDER);
		}
	}

	private static SmtpFailure failure(SmtpAccount account, SSLContext trust) {
		return catchThrowableOfType(SmtpFailure.class, () -> send(account, trust));
	}

	private static SmtpAccount account(SmtpServer server, TlsMode tls, String username, String password) {
		return account("localhost", server.port(), tls, username, password);
	}

	private static SmtpAccount account(String host, int port, TlsMode tls, String username, String password) {
		return account(host, port, tls, username, password, 5);
	}

	private static SmtpAccount account(String host, int port, TlsMode tls, String username, String password,
			int seconds) {
		return new SmtpAccount(
				new SmtpSettings(host, port, tls, username, "", SENDER.address(), Duration.ofSeconds(seconds)),
				password, Set.of(), false);
	}

}
