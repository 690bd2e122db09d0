package org.rowhouse.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AdminUrls;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NotPermittedException;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Links with which people choose another password when they have forgotten theirs. Each
 * works once, within an hour, and no longer than the password that it replaces.
 */
@Service
public class PasswordResets {

	static final Duration VALID = Duration.ofHours(1);

	/**
	 * Links that work at once, and so mails an hour: nobody is flooded with them, and
	 * whoever asks for one in another's name does not take theirs away.
	 */
	private static final int MOST = 3;

	private static final String GONE = "This link has been used or is older than an hour, or the password has been "
			+ "changed since. Ask for another one.";

	private final PasswordResetRepository repository;

	private final AccountRepository accounts;

	private final Accounts names;

	private final SignInSessionRepository sessions;

	private final Passwords passwords;

	private final SignInThrottle throttle;

	private final AccountMail mail;

	private final AdminUrls urls;

	private final SignedInPerson worker;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final Executor executor;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	@Autowired
	PasswordResets(PasswordResetRepository repository, AccountRepository accounts, Accounts names,
			SignInSessionRepository sessions, Passwords passwords, SignInThrottle throttle, AccountMail mail,
			AdminUrls urls, SignedInPerson worker, AllSites allSites, TransactionOperations transactions,
			@Qualifier("applicationTaskExecutor") Executor executor, ApplicationEventPublisher events) {
		this(repository, accounts, names, sessions, passwords, throttle, mail, urls, worker, allSites, transactions,
				executor, events, Clock.systemUTC());
	}

	PasswordResets(PasswordResetRepository repository, AccountRepository accounts, Accounts names,
			SignInSessionRepository sessions, Passwords passwords, SignInThrottle throttle, AccountMail mail,
			AdminUrls urls, SignedInPerson worker, AllSites allSites, TransactionOperations transactions,
			Executor executor, ApplicationEventPublisher events, Clock clock) {
		this.worker = worker;
		this.events = events;
		this.repository = repository;
		this.accounts = accounts;
		this.names = names;
		this.sessions = sessions;
		this.passwords = passwords;
		this.throttle = throttle;
		this.mail = mail;
		this.urls = urls;
		this.allSites = allSites;
		this.transactions = transactions;
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * Tells whether mails can be sent at all.
	 * @return false if people have to ask an administrator for a link
	 */
	public boolean sendsMail() {
		return this.mail.isReady();
	}

	/**
	 * Sends somebody a link if there is an account for what they typed. Neither an answer
	 * nor the time that it takes tells whether there is: it happens afterwards.
	 * @param nameOrEmail what was typed
	 * @param request where it was
	 */
	public void request(String nameOrEmail, HttpServletRequest request) {
		if (this.mail.isReady() && this.throttle.mayAskForMail(request.getRemoteAddr())) {
			this.executor.execute(() -> sendLink(nameOrEmail));
		}
	}

	private void sendLink(String nameOrEmail) {
		inTransaction("send a link for another password", () -> {
			find(nameOrEmail).filter(Account::enabled)
				.filter((account) -> account.email() != null && mayHaveAnother(account))
				.ifPresent((account) -> this.mail.reset(String.valueOf(account.email()), account.username(),
						path(newToken(account))));
			return null;
		});
	}

	private boolean mayHaveAnother(Account account) {
		Instant now = this.clock.instant();
		return this.repository.countLive(account.id(), now) < MOST;
	}

	private Optional<Account> find(String nameOrEmail) {
		return EmailAddress.parse(nameOrEmail)
			.flatMap(this.accounts::findByEmail)
			.or(() -> this.names.find(nameOrEmail));
	}

	/**
	 * Makes a link for somebody else who cannot be reached by mail, to be passed on in
	 * another way. Administrators alone may do this.
	 * @param username the name they sign in with
	 * @return the whole URL, which is shown once
	 * @throws ConflictException if it is one's own account, where the present password is
	 * asked for
	 * @throws NoSuchPersonException if there is nobody with this name
	 * @throws NotPermittedException if the administrator came with a token
	 */
	public String makeLink(String username) {
		String token = inTransaction("make a link for another password",
				() -> this.names.find(username).filter(Account::enabled).map((account) -> {
					this.worker.requireOther(account, "Links to choose a password with are made by people");
					this.events.publishEvent(Changed.of("person.reset-link-made", null, account.username()));
					return newToken(account);
				}).orElseThrow(NoSuchPersonException::new));
		return this.urls.url(path(token));
	}

	private String newToken(Account account) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		String token = SecretTokens.make(this.random);
		this.repository.deleteExpired(now);
		this.repository.save(new PasswordReset(SecretTokens.hash(token), account, now, now.plus(VALID)));
		return token;
	}

	private static String path(String token) {
		return "/reset?token=" + token;
	}

	/**
	 * Tells whether a link works.
	 * @param token the secret of the link
	 * @return whether it does
	 */
	public boolean isValid(String token) {
		return inTransaction("look at a link for another password", () -> account(token).isPresent());
	}

	private Optional<Account> account(String token) {
		return account(token, this.accounts::findById);
	}

	private Optional<Account> account(String token, LongFunction<Optional<Account>> accountById) {
		Instant now = this.clock.instant();
		return this.repository.findByTokenHash(SecretTokens.hash(token))
			.flatMap((reset) -> accountById.apply(reset.accountId()).filter((account) -> reset.isFor(account, now)));
	}

	/**
	 * Changes the password, ends all sessions of the person and uses the link up. Who has
	 * a second step is still asked for it when they sign in.
	 * @param token the secret of the link
	 * @param password the password from now on
	 * @throws InvalidInputException if the link does not work, or at {@code password} if
	 * that is not acceptable; the link stays then
	 */
	public void choose(String token, String password) {
		Account person = inTransaction("look at a link for another password", () -> account(token))
			.orElseThrow(() -> new InvalidInputException("", GONE));
		this.passwords.mistake(password, OwnAccount.names(person)).ifPresent((mistake) -> {
			throw new InvalidInputException("password", mistake);
		});
		String hash = this.passwords.hash(password);
		inTransaction("choose another password", () -> {
			Account account = account(token, this.accounts::findToChange)
				.orElseThrow(() -> new InvalidInputException("", GONE));
			if (this.repository.use(SecretTokens.hash(token)) == 0) {
				throw new InvalidInputException("", GONE);
			}
			account.changePassword(hash);
			this.sessions.deleteOfAccount(account.id(), "");
			this.events.publishEvent(
					new Changed("person.password-changed", null, account.username(), Map.of(), Map.of("with", "link")));
			this.mail.notice(account, AccountMail.Change.PASSWORD);
			return this.accounts.save(account);
		});
	}

	@SuppressWarnings("NullAway")
	private <T extends @Nullable Object> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

}
