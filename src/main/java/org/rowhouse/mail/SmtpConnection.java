package org.rowhouse.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;

import javax.net.ssl.SSLSocketFactory;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a mail server that has let us in. Mails leave one after the other.
 */
final class SmtpConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SmtpConnection.class);

	private static final String UTF_8 = StandardCharsets.UTF_8.name();

	/** Of what a server says, multiple lines included. */
	private static final int MAX_ANSWER = 500;

	/** Greeting, hello, STARTTLS, hello, signing in (2), sender, recipient, data, end. */
	private static final int MAX_EXCHANGES = 10;

	private final Session session;

	private final SMTPTransport transport;

	private final SmtpDiagnosis diagnosis;

	private int sent;

	private SmtpConnection(Session session, SMTPTransport transport, SmtpDiagnosis diagnosis) {
		this.session = session;
		this.transport = transport;
		this.diagnosis = diagnosis;
	}

	/**
	 * Connects and signs in.
	 * @param account where, and as whom
	 * @param client the host that this machine says it is
	 * @param trust what to make TLS connections with, or {@code null} for what Java has
	 * @return the connection
	 * @throws SmtpFailure if the server cannot be used
	 */
	static SmtpConnection open(SmtpAccount account, String client, @Nullable SSLSocketFactory trust)
			throws SmtpFailure {
		SmtpSettings settings = account.settings();
		SmtpDiagnosis diagnosis = new SmtpDiagnosis(settings);
		boolean signIn = !settings.username().isEmpty();
		Session session = Session.getInstance(properties(settings, client, trust));
		try {
			SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
			String password = account.password();
			transport.connect(socketHost(settings.host()), settings.port(), (signIn) ? settings.username() : null,
					(signIn) ? ((password != null) ? password : "") : null);
			return new SmtpConnection(session, transport, diagnosis);
		}
		catch (MessagingException ex) {
			throw diagnosis.ofConnecting(ex);
		}
	}

	private static Properties properties(SmtpSettings settings, String client, @Nullable SSLSocketFactory trust) {
		String timeout = Long.toString(settings.timeout().toMillis());
		Properties properties = new Properties();
		properties.put("mail.smtp.connectiontimeout", timeout);
		properties.put("mail.smtp.timeout", timeout);
		properties.put("mail.smtp.writetimeout", timeout);
		properties.put("mail.smtp.localhost", client);
		properties.put("mail.smtp.auth", Boolean.toString(!settings.username().isEmpty()));
		properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.tls() == TlsMode.TLS));
		properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.tls() == TlsMode.STARTTLS));
		properties.put("mail.smtp.starttls.required", Boolean.toString(settings.tls() == TlsMode.STARTTLS));
		properties.put("mail.smtp.ssl.checkserveridentity", "true");
		if (trust != null) {
			properties.put("mail.smtp.ssl.socketFactory", trust);
			// What it does not trust is not tried again with what Java trusts.
			properties.put("mail.smtp.socketFactory.fallback", "false");
		}
		return properties;
	}

	/** An IPv6 address without its brackets. */
	private static String socketHost(String host) {
		return (host.startsWith("[")) ? host.substring(1, host.length() - 1) : host;
	}

	/**
	 * The longest time that connecting and sending one mail can take.
	 * @param settings the settings
	 * @return the time
	 */
	static Duration longest(SmtpSettings settings) {
		return settings.timeout().multipliedBy(MAX_EXCHANGES);
	}

	/**
	 * Sends a mail.
	 * @param letter the mail
	 * @param sender who it comes from
	 * @return what the server said when it took it
	 * @throws SmtpFailure if it did not take it; the connection is not to be used any
	 * more then
	 */
	String send(Letter letter, Sender sender) throws SmtpFailure {
		try {
			this.session.getProperties().put("mail.smtp.from", sender.address());
			this.transport.sendMessage(mime(letter, sender),
					new Address[] { new InternetAddress(letter.recipient(), true) });
			this.sent++;
			return line(this.transport.getLastServerResponse());
		}
		catch (MessagingException ex) {
			throw this.diagnosis.ofSending(ex);
		}
	}

	/** How many mails the server has taken over this connection. */
	int sent() {
		return this.sent;
	}

	private MimeMessage mime(Letter letter, Sender sender) throws MessagingException {
		MimeMessage message = new MimeMessage(this.session) {

			@Override
			protected void updateMessageID() throws MessagingException {
				setHeader("Message-ID", letter.messageId());
			}

		};
		message.setFrom(address(sender.address(), sender.name()));
		if (!sender.replyTo().isEmpty()) {
			message.setReplyTo(new Address[] { new InternetAddress(sender.replyTo(), true) });
		}
		message.setRecipient(RecipientType.TO, new InternetAddress(letter.recipient(), true));
		message.setSubject(letter.subject(), UTF_8);
		message.setSentDate(Date.from(letter.date()));
		// No out-of-office replies (RFC 3834).
		message.setHeader("Auto-Submitted", "auto-generated");
		message.setContent(new MimeMultipart("alternative", part(letter.body().text(), "plain"),
				part(letter.body().html(), "html")));
		message.saveChanges();
		return message;
	}

	private static InternetAddress address(String address, String name) throws MessagingException {
		InternetAddress whole = new InternetAddress(address, true);
		try {
			whole.setPersonal(name, UTF_8);
		}
		catch (UnsupportedEncodingException ex) {
			throw new MessagingException("Java has no UTF-8", ex);
		}
		return whole;
	}

	private static MimeBodyPart part(String text, String subtype) throws MessagingException {
		MimeBodyPart part = new MimeBodyPart();
		part.setText(text, UTF_8, subtype);
		return part;
	}

	/** What a server said, on one line. */
	static String line(@Nullable String answer) {
		String text = (answer != null) ? answer.strip() : "";
		String line = text.codePoints()
			.map((c) -> (Character.isISOControl(c)) ? ' ' : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString()
			.replaceAll(" {2,}", " ");
		return (line.length() > MAX_ANSWER) ? line.substring(0, MAX_ANSWER) : line;
	}

	@Override
	public void close() {
		try {
			this.transport.close();
		}
		catch (MessagingException ex) {
			logger.debug("The connection to a mail server did not end well; what was sent had been taken", ex);
		}
	}

	/**
	 * Who a mail comes from.
	 *
	 * @param name the name
	 * @param address the address
	 * @param replyTo where answers go; empty: to the address
	 */
	record Sender(String name, String address, String replyTo) {

	}

}
