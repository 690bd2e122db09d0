package org.rowhouse.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;
import org.rowhouse.mail.SmtpConnection.Sender;
import org.rowhouse.mail.SmtpFailure.Extent;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.InvalidSettingException;
import org.rowhouse.site.RowhouseProperties;
import org.rowhouse.site.SiteResolver;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The mail server of the platform, by which all mails leave: what is set about it, and
 * whether it takes one.
 */
@Service
public class MailServer {

	/** Some servers end a connection after a hundred. */
	private static final int MAILS_PER_CONNECTION = 50;

	private final SmtpAccounts accounts;

	private final QueuedMailRepository mails;

	private final MailWakeUps wakeUps;

	private final MailBodies bodies;

	private final SiteSenders senders;

	private final SiteResolver sites;

	private final ApplicationEventPublisher events;

	private final String client;

	private final @Nullable SSLSocketFactory trust;

	private final Clock clock = Clock.systemUTC();

	MailServer(SmtpAccounts accounts, QueuedMailRepository mails, MailWakeUps wakeUps, MailBodies bodies,
			SiteSenders senders, SiteResolver sites, RowhouseProperties rowhouse, MailProperties properties,
			SslBundles bundles, ApplicationEventPublisher events) {
		this.events = events;
		this.accounts = accounts;
		this.mails = mails;
		this.wakeUps = wakeUps;
		this.bodies = bodies;
		this.senders = senders;
		this.sites = sites;
		this.client = rowhouse.admin().hostname().key();
		this.trust = trust(properties, bundles);
	}

	private static @Nullable SSLSocketFactory trust(MailProperties properties, SslBundles bundles) {
		String name = properties.sslBundle();
		if (name == null || name.isBlank()) {
			return null;
		}
		try {
			return bundles.getBundle(name.strip()).createSslContext().getSocketFactory();
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidSettingException(
					"rowhouse.mail.ssl-bundle is '" + name + "', and there is no such bundle.",
					"Set spring.ssl.bundle.pem." + name.strip() + ".truststore.certificate to a file with the "
							+ "certificates to trust.");
		}
	}

	/**
	 * Returns what holds.
	 * @return the settings, without the password
	 */
	public SmtpSettings settings() {
		return this.accounts.current().settings();
	}

	/**
	 * Returns the settings that properties of the operator set.
	 * @return the names of the properties, by the fields of {@link SmtpDraft}
	 */
	public Map<String, String> fixed() {
		return this.accounts.current().fixed().stream().collect(Collectors.toMap(SmtpField::key, SmtpField::property));
	}

	/**
	 * Tells whether there is a password to sign in with.
	 * @return whether one is stored or set by a property
	 */
	public boolean hasPassword() {
		return this.accounts.current().password() != null;
	}

	/**
	 * Tells whether there is a stored password that nobody can read any more, as after a
	 * part of the database was restored.
	 * @return whether it has to be typed again
	 */
	public boolean isPasswordUnreadable() {
		return this.accounts.current().unreadable();
	}

	/**
	 * Sets the mail server. Mails that wait are tried with it at once.
	 * @param typed what was typed
	 * @throws InvalidInputException with a message for each field that is wrong
	 * @throws ConflictException if a property of the operator sets something else
	 */
	public void change(SmtpDraft typed) {
		this.accounts.store(typed, () -> {
			if (this.mails.makeAllDue(this.clock.instant()) > 0) {
				this.wakeUps.afterCommit();
			}
		});
	}

	/**
	 * Sends a mail at once, past the queue, to see what the server says. Takes as long as
	 * the server does.
	 * @param recipient where to
	 * @return what came of it
	 * @throws InvalidInputException at {@code recipient}, if that is no address
	 * @throws ConflictException if no server is set
	 */
	public TestMail test(String recipient) {
		Message message = testMessage(recipient);
		try (Line line = line()) {
			SmtpSettings settings = line.account.settings();
			if (!settings.isComplete()) {
				throw new ConflictException("Set a mail server and the address that mails come from first.");
			}
			Letter letter = new Letter(messageId(UUID.randomUUID()), message.recipient(), message.subject(),
					this.clock.instant(), this.bodies.of(message));
			String answer = line.send(letter, null);
			noted(message.recipient(), "taken");
			return new TestMail(true,
					settings.server() + " has taken a mail to " + message.recipient() + ". See whether it arrives.",
					answer);
		}
		catch (SmtpFailure ex) {
			noted(message.recipient(), "not taken");
			return new TestMail(false, ex.getMessage(), ex.answer());
		}
	}

	private void noted(String recipient, String outcome) {
		this.events.publishEvent(new Changed("mail.tested", null, recipient, Map.of(), Map.of("mail", outcome)));
	}

	private static Message testMessage(String recipient) {
		try {
			return Message.to(recipient, "A test of the mail server")
				.titled("It works")
				.paragraph("Rowhouse can send mails with the settings that hold now.")
				.adminButton("Open the mail settings", "/mail")
				.footnote("You get this mail because an administrator has sent a test to this address.");
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidInputException("recipient", String.valueOf(ex.getMessage()));
		}
	}

	/** A {@code Message-ID} (RFC 5322, section 3.6.4). */
	String messageId(UUID id) {
		String address = settings().senderAddress();
		return "<" + id + "@" + ((address.isEmpty()) ? this.client : address.substring(address.lastIndexOf('@') + 1))
				+ ">";
	}

	/** What is set now, with a connection once a mail needs one. */
	Line line() {
		return new Line(this.accounts.load());
	}

	private Sender sender(SmtpSettings settings, @Nullable Long siteId) {
		SiteSender own = Optional.ofNullable(siteId)
			.flatMap(this.sites::find)
			.map(this.senders::of)
			.orElse(SiteSender.NONE);
		return new Sender((own.name().isEmpty()) ? settings.senderNameOrDefault() : own.name(),
				(own.address().isEmpty()) ? settings.senderAddress() : own.address(), own.replyTo());
	}

	/**
	 * The way to the mail server for some mails in a row. One thread uses it.
	 */
	final class Line implements AutoCloseable {

		private final SmtpAccount account;

		private @Nullable SmtpConnection connection;

		private Line(SmtpAccount account) {
			this.account = account;
		}

		/** How long one mail takes at most. */
		Duration longest() {
			return SmtpConnection.longest(this.account.settings());
		}

		/**
		 * Sends a mail.
		 * @param letter the mail
		 * @param siteId the number of the site that it is about, or {@code null}
		 * @return what the server said when it took it
		 * @throws SmtpFailure if it did not take it
		 */
		String send(Letter letter, @Nullable Long siteId) throws SmtpFailure {
			if (!this.account.settings().isComplete()) {
				throw new SmtpFailure("No mail server is set up.", "", Extent.SERVER, null);
			}
			Sender sender = sender(this.account.settings(), siteId);
			SmtpConnection open = open();
			try {
				return open.send(letter, sender);
			}
			catch (SmtpFailure ex) {
				close();
				if (ex.extent() != Extent.SERVER || open.sent() == 0) {
					throw ex;
				}
				// The server may have had enough of this connection, and of nothing else.
				return open().send(letter, sender);
			}
		}

		private SmtpConnection open() throws SmtpFailure {
			SmtpConnection open = this.connection;
			if (open != null && open.sent() >= MAILS_PER_CONNECTION) {
				close();
				open = null;
			}
			if (open == null) {
				open = SmtpConnection.open(this.account, MailServer.this.client, MailServer.this.trust);
				this.connection = open;
			}
			return open;
		}

		@Override
		public void close() {
			if (this.connection != null) {
				this.connection.close();
				this.connection = null;
			}
		}

	}

}
