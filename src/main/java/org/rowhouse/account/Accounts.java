package org.rowhouse.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.InvalidInputException;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The accounts of those who may sign in.
 */
@Service
class Accounts implements UserDetailsService, UserDetailsPasswordService {

	/** Without '@': nobody's name can be somebody else's mail address. */
	private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

	private final AccountRepository repository;

	private final Passwords passwords;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	Accounts(AccountRepository repository, Passwords passwords, AllSites allSites, TransactionOperations transactions,
			ApplicationEventPublisher events) {
		this.transactions = transactions;
		this.events = events;
		this.repository = repository;
		this.passwords = passwords;
		this.allSites = allSites;
	}

	boolean isEmpty() {
		return this.allSites.call("count accounts", () -> this.repository.count() == 0);
	}

	/**
	 * Makes the first administrator. Two at once cannot both be the first.
	 * @throws InvalidInputException if name or password are not acceptable
	 */
	synchronized void createFirst(String username, String password) {
		String name = requireNameAndPassword(username, password, List.of(), new LinkedHashMap<>());
		if (!isEmpty()) {
			throw new InvalidInputException("", "There is an administrator already. Sign in.");
		}
		this.allSites.call("create the first administrator", () -> this.repository
			.save(new Account(name, this.passwords.hash(password), true, this.clock.instant())));
		this.events.publishEvent(new Changed("person.created", null, name, Map.of(),
				Map.of("administrator", "true", "enabled", "true")));
	}

	/**
	 * Checks how somebody wants to sign in.
	 * @param names what they are called besides
	 * @param errors what is wrong besides
	 * @return the name as it is kept
	 * @throws InvalidInputException if something is wrong
	 */
	String requireNameAndPassword(String username, String password, List<String> names, Map<String, String> errors) {
		String name = normalize(username);
		if (!USERNAME.matcher(name).matches()) {
			errors.put("username", "Use 1 to 100 lower case letters, digits, '.', '_' or '-'.");
		}
		List<String> all = new ArrayList<>(names);
		all.add(name);
		this.passwords.mistake(password, all).ifPresent((mistake) -> errors.put("password", mistake));
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return name;
	}

	/** Behind the door to all sites. */
	Optional<Account> find(String username) {
		return this.repository.findByUsername(normalize(username));
	}

	/**
	 * Behind the door to all sites, in a transaction: nobody else changes it meanwhile.
	 */
	Optional<Account> findToChange(String username) {
		return this.repository.findToChange(normalize(username));
	}

	static String normalize(String username) {
		return username.strip().toLowerCase(Locale.ROOT);
	}

	/** Somebody who may sign in, by number. */
	Optional<Account> enabled(long id) {
		return this.allSites.call("sign in", () -> this.repository.findById(id)).filter(Account::enabled);
	}

	/**
	 * Who signs in with a password that is kept in an old way has it kept in the new one.
	 */
	@Override
	public UserDetails updatePassword(UserDetails user, @Nullable String newPassword) {
		if (newPassword != null) {
			this.allSites.call("keep a password in a newer way",
					() -> this.transactions
						.execute((status) -> this.repository.findToChange(normalize(user.getUsername()))
							.filter((account) -> account.passwordHash().equals(user.getPassword()))
							.map((account) -> {
								account.rehash(newPassword);
								return this.repository.save(account);
							})));
		}
		return user;
	}

	@Override
	public UserDetails loadUserByUsername(String username) {
		return this.allSites.call("sign in", () -> find(username))
			.map(SignedIn::new)
			.orElseThrow(() -> new UsernameNotFoundException("No such account"));
	}

}
