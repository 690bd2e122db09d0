package org.rowhouse.mail;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.InvalidSettingException;
import org.rowhouse.site.PlatformSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what is set about the mail server: in properties of the operator, and for what
 * these leave open in the database. It is held in memory, and read again before mails are
 * sent, so that every node has what was set on any.
 */
@Component
class SmtpAccounts implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(SmtpAccounts.class);

	private static final String SECRET = "mail";

	private final MailProperties properties;

	private final SmtpSettingsRepository repository;

	private final PlatformSecrets secrets;

	private final AllSites allSites;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private volatile SmtpAccount current = new SmtpAccount(SmtpSettings.NONE, null, Set.of(), false);

	SmtpAccounts(MailProperties properties, SmtpSettingsRepository repository, PlatformSecrets secrets,
			AllSites allSites, ApplicationEventPublisher events, PlatformTransactionManager transactionManager) {
		this.events = events;
		this.properties = properties;
		this.repository = repository;
		this.secrets = secrets;
		this.allSites = allSites;
		this.transaction = new TransactionTemplate(transactionManager);
		requireUsable(properties);
	}

	@Override
	public void afterSingletonsInstantiated() {
		load();
	}

	/** Without asking the database. */
	SmtpAccount current() {
		return this.current;
	}

	/**
	 * Reads what is set now.
	 * @return the same as {@link #current()} from now on
	 */
	synchronized SmtpAccount load() {
		SmtpAccount read = this.allSites.call("read the settings of the mail server",
				() -> this.repository.findById(SmtpSettingsEntity.ONLY)
					.map((row) -> effective(row.toSettings(), row.password()))
					.orElseGet(() -> effective(SmtpSettings.NONE, null)));
		if (read.unreadable() && !this.current.unreadable()) {
			logger.warn("The stored password of the mail server cannot be decrypted. Type it again in the admin UI.");
		}
		this.current = read;
		return read;
	}

	/**
	 * Stores what was typed.
	 * @param typed the settings
	 * @param more what else is to happen in the same transaction
	 * @throws InvalidInputException with a message for each field that is wrong
	 * @throws ConflictException if a property sets something else
	 */
	synchronized void store(SmtpDraft typed, Runnable more) {
		SmtpAccount present = load();
		requireNotFixed(typed, present);
		SmtpRules rules = new SmtpRules();
		SmtpSettings wanted = rules.read(typed);
		SmtpSettings settings = override(wanted);
		if (!settings.host().isEmpty() && settings.senderAddress().isEmpty()) {
			rules.errors().putIfAbsent("senderAddress", "Write the address that mails come from.");
		}
		String stored = (present.fixed().contains(SmtpField.PASSWORD)) ? null : present.password();
		boolean kept = SmtpField.PASSWORD.typed(typed).isEmpty();
		if (kept && stored != null && !settings.username().isEmpty() && wouldShow(present.settings(), settings)) {
			rules.errors()
				.putIfAbsent("password", "Type the password again, since it would go to another server, "
						+ "under another name, or in the clear.");
		}
		if (!rules.errors().isEmpty()) {
			throw new InvalidInputException(rules.errors());
		}
		String encrypted = encrypted((kept) ? stored : typed.password(), settings);
		this.allSites.call("change the settings of the mail server", () -> {
			this.transaction.executeWithoutResult((status) -> {
				this.repository.save(new SmtpSettingsEntity(wanted, encrypted));
				noted(present.settings(), settings, !kept);
				more.run();
			});
			return null;
		});
		load();
		logger.info("Mails are sent by {} now", (settings.host().isEmpty()) ? "no server" : settings.server());
	}

	/** Whether there is another password, and not which. */
	private void noted(SmtpSettings before, SmtpSettings after, boolean password) {
		Map<String, String> now = new HashMap<>(described(after));
		if (password) {
			now.put("password", "changed");
		}
		Changed change = new Changed("mail.server-changed", null, after.host(), described(before), now);
		if (!change.isNothing()) {
			this.events.publishEvent(change);
		}
	}

	private static Map<String, String> described(SmtpSettings settings) {
		return Map.of("host", settings.host(), "port", Integer.toString(settings.port()), "tls", settings.tls().key(),
				"username", settings.username(), "senderName", settings.senderName(), "senderAddress",
				settings.senderAddress(), "timeout", Long.toString(settings.timeout().toSeconds()));
	}

	/** Who changes the settings must not get to know the password by it. */
	private static boolean wouldShow(SmtpSettings before, SmtpSettings after) {
		return !before.host().equals(after.host()) || !before.username().equals(after.username())
				|| (before.tls() != TlsMode.NONE && after.tls() == TlsMode.NONE);
	}

	/** Nobody who signs in, no password. */
	private @Nullable String encrypted(@Nullable String password, SmtpSettings settings) {
		return (password == null || settings.username().isEmpty()) ? null : cipher().encrypt(password);
	}

	private @Nullable String decrypted(String text) {
		try {
			return cipher().decrypt(text);
		}
		catch (GeneralSecurityException ex) {
			return null;
		}
	}

	private PasswordCipher cipher() {
		return new PasswordCipher(this.secrets.of(SECRET));
	}

	private SmtpAccount effective(SmtpSettings stored, @Nullable String encrypted) {
		String password = (encrypted != null) ? decrypted(encrypted) : null;
		boolean unreadable = encrypted != null && password == null && !isFixed(SmtpField.PASSWORD);
		SmtpSettings settings = override(stored);
		return new SmtpAccount(settings, (isFixed(SmtpField.PASSWORD)) ? this.properties.password() : password, fixed(),
				unreadable);
	}

	private SmtpSettings override(SmtpSettings stored) {
		SmtpSettings set = new SmtpRules().read(draft(this.properties));
		return new SmtpSettings(isFixed(SmtpField.HOST) ? set.host() : stored.host(),
				isFixed(SmtpField.PORT) ? set.ownPort() : stored.ownPort(),
				isFixed(SmtpField.TLS) ? set.tls() : stored.tls(),
				isFixed(SmtpField.USERNAME) ? set.username() : stored.username(),
				isFixed(SmtpField.SENDER_NAME) ? set.senderName() : stored.senderName(),
				isFixed(SmtpField.SENDER_ADDRESS) ? set.senderAddress() : stored.senderAddress(),
				isFixed(SmtpField.TIMEOUT) ? set.timeout() : stored.timeout());
	}

	private Set<SmtpField> fixed() {
		return Arrays.stream(SmtpField.values()).filter(this::isFixed).collect(Collectors.toUnmodifiableSet());
	}

	private boolean isFixed(SmtpField field) {
		return !field.of(this.properties).isEmpty();
	}

	private static void requireNotFixed(SmtpDraft typed, SmtpAccount present) {
		Map<String, String> now = described(present.settings());
		for (SmtpField field : SmtpField.values()) {
			String value = field.typed(typed);
			if (present.fixed().contains(field) && !value.isEmpty() && !value.equals(now.get(field.key()))) {
				throw new ConflictException(
						"'" + field.key() + "' is set by " + field.property() + ". Change it there.");
			}
		}
	}

	private static SmtpDraft draft(MailProperties properties) {
		return new SmtpDraft(SmtpField.HOST.of(properties), SmtpField.PORT.of(properties), SmtpField.TLS.of(properties),
				SmtpField.USERNAME.of(properties), SmtpField.PASSWORD.of(properties),
				SmtpField.SENDER_NAME.of(properties), SmtpField.SENDER_ADDRESS.of(properties),
				SmtpField.TIMEOUT.of(properties));
	}

	private static void requireUsable(MailProperties properties) {
		SmtpRules rules = new SmtpRules();
		rules.read(draft(properties));
		for (SmtpField field : SmtpField.values()) {
			String error = rules.errors().get(field.key());
			if (error != null) {
				throw new InvalidSettingException(field.property()
						+ ((field == SmtpField.PASSWORD) ? " cannot be used." : " is '" + field.of(properties) + "'."),
						error);
			}
		}
		boolean password = !SmtpField.PASSWORD.of(properties).isEmpty();
		if (password && (SmtpField.HOST.of(properties).isEmpty() || SmtpField.USERNAME.of(properties).isEmpty())) {
			throw new InvalidSettingException(
					"rowhouse.mail.password is set without rowhouse.mail.host or rowhouse.mail.username.",
					"Set all three, so that nobody can send the password elsewhere by changing the others in the "
							+ "admin UI; or set the password there.");
		}
	}

}
