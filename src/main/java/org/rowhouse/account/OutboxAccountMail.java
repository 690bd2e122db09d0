package org.rowhouse.account;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.language.Languages;
import org.rowhouse.language.Words;
import org.rowhouse.mail.Message;
import org.rowhouse.mail.Outbox;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.RowhouseProperties;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * Mails about accounts, by way of the queue. Their links begin with the configured URL of
 * the admin UI.
 */
@Component
class OutboxAccountMail implements AccountMail {

	private final Outbox outbox;

	private final Hostname host;

	private final AccountRepository accounts;

	private final Languages languages;

	OutboxAccountMail(Outbox outbox, RowhouseProperties properties, AccountRepository accounts, Languages languages) {
		this.accounts = accounts;
		this.languages = languages;
		this.outbox = outbox;
		this.host = properties.admin().hostname();
	}

	@Override
	public boolean isReady() {
		return this.outbox.isReady();
	}

	@Override
	public void reset(String recipient, String username, String path) {
		if (!canBeReached(recipient)) {
			return;
		}
		send(this.accounts.findByUsername(username),
				Message.to(recipient, "Choose another password")
					.paragraph("Somebody has asked for another password for '" + username
							+ "'. If it was you, choose one now. The link works once, within an hour.")
					.paragraph("If it was not you, do nothing: your password stays as it is.")
					.adminButton("Choose a password", path)
					.footnote("You get this because your address belongs to an account at " + this.host + "."));
	}

	@Override
	public void invitation(String recipient, String inviter, @Nullable Site site, String path) {
		String place = (site != null) ? "the site '" + site.name() + "'" : this.host.toString();
		Message message = Message.to(recipient, "You are invited")
			.paragraph(inviter + " invites you to work on " + place + ".")
			.paragraph("Open the link to choose a name and a password. It works once, within a week.")
			.adminButton("Accept the invitation", path)
			.footnote("If you do not know what this is about, do nothing. Nobody gets an account with your address "
					+ "without this link.");
		send(this.accounts.findByEmail(recipient), (site != null) ? message.about(site) : message);
	}

	@Override
	public void notice(Account account, Change change) {
		String recipient = account.email();
		if (recipient == null || !isReady() || !canBeReached(recipient)) {
			return;
		}
		send(Optional.of(account), Message.to(recipient, change.subject())
			.paragraph(change.text())
			.paragraph(
					"If it was not you, choose another password at once, look at the passkeys and tokens of your account, which "
							+ "another password does not end, and tell an administrator.")
			.adminButton("Your account", "/account")
			.footnote("You get this because '" + account.username() + "' at " + this.host + " has this address."));
	}

	/**
	 * In the language that the person has chosen, if it is known; otherwise in English.
	 */
	private void send(Optional<Account> person, Message message) {
		Words words = this.languages
			.of(person.flatMap((account) -> this.languages.find(account.language())).orElse(Locale.ENGLISH));
		this.outbox.send(message.in(words.locale(), words::text));
	}

	/** Some that were taken before mails could be sent are none for mail servers. */
	private static boolean canBeReached(String address) {
		return EmailAddress.parse(address).isPresent();
	}

}
