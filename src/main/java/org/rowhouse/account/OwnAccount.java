package org.rowhouse.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.language.Languages;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NotPermittedException;
import org.rowhouse.site.Worker;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What everybody may do with their own account.
 */
@Service
public class OwnAccount {

	private final AccountRepository repository;

	private final SignInSessionRepository sessions;

	private final Passwords passwords;

	private final SignInThrottle throttle;

	private final SessionStart sessionStart;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final Worker worker;

	private final KnownDevices devices;

	private final AccountMail mail;

	private final Languages languages;

	private final ApplicationEventPublisher events;

	OwnAccount(AccountRepository repository, SignInSessionRepository sessions, Passwords passwords,
			SignInThrottle throttle, SessionStart sessionStart, AllSites allSites, TransactionOperations transactions,
			Worker worker, KnownDevices devices, AccountMail mail, Languages languages,
			ApplicationEventPublisher events) {
		this.languages = languages;
		this.devices = devices;
		this.mail = mail;
		this.events = events;
		this.repository = repository;
		this.sessions = sessions;
		this.passwords = passwords;
		this.throttle = throttle;
		this.sessionStart = sessionStart;
		this.allSites = allSites;
		this.transactions = transactions;
		this.worker = worker;
	}

	/**
	 * Returns who is at work.
	 * @return the person
	 * @throws NotPermittedException if nobody signed in
	 */
	public Person get() {
		return inTransaction("find one's own account", () -> Person.of(require()));
	}

	/**
	 * Changes the password, and ends all other sessions.
	 * @param present the password until now
	 * @param chosen the one from now on
	 * @param request the request, whose session gets a new id
	 * @param response the response
	 * @throws InvalidInputException at {@code present} or {@code password} if something
	 * is wrong with it
	 */
	public void changePassword(String present, String chosen, HttpServletRequest request,
			HttpServletResponse response) {
		Account account = inTransaction("find one's own account", this::require);
		Map<String, String> errors = new LinkedHashMap<>();
		mistakeOfPresent(account, present, request).ifPresent((mistake) -> errors.put("present", mistake));
		this.passwords.mistake(chosen, names(account)).ifPresent((mistake) -> errors.put("password", mistake));
		if (errors.isEmpty() && chosen.equals(present)) {
			errors.put("password", "This is the password that you have already. Choose another one.");
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		String hash = this.passwords.hash(chosen);
		SignedIn changed = inTransaction("change one's own password", () -> {
			Account own = this.repository.findToChange(account.id())
				.filter(Account::enabled)
				.orElseThrow(() -> new NotPermittedException("Sign in first."));
			own.changePassword(hash);
			this.sessions.deleteOfAccount(own.id(), "");
			this.events.publishEvent(Changed.of("person.password-changed", null, own.username()));
			this.mail.notice(own, AccountMail.Change.PASSWORD);
			return new SignedIn(this.repository.save(own));
		});
		this.sessionStart.renew(changed, request, response);
	}

	/**
	 * Chooses the language of the admin UI and of mails to this person.
	 * @param tag the tag of a language that there is; empty for what the browser prefers
	 * @throws InvalidInputException at {@code language} if there is none of that name
	 */
	public void speak(String tag) {
		if (!tag.isEmpty() && this.languages.find(tag).isEmpty()) {
			throw new InvalidInputException("language", "There is no such language here. Choose one of the list.");
		}
		inTransaction("choose one's own language", () -> {
			Account own = this.repository.findToChange(require().id()).orElseThrow();
			own.speak((tag.isEmpty()) ? null : tag);
			return this.repository.save(own);
		});
	}

	/**
	 * Asks for the password before something that a stranger at an unlocked screen must
	 * not do.
	 * @throws InvalidInputException at {@code present} if it is wrong
	 */
	Account requirePassword(String present, HttpServletRequest request) {
		Account account = inTransaction("find one's own account", this::require);
		mistakeOfPresent(account, present, request).ifPresent((mistake) -> {
			throw new InvalidInputException("present", mistake);
		});
		return account;
	}

	private Optional<String> mistakeOfPresent(Account account, String present, HttpServletRequest request) {
		Optional<SignInThrottle.Attempt> attempt = this.throttle.begin(account.username(), request.getRemoteAddr(),
				this.devices.find(request, account.username()).orElse(null));
		if (attempt.isEmpty()) {
			return Optional.of("Too many wrong passwords. Wait a minute, then try again.");
		}
		boolean right;
		try {
			right = this.passwords.matches(present, account.passwordHash());
		}
		catch (RuntimeException ex) {
			attempt.get().cancel();
			throw ex;
		}
		attempt.get().end(right);
		return (right) ? Optional.empty() : Optional.of("This is not your current password.");
	}

	static List<String> names(Account account) {
		List<String> names = new ArrayList<>(List.of(account.username(), account.displayName()));
		String email = account.email();
		if (email != null) {
			names.add(email);
		}
		return names;
	}

	private Account require() {
		Long id = this.worker.id();
		return Optional.ofNullable(id)
			.flatMap(this.repository::findById)
			.orElseThrow(() -> new NotPermittedException("Sign in first."));
	}

	@SuppressWarnings("NullAway")
	private <T extends @Nullable Object> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

}
