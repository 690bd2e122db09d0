package org.rowhouse.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.nayuki.qrcodegen.QrCode;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NotPermittedException;
import org.rowhouse.site.PlatformSecrets;
import org.rowhouse.site.RowhouseProperties;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The second step of signing in: a code of an app (RFC 6238), or one of ten that somebody
 * printed.
 */
@Service
public class SecondFactors {

	private static final String SECRET = "rowhouse.account.totp";

	/** As RFC 4226, 4 wants it. */
	private static final int SECRET_BYTES = 20;

	private static final int RECOVERY_CODES = 10;

	/** 80 bits: too many to try even for who has the hash. */
	private static final int RECOVERY_BYTES = 10;

	private static final int GROUP = 4;

	private final TotpRepository totps;

	private final RecoveryCodeRepository recoveryCodes;

	private final Accounts accounts;

	private final OwnAccount own;

	private final SignInThrottle throttle;

	private final PlatformSecrets secrets;

	private final String issuer;

	private final SignedInPerson worker;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final AccountMail mail;

	private final SignInAudit audit;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	private final SecureRandom random = new SecureRandom();

	SecondFactors(TotpRepository totps, RecoveryCodeRepository recoveryCodes, Accounts accounts, OwnAccount own,
			SignInThrottle throttle, PlatformSecrets secrets, RowhouseProperties properties, SignedInPerson worker,
			AllSites allSites, TransactionOperations transactions, AccountMail mail, SignInAudit audit,
			ApplicationEventPublisher events) {
		this.mail = mail;
		this.audit = audit;
		this.events = events;
		this.totps = totps;
		this.recoveryCodes = recoveryCodes;
		this.accounts = accounts;
		this.own = own;
		this.throttle = throttle;
		this.secrets = secrets;
		this.worker = worker;
		this.issuer = "Rowhouse " + properties.admin().host();
		this.allSites = allSites;
		this.transactions = transactions;
	}

	/**
	 * Tells about the person at work.
	 * @return since when they have a second step, and how many printed codes are left
	 */
	public Status status() {
		long id = this.own.get().id();
		return inTransaction("look at a second step", () -> status(id));
	}

	private Status status(long accountId) {
		Instant since = this.totps.findByAccountId(accountId).map(Totp::since).orElse(null);
		return new Status(since, (since != null) ? this.recoveryCodes.countByAccountId(accountId) : 0);
	}

	/** Tells whether somebody is asked for a code. */
	boolean isOn(long accountId) {
		return inTransaction("look at a second step", () -> status(accountId).since() != null);
	}

	/**
	 * Tells whether somebody has a second step, for administrators.
	 * @param username the name they sign in with
	 * @return whether they have
	 * @throws NoSuchPersonException if there is nobody with this name
	 */
	public boolean isOn(String username) {
		return inTransaction("look at a second step",
				() -> status(this.accounts.find(username).orElseThrow(NoSuchPersonException::new).id())
					.since() != null);
	}

	/**
	 * Begins to set it up for the person at work. It is not asked for until it was
	 * {@linkplain #confirm confirmed}; one that is in use stays as it is.
	 * @param present their password
	 * @param request the request
	 * @throws InvalidInputException at {@code present} if the password is wrong
	 */
	public void begin(String present, HttpServletRequest request) {
		Account account = this.own.requirePassword(present, request);
		byte[] secret = new byte[SECRET_BYTES];
		this.random.nextBytes(secret);
		String encrypted = cipher().encrypt(secret, account.id());
		inTransaction("begin a second step", () -> {
			if (status(account.id()).since() == null) {
				this.totps.save(new Totp(account.id(), encrypted));
			}
			return null;
		});
	}

	/**
	 * Returns what the app has to be told.
	 * @return the secret and its QR code, or {@code null} if nothing has been begun
	 */
	public @Nullable Setup setup() {
		Person person = this.own.get();
		Totp totp = inTransaction("set a second step up",
				() -> this.totps.findByAccountId(person.id()).filter((some) -> some.since() == null).orElse(null));
		if (totp == null) {
			return null;
		}
		byte[] secret = cipher().decrypt(totp.secret(), person.id());
		QrCode code = QrCode.encodeText(TotpCodes.uri(this.issuer, person.username(), secret), QrCode.Ecc.MEDIUM);
		return new Setup(grouped(TotpCodes.base32(secret), " "), code.size, QrSquares.of(code));
	}

	/**
	 * Turns it on, once the app has shown that it works.
	 * @param code the code of the app
	 * @return ten codes to print, which are shown once
	 * @throws InvalidInputException at {@code code} if it is wrong
	 */
	public List<String> confirm(String code) {
		Person person = this.own.get();
		Instant now = now();
		SecretCipher cipher = cipher();
		return inTransaction("turn a second step on", () -> {
			Totp totp = this.totps.findByAccountId(person.id())
				.filter((some) -> some.since() == null)
				.orElseThrow(() -> new InvalidInputException("", "Begin again: nothing is being set up."));
			long step = TotpCodes.match(cipher.decrypt(totp.secret(), person.id()), digits(code), now, totp.lastStep())
				.orElseThrow(() -> new InvalidInputException("code",
						"This is not the present code. Look whether the clock of the device is right."));
			totp.confirm(now, step);
			this.totps.save(totp);
			note("person.second-step-on", person.username());
			tell(person.username(), AccountMail.Change.SECOND_STEP_ON);
			return newRecoveryCodes(person.id());
		});
	}

	/**
	 * Makes ten other codes to print; those before do not work any more.
	 * @param present the password of the person at work
	 * @param request the request
	 * @return the codes, which are shown once
	 * @throws InvalidInputException at {@code present} if the password is wrong, or if
	 * there is no second step
	 */
	public List<String> renewRecoveryCodes(String present, HttpServletRequest request) {
		Account account = this.own.requirePassword(present, request);
		return inTransaction("make recovery codes", () -> {
			if (status(account.id()).since() == null) {
				throw new InvalidInputException("", "Turn the second step on first.");
			}
			note("person.recovery-codes-made", account.username());
			return newRecoveryCodes(account.id());
		});
	}

	private List<String> newRecoveryCodes(long accountId) {
		this.recoveryCodes.deleteByAccountId(accountId);
		return Stream.generate(() -> {
			byte[] bytes = new byte[RECOVERY_BYTES];
			this.random.nextBytes(bytes);
			String code = TotpCodes.base32(bytes).toLowerCase(Locale.ROOT);
			this.recoveryCodes.save(new RecoveryCode(accountId, SecretTokens.hash(code)));
			return grouped(code, "-");
		}).limit(RECOVERY_CODES).toList();
	}

	private static String grouped(String text, String between) {
		return text.replaceAll("(.{" + GROUP + "})(?=.)", "$1" + between);
	}

	/**
	 * Turns it off for the person at work.
	 * @param present their password
	 * @param request the request
	 * @throws InvalidInputException at {@code present} if the password is wrong
	 */
	public void remove(String present, HttpServletRequest request) {
		Account account = this.own.requirePassword(present, request);
		inTransaction("turn a second step off", () -> removeAll(account));
	}

	/**
	 * Turns it off for somebody else who has lost the device. Administrators alone may do
	 * this.
	 * @param username the name they sign in with
	 * @throws ConflictException if it is one's own, which the password is asked for
	 * @throws NoSuchPersonException if there is nobody with this name
	 * @throws NotPermittedException if the administrator came with a token
	 */
	public void removeOf(String username) {
		inTransaction("turn somebody's second step off", () -> {
			Account account = this.accounts.find(username).orElseThrow(NoSuchPersonException::new);
			this.worker.requireOther(account, "Second steps are turned off by people");
			return removeAll(account);
		});
	}

	private int removeAll(Account account) {
		this.recoveryCodes.deleteByAccountId(account.id());
		int removed = this.totps.deleteByAccountId(account.id());
		if (removed > 0) {
			note("person.second-step-off", account.username());
			this.mail.notice(account, AccountMail.Change.SECOND_STEP_OFF);
		}
		return removed;
	}

	private void note(String action, String username) {
		this.events.publishEvent(Changed.of(action, null, username));
	}

	private void tell(String username, AccountMail.Change change) {
		this.accounts.find(username).ifPresent((account) -> this.mail.notice(account, change));
	}

	/** Checks a code at sign-in, and uses it up. */
	SignIn.Outcome check(Account account, String typed, String address) {
		long accountId = account.id();
		String code = digits(typed);
		boolean recovery = code.length() != typed.replaceAll("[\\s-]", "").length() || code.length() > 6;
		SignInThrottle.Attempt attempt = this.throttle.beginCode(accountId, recovery).orElse(null);
		if (attempt == null) {
			this.audit.throttled(account.username(), address);
			return SignIn.Outcome.THROTTLED;
		}
		boolean right;
		try {
			right = (recovery) ? useRecoveryCode(account, typed) : useCode(accountId, code);
		}
		catch (RuntimeException ex) {
			attempt.cancel();
			throw ex;
		}
		attempt.end(right);
		return (right) ? SignIn.Outcome.SIGNED_IN : SignIn.Outcome.REFUSED;
	}

	private boolean useCode(long accountId, String code) {
		Totp totp = inTransaction("find a second step", () -> this.totps.findByAccountId(accountId).orElse(null));
		if (totp == null || totp.since() == null) {
			return false;
		}
		OptionalLong step = TotpCodes.match(cipher().decrypt(totp.secret(), accountId), code, now(), totp.lastStep());
		return step.isPresent() && inTransaction("use a code", () -> this.totps.use(accountId, step.getAsLong())) == 1;
	}

	private boolean useRecoveryCode(Account account, String typed) {
		String code = typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
		return inTransaction("use a recovery code", () -> {
			boolean used = this.recoveryCodes.use(account.id(), SecretTokens.hash(code)) == 1;
			if (used) {
				note("person.recovery-code-used", account.username());
			}
			return used;
		});
	}

	private static String digits(String code) {
		return code.replaceAll("[^0-9]", "");
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	private SecretCipher cipher() {
		return new SecretCipher(this.secrets.of(SECRET));
	}

	@SuppressWarnings("NullAway")
	private <T extends @Nullable Object> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

	/**
	 * Whether somebody has a second step.
	 *
	 * @param since since when; {@code null} if they have none
	 * @param recoveryCodes how many printed codes have not been used
	 */
	public record Status(@Nullable Instant since, int recoveryCodes) {

	}

	/**
	 * What an app has to be told.
	 *
	 * @param secret to be typed, in groups
	 * @param size how many squares the QR code is wide
	 * @param squares the dark ones, as the path of an SVG
	 */
	public record Setup(String secret, int size, String squares) {

		/** Without what is secret. */
		@Override
		public String toString() {
			return "Setup";
		}

	}

}
