package org.rowhouse.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NotPermittedException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Bearer tokens (RFC 6750) of the person at work, for programs that use the REST API in
 * their name. A token never may more than its person, ends at a fixed time, and its
 * secret is kept as a hash.
 */
@Service
public class ApiTokens {

	/** Days that a token can be used, at most. */
	public static final int MAX_DAYS = 366;

	/** Tokens of one person, at most. */
	public static final int MAX_TOKENS = 100;

	private static final String PREFIX = "rowhouse_";

	private static final int MAX_NAME = 100;

	private static final Duration USE_IS_NOTED = Duration.ofHours(1);

	private final ApiTokenRepository repository;

	private final SignedInPerson worker;

	private final Members members;

	private final SiteResolver sites;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final ApplicationEventPublisher events;

	private final AccountRepository accounts;

	private final AccountMail mail;

	private final SecureRandom random = new SecureRandom();

	private final Clock clock = Clock.systemUTC();

	ApiTokens(ApiTokenRepository repository, SignedInPerson worker, Members members, SiteResolver sites,
			AllSites allSites, TransactionOperations transactions, ApplicationEventPublisher events,
			AccountRepository accounts, AccountMail mail) {
		this.accounts = accounts;
		this.mail = mail;
		this.repository = repository;
		this.worker = worker;
		this.members = members;
		this.sites = sites;
		this.allSites = allSites;
		this.transactions = transactions;
		this.events = events;
	}

	/**
	 * Lists the tokens of the person at work, the newest first.
	 * @return their tokens
	 * @throws NotPermittedException if they came with a token themselves
	 */
	public List<ApiToken> list() {
		long account = requirePerson();
		return inTransaction("list tokens",
				() -> this.repository.ofAccount(account).stream().map(this::toToken).toList());
	}

	/**
	 * Makes a token for the person at work.
	 * @param wish what they want
	 * @param request the request, which comes with the password or soon after signing in
	 * @return the token with its secret, which nobody can learn later
	 * @throws InvalidInputException if something of the wish is missing or wrong
	 * @throws ConflictException if they have {@value #MAX_TOKENS} tokens already, or
	 * signed in more than an hour ago
	 * @throws NotPermittedException if they came with a token themselves
	 */
	public ApiToken.Issued issue(ApiToken.Wish wish, HttpServletRequest request) {
		long account = requirePerson();
		FreshSession.require(request, this.clock.instant());
		Map<String, String> errors = new LinkedHashMap<>();
		String name = (wish.name() != null) ? wish.name().strip() : "";
		if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
			errors.put("name", "Name what it is for, in at most " + MAX_NAME + " characters.");
		}
		TokenScope scope = TokenScope.of((wish.scope() != null) ? wish.scope() : "").orElse(null);
		if (scope == null) {
			errors.put("scope", "Choose 'read', 'content' or 'all'.");
		}
		int days = (wish.days() != null) ? wish.days() : 0;
		if (days < 1 || days > MAX_DAYS) {
			errors.put("days", "Choose how many days it can be used, from 1 to " + MAX_DAYS + ".");
		}
		Site site = site((wish.site() != null) ? wish.site().strip() : "", errors);
		if (scope == null || !errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		TokenGrant grant = new TokenGrant(scope, (site != null) ? site.id() : null);
		return inTransaction("make a token", () -> issue(account, name, grant, site, days));
	}

	private ApiToken.Issued issue(long account, String name, TokenGrant grant, @Nullable Site site, int days) {
		if (this.repository.countOfAccount(account) >= MAX_TOKENS) {
			throw new ConflictException("You have " + MAX_TOKENS + " tokens. End those that you do not use.");
		}
		String secret = PREFIX + SecretTokens.make(this.random);
		Instant now = this.clock.instant();
		ApiTokenEntity token = this.repository.save(new ApiTokenEntity(account, name, SecretTokens.hash(secret), grant,
				now, now.plus(Duration.ofDays(days))));
		this.events.publishEvent(new Changed("token.made", site, name, Map.of(),
				Map.of("scope", grant.scope().word(), "expires", token.expiresAt().toString())));
		this.accounts.findById(account).ifPresent((person) -> this.mail.notice(person, AccountMail.Change.TOKEN));
		return new ApiToken.Issued(toToken(token), secret);
	}

	private @Nullable Site site(String key, Map<String, String> errors) {
		if (key.isEmpty()) {
			return null;
		}
		Site site = this.sites.find(key).filter(this.members.visible()).orElse(null);
		if (site == null) {
			errors.put("site", "You have no site '" + key + "'.");
		}
		return site;
	}

	/**
	 * Ends a token of the person at work, at once.
	 * @param id its number
	 * @throws NoSuchTokenException if they have no such token
	 * @throws NotPermittedException if they came with a token themselves
	 */
	public void end(long id) {
		long account = requirePerson();
		inTransaction("end a token", () -> {
			ApiTokenEntity token = this.repository.find(id, account).orElseThrow(NoSuchTokenException::new);
			this.repository.delete(token);
			this.events.publishEvent(Changed.of("token.ended", site(token), token.name()));
			return true;
		});
	}

	/** Finds whose request it is, and for how much. */
	Optional<SignedIn> signIn(String secret) {
		if (!secret.startsWith(PREFIX)) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		return inTransaction("sign in with a token",
				() -> this.repository.findValid(SecretTokens.hash(secret), now).stream().findFirst().map((row) -> {
					ApiTokenEntity token = (ApiTokenEntity) row[0];
					Instant used = token.lastUsedAt();
					if (used == null || used.plus(USE_IS_NOTED).isBefore(now)) {
						this.repository.markUsed(token.id(), now);
					}
					return new SignedIn((Account) row[1], token.grant());
				}));
	}

	/** Forgets those that nobody could use for a while. */
	int forget(Duration after) {
		return inTransaction("forget tokens", () -> this.repository.deleteExpired(this.clock.instant().minus(after)));
	}

	private long requirePerson() {
		Long id = this.worker.id();
		this.worker.requireSignIn("Tokens are made and ended by people");
		if (id == null) {
			throw new NotPermittedException("Sign in first.");
		}
		return id;
	}

	private ApiToken toToken(ApiTokenEntity token) {
		Site site = site(token);
		return new ApiToken(token.id(), token.name(), token.scope(), (site != null) ? site.key() : null,
				token.createdAt(), token.expiresAt(), token.lastUsedAt());
	}

	private @Nullable Site site(ApiTokenEntity token) {
		Long id = token.siteId();
		return (id != null) ? this.sites.find(id).orElse(null) : null;
	}

	private <T> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

}
