package org.rowhouse.account;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.rowhouse.site.AllSites;
import org.rowhouse.site.InvalidInputException;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/**
 * The people who may sign in.
 */
@Service
class Accounts implements UserDetailsService {

	static final String ADMINISTRATOR = "ADMINISTRATOR";

	private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,99}");

	private static final int MIN_PASSWORD = 12;

	/** bcrypt reads no more. */
	private static final int MAX_PASSWORD_BYTES = 72;

	private final AccountRepository repository;

	private final PasswordEncoder passwordEncoder;

	private final AllSites allSites;

	private final Clock clock = Clock.systemUTC();

	Accounts(AccountRepository repository, PasswordEncoder passwordEncoder, AllSites allSites) {
		this.repository = repository;
		this.passwordEncoder = passwordEncoder;
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
		Map<String, String> errors = new LinkedHashMap<>();
		String name = username.strip().toLowerCase(Locale.ROOT);
		if (!USERNAME.matcher(name).matches()) {
			errors.put("username", "Use 1 to 100 lower case letters, digits, '.', '_', '-' or '@'.");
		}
		if (password.length() < MIN_PASSWORD) {
			errors.put("password", "Use at least " + MIN_PASSWORD + " characters. A few words are a good password.");
		}
		else if (password.getBytes(StandardCharsets.UTF_8).length > MAX_PASSWORD_BYTES) {
			errors.put("password", "Use at most " + MAX_PASSWORD_BYTES + " bytes.");
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		if (!isEmpty()) {
			throw new InvalidInputException("", "There is an administrator already. Sign in.");
		}
		String hash = this.passwordEncoder.encode(password);
		this.allSites.call("create the first administrator",
				() -> this.repository.save(new Account(name, String.valueOf(hash), this.clock.instant())));
	}

	@Override
	public UserDetails loadUserByUsername(String username) {
		String name = username.strip().toLowerCase(Locale.ROOT);
		Account account = this.allSites.call("sign in", () -> this.repository.findByUsername(name))
			.orElseThrow(() -> new UsernameNotFoundException("No such account"));
		return User.withUsername(account.username()).password(account.passwordHash()).roles(ADMINISTRATOR).build();
	}

}
