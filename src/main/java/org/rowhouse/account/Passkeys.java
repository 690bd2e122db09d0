package org.rowhouse.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.webauthn4j.util.exception.WebAuthnException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Signing in with a device in the place of a password (WebAuthn Level 2). The device asks
 * for a finger, a face or a PIN each time, so that a passkey is two steps in one and no
 * code is asked for besides. It works on the configured admin host alone.
 */
@Service
public class Passkeys {

	private static final Logger logger = LoggerFactory.getLogger(Passkeys.class);

	private static final String CREATION_CHALLENGE = "rowhouse.passkey.creation";

	private static final String REQUEST_CHALLENGE = "rowhouse.passkey.request";

	private static final int MAX_NAME = 100;

	private static final int MAX_PASSKEYS = 20;

	private final PasskeyRepository repository;

	private final Accounts accounts;

	private final OwnAccount own;

	private final SessionStart sessions;

	private final RelyingParty relyingParty;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final AccountMail mail;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	private final JsonMapper json = JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

	Passkeys(PasskeyRepository repository, Accounts accounts, OwnAccount own, SessionStart sessions,
			RelyingParty relyingParty, AllSites allSites, TransactionOperations transactions, AccountMail mail,
			ApplicationEventPublisher events) {
		this.mail = mail;
		this.events = events;
		this.repository = repository;
		this.accounts = accounts;
		this.own = own;
		this.sessions = sessions;
		this.relyingParty = relyingParty;
		this.allSites = allSites;
		this.transactions = transactions;
	}

	/**
	 * Lists the passkeys of the person at work.
	 * @return the passkeys, the oldest first
	 */
	public List<OwnPasskey> list() {
		long id = this.own.get().id();
		return inTransaction("list passkeys",
				() -> this.repository.findByAccountIdOrderById(id)
					.stream()
					.map((key) -> new OwnPasskey(key.id(), key.name(), key.createdAt(), key.lastUsedAt()))
					.toList());
	}

	/**
	 * Begins to add one for the person at work.
	 * @param request the request, whose session remembers the challenge
	 * @return what the browser wants to know
	 * ({@code PublicKeyCredentialCreationOptions}), as JSON
	 * @throws ConflictException if the person signed in long ago or has too many
	 */
	public String beginAdding(HttpServletRequest request) {
		Person person = this.own.get();
		HttpSession session = request.getSession(true);
		FreshSession.require(request, this.clock.instant());
		if (list().size() >= MAX_PASSKEYS) {
			throw new ConflictException("You have " + MAX_PASSKEYS + " passkeys. Remove one first.");
		}
		Bytes challenge = newChallenge(session, CREATION_CHALLENGE);
		return inTransaction("begin a passkey", () -> this.json.writeValueAsString(
				this.relyingParty.operations(challenge).createPublicKeyCredentialCreationOptions(asking(person))));
	}

	private static ImmutablePublicKeyCredentialCreationOptionsRequest asking(Person person) {
		return new ImmutablePublicKeyCredentialCreationOptionsRequest(
				UsernamePasswordAuthenticationToken.authenticated(person.username(), null, List.of()));
	}

	/**
	 * Adds one for the person at work.
	 * @param body what the browser answered, as {@code {"credential":…,"label":…}}
	 * @param request the request
	 * @throws InvalidInputException if it does not fit what was begun
	 */
	public void add(String body, HttpServletRequest request) {
		Person person = this.own.get();
		Bytes challenge = takeChallenge(request, CREATION_CHALLENGE)
			.orElseThrow(() -> new InvalidInputException("", "This took too long. Begin again."));
		try {
			RelyingPartyPublicKey key = this.json.readValue(body, RelyingPartyPublicKey.class);
			requireName(key.getLabel());
			inTransaction("add a passkey", () -> {
				WebAuthnRelyingPartyOperations operations = this.relyingParty.operations(challenge);
				this.events.publishEvent(new Changed("person.passkey-added", null, person.username(), Map.of(),
						Map.of("name", key.getLabel())));
				this.accounts.find(person.username())
					.ifPresent((account) -> this.mail.notice(account, AccountMail.Change.PASSKEY));
				return operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
						operations.createPublicKeyCredentialCreationOptions(asking(person)), key));
			});
		}
		catch (JacksonException | WebAuthnException | IllegalArgumentException ex) {
			if (ex instanceof InvalidInputException invalid) {
				throw invalid;
			}
			logger.info("A passkey of '{}' was refused: {}", person.username(), ex.getMessage());
			throw new InvalidInputException("", "The device's answer does not fit. Begin again.");
		}
	}

	private static String requireName(String name) {
		String stripped = name.strip();
		if (stripped.isEmpty() || stripped.length() > MAX_NAME || stripped.chars().anyMatch(Character::isISOControl)) {
			throw new InvalidInputException("name", "Use 1 to " + MAX_NAME + " characters on one line.");
		}
		return stripped;
	}

	/**
	 * Gives one of the person at work another name.
	 * @param id its number
	 * @param name the name
	 * @throws NoSuchPasskeyException if the person has none with the number
	 * @throws InvalidInputException at {@code name} if that is none
	 */
	public void rename(long id, String name) {
		long me = this.own.get().id();
		String valid = requireName(name);
		inTransaction("rename a passkey", () -> {
			Passkey passkey = this.repository.find(id, me).orElseThrow(NoSuchPasskeyException::new);
			passkey.rename(valid);
			return this.repository.save(passkey);
		});
	}

	/**
	 * Takes one from the person at work.
	 * @param id its number
	 * @throws NoSuchPasskeyException if the person has none with it
	 */
	public void remove(long id) {
		Person me = this.own.get();
		inTransaction("remove a passkey", () -> {
			Passkey passkey = this.repository.find(id, me.id()).orElseThrow(NoSuchPasskeyException::new);
			this.events.publishEvent(new Changed("person.passkey-removed", null, me.username(),
					Map.of("name", passkey.name()), Map.of()));
			return this.repository.delete(id, me.id());
		});
	}

	/**
	 * Begins to sign in. Whoever asks gets the same, so it tells nothing about anybody.
	 * @param request the request, whose session remembers the challenge
	 * @return what the browser wants to know ({@code PublicKeyCredentialRequestOptions}),
	 * as JSON
	 */
	public String beginSigningIn(HttpServletRequest request) {
		Bytes challenge = newChallenge(request.getSession(true), REQUEST_CHALLENGE);
		return this.json.writeValueAsString(this.relyingParty.operations(challenge)
			.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null)));
	}

	/**
	 * Signs somebody in.
	 * @param body what the browser answered, as JSON
	 * @param request the request, whose session ends
	 * @param response the response, which gets the cookie of the new session
	 * @return whether it was right
	 */
	public boolean signIn(String body, HttpServletRequest request, HttpServletResponse response) {
		Bytes challenge = takeChallenge(request, REQUEST_CHALLENGE).orElse(null);
		if (challenge == null) {
			return false;
		}
		Optional<SignedIn> person;
		try {
			PublicKeyCredential<AuthenticatorAssertionResponse> credential = this.json.readValue(body,
					new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {
					});
			person = inTransaction("sign in with a passkey", () -> {
				WebAuthnRelyingPartyOperations operations = this.relyingParty.operations(challenge);
				PublicKeyCredentialUserEntity user = operations
					.authenticate(new RelyingPartyAuthenticationRequest(operations.createCredentialRequestOptions(
							new ImmutablePublicKeyCredentialRequestOptionsRequest(null)), credential));
				return this.accounts.find(user.getName()).filter(Account::enabled).map(SignedIn::new);
			});
		}
		catch (JacksonException | WebAuthnException | IllegalArgumentException ex) {
			logger.debug("A passkey was refused: {}", ex.getMessage());
			return false;
		}
		person.ifPresent((one) -> this.sessions.signIn(one, "passkey", request, response));
		return person.isPresent();
	}

	private static Bytes newChallenge(HttpSession session, String name) {
		Bytes challenge = Bytes.random();
		session.setAttribute(name, challenge.toBase64UrlString());
		return challenge;
	}

	/** Each is used once, whatever comes of it. */
	private static Optional<Bytes> takeChallenge(HttpServletRequest request, String name) {
		HttpSession session = request.getSession(false);
		if (session == null || !(session.getAttribute(name) instanceof String challenge)) {
			return Optional.empty();
		}
		session.removeAttribute(name);
		return Optional.of(Bytes.fromBase64(challenge));
	}

	@SuppressWarnings("NullAway")
	private <T extends @Nullable Object> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

	/**
	 * A passkey.
	 *
	 * @param id its number, which is no secret
	 * @param name what its owner calls it
	 * @param since when it was added
	 * @param lastUsed when it was used last; {@code null} if never
	 */
	public record OwnPasskey(long id, String name, Instant since, @Nullable Instant lastUsed) {

	}

}
