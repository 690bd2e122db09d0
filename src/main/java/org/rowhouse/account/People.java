package org.rowhouse.account;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NotPermittedException;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Everybody who may sign in, for administrators. Nobody is deleted, so that what somebody
 * did keeps its name, and no name comes back as somebody else.
 */
@Service
public class People {

	private static final int MAX_DISPLAY_NAME = 200;

	private final Accounts accounts;

	private final AccountRepository repository;

	private final Passwords passwords;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final SignedInPerson worker;

	private final ApiTokenRepository tokens;

	private final PasskeyRepository passkeys;

	private final ApplicationEventPublisher events;

	private final SignInSessionRepository sessions;

	private final Clock clock = Clock.systemUTC();

	People(Accounts accounts, AccountRepository repository, Passwords passwords, AllSites allSites,
			TransactionOperations transactions, SignedInPerson worker, ApiTokenRepository tokens,
			PasskeyRepository passkeys, ApplicationEventPublisher events, SignInSessionRepository sessions) {
		this.tokens = tokens;
		this.passkeys = passkeys;
		this.events = events;
		this.accounts = accounts;
		this.repository = repository;
		this.passwords = passwords;
		this.allSites = allSites;
		this.transactions = transactions;
		this.worker = worker;
		this.sessions = sessions;
	}

	/**
	 * Lists people by the name they sign in with.
	 * @param query what name or mail address must contain, in any case; empty for all
	 * @param pageable which part of the list; its sort is not used
	 * @return one page
	 */
	public Page<Person> search(String query, Pageable pageable) {
		String wanted = query.strip().toLowerCase(Locale.ROOT);
		return inTransaction("list people", () -> this.repository.search(wanted, pageable).map(Person::of));
	}

	/**
	 * Lists people behind a name, by the name they sign in with.
	 * @param query what name or mail address contains
	 * @param after the name; empty for the beginning
	 * @param size how many at most
	 * @return people
	 */
	public List<Person> searchAfter(String query, String after, int size) {
		String wanted = query.strip().toLowerCase(Locale.ROOT);
		return inTransaction("list people",
				() -> this.repository.searchAfter(wanted, after, PageRequest.of(0, size))
					.stream()
					.map(Person::of)
					.toList());
	}

	/**
	 * Finds somebody.
	 * @param username the name they sign in with
	 * @return the person
	 * @throws NoSuchPersonException if there is nobody with this name
	 */
	public Person find(String username) {
		return inTransaction("find a person", () -> Person.of(require(username)));
	}

	/**
	 * Makes an account.
	 * @param username the name to sign in with, which stays as it is
	 * @param password the password
	 * @param profile everything else
	 * @return the person
	 * @throws InvalidInputException with a message for each field that is wrong
	 */
	public Person create(String username, String password, Profile profile) {
		Map<String, String> errors = new LinkedHashMap<>();
		Profile valid = inTransaction("look at a new account", () -> validate(profile, 0, errors));
		String name = this.accounts.requireNameAndPassword(username, password,
				List.of(valid.displayName(), valid.email()), errors);
		requireSignIn(valid.administrator());
		// Slow on purpose: not while a connection to the database is held.
		String hash = this.passwords.hash(password);
		return inTransaction("make an account", () -> {
			if (this.accounts.find(name).isPresent()) {
				throw new InvalidInputException("username", "Somebody has this name already. Choose another one.");
			}
			Account account = new Account(name, hash, valid.administrator(), this.clock.instant());
			account.describe(emailOrNull(valid), true, valid.displayName());
			account.enable(valid.enabled());
			this.events.publishEvent(new Changed("person.created", null, name, Map.of(), described(account)));
			return Person.of(this.repository.save(account));
		});
	}

	/** For the audit log. */
	private static Map<String, String> described(Account account) {
		return Map.of("email", (account.email() != null) ? account.email() : "", "displayName", account.displayName(),
				"administrator", String.valueOf(account.administrator()), "enabled", String.valueOf(account.enabled()));
	}

	/** Who finds a token must not become an administrator with it who has a password. */
	private void requireSignIn(boolean needed) {
		if (needed) {
			this.worker.requireSignIn("Accounts of administrators are made and changed by people");
		}
	}

	/**
	 * Changes an account. Who may not sign in any more has no sessions, tokens and
	 * passkeys either.
	 * @param username the name they sign in with
	 * @param profile what is to be so from now on
	 * @return the person
	 * @throws InvalidInputException with a message for each field that is wrong
	 * @throws ConflictException if nobody would be left who may do everything, or if it
	 * is one's own account that could do no more
	 * @throws NoSuchPersonException if there is nobody with this name
	 * @throws NotPermittedException if it is or becomes the account of an administrator
	 * and the person at work came with a token
	 */
	public Person change(String username, Profile profile) {
		return inTransaction("change an account", () -> {
			Account account = this.accounts.findToChange(username).orElseThrow(NoSuchPersonException::new);
			requireSignIn(account.administrator() || profile.administrator());
			Map<String, String> errors = new LinkedHashMap<>();
			Profile valid = validate(profile, account.id(), errors);
			if (!errors.isEmpty()) {
				throw new InvalidInputException(errors);
			}
			if (account.administrator() && !(valid.administrator() && valid.enabled())) {
				requireAnother(account);
			}
			Map<String, String> before = described(account);
			account.describe(emailOrNull(valid), account.emailProven() || !valid.email().equals(account.email()),
					valid.displayName());
			account.appoint(valid.administrator());
			if (account.enabled() && !valid.enabled()) {
				this.sessions.deleteOfAccount(account.id(), "");
				this.tokens.deleteOfAccount(account.id());
				this.passkeys.deleteOfAccount(account.id());
			}
			account.enable(valid.enabled());
			this.events
				.publishEvent(new Changed("person.changed", null, account.username(), before, described(account)));
			return Person.of(this.repository.save(account));
		});
	}

	/**
	 * Counted behind a lock: two who dismiss each other at once are one after the other.
	 */
	private void requireAnother(Account account) {
		this.repository.lockAdministrators();
		if (this.repository.countOtherAdministrators(account.id()) == 0) {
			throw new ConflictException("There is no other administrator. Make somebody else one first.");
		}
		if (Long.valueOf(account.id()).equals(this.worker.id())) {
			throw new ConflictException("This is your own account. Another administrator can do this.");
		}
	}

	private Profile validate(Profile profile, long id, Map<String, String> errors) {
		String displayName = profile.displayName().strip();
		if (displayName.length() > MAX_DISPLAY_NAME || displayName.chars().anyMatch(Character::isISOControl)) {
			errors.put("displayName", "Use at most " + MAX_DISPLAY_NAME + " characters on one line.");
		}
		String email = profile.email().strip();
		if (!email.isEmpty()) {
			String address = EmailAddress.parse(email).orElse("");
			if (address.isEmpty()) {
				errors.put("email", "This is no mail address. Write it as 'name@example.com'.");
			}
			else if (this.repository.findByEmail(address).filter((other) -> other.id() != id).isPresent()) {
				errors.put("email", "Somebody has this mail address already.");
			}
			email = address;
		}
		return new Profile(email, displayName, profile.administrator(), profile.enabled());
	}

	private static @Nullable String emailOrNull(Profile profile) {
		return (profile.email().isEmpty()) ? null : profile.email();
	}

	private Account require(String username) {
		return this.accounts.find(username).orElseThrow(NoSuchPersonException::new);
	}

	private <T> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

	/**
	 * What is known of somebody.
	 *
	 * @param email where mail reaches them; empty if that is not known
	 * @param displayName how others see them; empty for the name they sign in with
	 * @param administrator whether they may do everything
	 * @param enabled whether they may sign in
	 */
	public record Profile(String email, String displayName, boolean administrator, boolean enabled) {

	}

}
