package org.rowhouse.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server in the test process, on the loopback address. It keeps what it takes, and
 * refuses what a test has told it to.
 */
public final class SmtpServer implements AutoCloseable {

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final List<Received> refused = new CopyOnWriteArrayList<>();

	private final SMTPServer server;

	private final Map<String, Integer> mailsBySession = new ConcurrentHashMap<>();

	private volatile int mailsPerSession = Integer.MAX_VALUE;

	private volatile RejectException sender;

	private volatile RejectException recipient;

	private volatile RejectException data;

	private SmtpServer(int port, UnaryOperator<SMTPServer.Builder> options) {
		SMTPServer.Builder builder = SMTPServer.port(port)
			.bindAddress(InetAddress.getLoopbackAddress())
			.hostName("mail.test")
			.messageHandlerFactory((context) -> new Handler(context.getSessionId()));
		this.server = options.apply(builder).build();
		this.server.start();
	}

	/** One that takes everything from everybody. */
	public static SmtpServer start() {
		return start(0, (builder) -> builder);
	}

	/** With options of the library. A port of 0 is a free one. */
	public static SmtpServer start(int port, UnaryOperator<SMTPServer.Builder> options) {
		return new SmtpServer(port, options);
	}

	/** Lets one person sign in and nobody else. */
	public static UnaryOperator<SMTPServer.Builder> withPassword(String username, String password) {
		return (builder) -> builder
			.authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((name, typed, context) -> {
				if (!name.equals(username) || !typed.equals(password)) {
					throw new LoginFailedException();
				}
			}));
	}

	public int port() {
		return this.server.getPortAllocated();
	}

	public List<Received> received() {
		return this.received;
	}

	/** Has enough of a connection after so many mails (RFC 5321, section 3.8). */
	public void endConnectionsAfter(int mails) {
		this.mailsPerSession = mails;
	}

	/** Over how many connections mails have come. */
	public int connections() {
		return this.mailsBySession.size();
	}

	/** What was read before {@link #refuseData} refused it. */
	public List<Received> refused() {
		return this.refused;
	}

	/** Waits for the next mail to an address, which is not there a second time. */
	public Received await(String address) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.received.stream().anyMatch((mail) -> mail.recipient().equals(address)));
		Received found = this.received.stream().filter((mail) -> mail.recipient().equals(address)).findFirst().get();
		this.received.remove(found);
		return found;
	}

	/** Answers from now on to MAIL; {@code null}: as usual. */
	public void refuseSender(RejectException answer) {
		this.sender = answer;
	}

	/** Answers from now on to RCPT; {@code null}: as usual. */
	public void refuseRecipient(RejectException answer) {
		this.recipient = answer;
	}

	/** Answers from now on to the mail itself; {@code null}: as usual. */
	public void refuseData(RejectException answer) {
		this.data = answer;
	}

	@Override
	public void close() {
		this.server.stop();
	}

	/**
	 * A mail that was taken.
	 *
	 * @param sender of the envelope
	 * @param recipient of the envelope
	 * @param message the mail
	 */
	public record Received(String sender, String recipient, MimeMessage message) {

		public String header(String name) {
			try {
				return this.message.getHeader(name, "\n");
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}

		public String subject() {
			try {
				return this.message.getSubject();
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/** The part of a type, such as {@code text/html}. */
		public String part(String type) {
			try {
				Multipart parts = (Multipart) this.message.getContent();
				for (int i = 0; i < parts.getCount(); i++) {
					BodyPart part = parts.getBodyPart(i);
					if (part.isMimeType(type)) {
						return (String) part.getContent();
					}
				}
				throw new IllegalStateException("No " + type);
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	private final class Handler implements MessageHandler {

		private final String session;

		private String from;

		private String to;

		Handler(String session) {
			this.session = session;
		}

		@Override
		public void from(String address) throws RejectException {
			refuse(SmtpServer.this.sender);
			int mails = SmtpServer.this.mailsBySession.merge(this.session, 1, Integer::sum);
			if (mails > SmtpServer.this.mailsPerSession) {
				throw new RejectException(421, "4.7.0 Too many mails over one connection");
			}
			this.from = address;
		}

		@Override
		public void recipient(String address) throws RejectException {
			refuse(SmtpServer.this.recipient);
			this.to = address;
		}

		@Override
		public String data(InputStream in) throws RejectException, IOException {
			try {
				Received mail = new Received(this.from, this.to,
						new MimeMessage(Session.getInstance(new Properties()), in));
				if (SmtpServer.this.data != null) {
					SmtpServer.this.refused.add(mail);
				}
				refuse(SmtpServer.this.data);
				SmtpServer.this.received.add(mail);
				return "2.0.0 Ok: queued as TEST1";
			}
			catch (MessagingException ex) {
				throw new IOException(ex);
			}
		}

		@Override
		public void done() {
		}

		private static void refuse(RejectException answer) throws RejectException {
			if (answer != null) {
				throw answer;
			}
		}

	}

}
