package org.rowhouse.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AdminUrls;
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
 * Lets people in who have no account yet: a link by mail, which works once and for a
 * week, with which they choose a name and a password.
 */
@Service
public class Invitations {

	static final Duration VALID = Duration.ofDays(7);

	private static final int MAX_DISPLAY_NAME = 200;

	private static final String GONE = "This invitation has been used or withdrawn, or is older than a week. "
			+ "Ask whoever invited you for another one.";

	private final InvitationRepository repository;

	private final AccountRepository accounts;

	private final Accounts names;

	private final SiteMemberRepository members;

	private final Members directory;

	private final Passwords passwords;

	private final AccountMail mail;

	private final SessionStart sessionStart;

	private final AdminUrls urls;

	private final SiteResolver sites;

	private final ApplicationEventPublisher events;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final SignedInPerson worker;

	private final Clock clock = Clock.systemUTC();

	private final SecureRandom random = new SecureRandom();

	Invitations(InvitationRepository repository, AccountRepository accounts, Accounts names,
			SiteMemberRepository members, Members directory, Passwords passwords, AccountMail mail,
			SessionStart sessionStart, AdminUrls urls, SiteResolver sites, ApplicationEventPublisher events,
			AllSites allSites, TransactionOperations transactions, SignedInPerson worker) {
		this.repository = repository;
		this.accounts = accounts;
		this.names = names;
		this.members = members;
		this.directory = directory;
		this.passwords = passwords;
		this.mail = mail;
		this.sessionStart = sessionStart;
		this.urls = urls;
		this.sites = sites;
		this.events = events;
		this.allSites = allSites;
		this.transactions = transactions;
		this.worker = worker;
	}

	/**
	 * Invites somebody to work on a site. Who has an account with the address already,
	 * and has shown that it is theirs, just gets the role. An older invitation of the
	 * address to the site is withdrawn.
	 * @param site the site
	 * @param email the address
	 * @param role what they are to be
	 * @return what came of it
	 * @throws InvalidInputException at {@code email} if that is no address
	 * @throws ConflictException if it is one's own, and the role less than one has
	 */
	public Sent toSite(Site site, String email, Role role) {
		String address = requireAddress(email);
		Optional<Account> known = inTransaction("look for an account",
				() -> this.accounts.findByEmail(address).filter(Account::emailProven).filter(Account::enabled));
		if (known.isPresent()) {
			Members.Member member = this.directory.put(site, known.get().username(), role);
			return new Sent(address, member.person(), null);
		}
		return inTransaction("invite somebody to a site", () -> {
			this.repository.deleteOfSite(site.id(), address);
			return send(address, site, role, false);
		});
	}

	/**
	 * Invites somebody to the platform.
	 * @param email the address
	 * @param administrator whether they are to be an administrator
	 * @return what came of it
	 * @throws InvalidInputException at {@code email} if that is no address, or somebody
	 * has it already
	 * @throws NotPermittedException if an administrator came with a token and invites
	 * another one
	 */
	public Sent toPlatform(String email, boolean administrator) {
		String address = requireAddress(email);
		if (administrator) {
			this.worker.requireSignIn("Administrators are invited by people");
		}
		return inTransaction("invite somebody", () -> {
			if (this.accounts.findByEmail(address).isPresent()) {
				throw new InvalidInputException("email", "Somebody with this address has an account already.");
			}
			this.repository.deleteOfPlatform(address);
			return send(address, null, null, administrator);
		});
	}

	private static String requireAddress(String email) {
		return EmailAddress.parse(email)
			.orElseThrow(() -> new InvalidInputException("email",
					"This is no mail address. Write it as 'name@example.com'."));
	}

	private Sent send(String address, @Nullable Site site, @Nullable Role role, boolean administrator) {
		Instant now = now();
		String token = SecretTokens.make(this.random);
		String path = "/invitation?token=" + token;
		this.repository.deleteExpired(now);
		this.repository.save(new InvitationEntity(SecretTokens.hash(token), address, (site != null) ? site.id() : null,
				role, administrator)
			.byMail(this.mail.isReady())
			.from(this.worker.name(), now, now.plus(VALID)));
		this.events.publishEvent(new Changed("person.invited", site, address, Map.of(),
				Map.of("role", (role != null) ? role.word() : (administrator) ? "administrator" : "")));
		if (this.mail.isReady()) {
			this.mail.invitation(address, this.worker.name(), site, path);
			return new Sent(address, null, null);
		}
		return new Sent(address, null, this.urls.url(path));
	}

	/**
	 * Lists who has been invited to a site and has not come yet.
	 * @param site the site
	 * @return the invitations by address
	 */
	public List<Invitation> ofSite(Site site) {
		return inTransaction("list invitations",
				() -> this.repository.ofSite(site.id(), now()).stream().map(this::described).toList());
	}

	/**
	 * Lists who has been invited to the platform and has not come yet.
	 * @return the invitations by address
	 */
	public List<Invitation> ofPlatform() {
		return inTransaction("list invitations",
				() -> this.repository.ofPlatform(now()).stream().map(this::described).toList());
	}

	/**
	 * Withdraws an invitation to a site.
	 * @param site the site
	 * @param id the number of the invitation
	 * @throws NoSuchInvitationException if the site has none with it
	 */
	public void withdraw(Site site, long id) {
		inTransaction("withdraw an invitation",
				() -> withdrawn(this.repository.withdrawOfSite(site.id(), id), site, id));
	}

	/**
	 * Withdraws an invitation to the platform.
	 * @param id the number of the invitation
	 * @throws NoSuchInvitationException if there is none with it
	 */
	public void withdraw(long id) {
		inTransaction("withdraw an invitation", () -> withdrawn(this.repository.withdrawOfPlatform(id), null, id));
	}

	private Invitation described(InvitationEntity entity) {
		Long siteId = entity.siteId();
		String site = (siteId != null) ? this.sites.find(siteId).map(Site::name).orElse(null) : null;
		return new Invitation(entity.id(), entity.email(), site, entity.role(), entity.administrator(),
				entity.invitedBy(), entity.createdAt(), entity.expiresAt());
	}

	private int withdrawn(int count, @Nullable Site site, long id) {
		if (count == 0) {
			throw new NoSuchInvitationException();
		}
		this.events.publishEvent(Changed.of("person.invitation-withdrawn", site, String.valueOf(id)));
		return count;
	}

	/**
	 * Finds an invitation by its link.
	 * @param token the secret of the link
	 * @return the invitation, or nothing if it does not work (any more)
	 */
	public Optional<Invitation> find(String token) {
		return inTransaction("look at an invitation", () -> live(token).map(this::described));
	}

	/** One that is withdrawn by what has become of whoever gave it is none. */
	private Optional<InvitationEntity> live(String token) {
		return this.repository.findLive(SecretTokens.hash(token), now()).filter(this::mayStillBeGiven);
	}

	private boolean mayStillBeGiven(InvitationEntity invitation) {
		Long siteId = invitation.siteId();
		return this.names.find(invitation.invitedBy())
			.filter(Account::enabled)
			.filter((inviter) -> inviter.administrator() || (siteId != null && this.members.find(siteId, inviter.id())
				.filter((member) -> member.role() == Role.OWNER)
				.isPresent()))
			.isPresent();
	}

	/**
	 * Tells whether the account is there that the invitation is for, so that nothing has
	 * to be chosen.
	 * @param token the secret of the link
	 * @return whether there is one
	 */
	public boolean isKnown(String token) {
		return inTransaction("look at an invitation",
				() -> live(token).flatMap((invitation) -> this.accounts.findByEmail(invitation.email()))
					.filter(this::isTheirs)
					.isPresent());
	}

	/**
	 * An address that somebody only typed counts for who has signed in with it, and
	 * opened the link as well.
	 */
	private boolean isTheirs(Account account) {
		return account.emailProven() || Long.valueOf(account.id()).equals(this.worker.id());
	}

	/**
	 * Makes the account with what the invitation promises, uses that up and signs the
	 * person in. Other invitations of the address stay: whoever passed this one on may
	 * have opened it themselves, and must not get what others promised.
	 * @param token the secret of the link
	 * @param username the name to sign in with from now on
	 * @param displayName how others see them; may be empty
	 * @param password the password
	 * @param request the request, whose session ends
	 * @param response the response
	 * @return false if the address has an account: it has the role now, and its owner has
	 * to sign in as always
	 * @throws InvalidInputException if the invitation does not work, or with a message
	 * for each field that is wrong
	 */
	public boolean accept(String token, String username, String displayName, String password,
			HttpServletRequest request, HttpServletResponse response) {
		Invitation invitation = find(token).orElseThrow(() -> new InvalidInputException("", GONE));
		if (isKnown(token)) {
			inTransaction("accept an invitation", () -> make(token, "", "", ""));
			return false;
		}
		Map<String, String> errors = new LinkedHashMap<>();
		String shown = displayName.strip();
		if (shown.length() > MAX_DISPLAY_NAME || shown.chars().anyMatch(Character::isISOControl)) {
			errors.put("displayName", "Use at most " + MAX_DISPLAY_NAME + " characters on one line.");
		}
		String name = this.names.requireNameAndPassword(username, password, List.of(shown, invitation.email()), errors);
		String hash = this.passwords.hash(password);
		Optional<SignedIn> made = inTransaction("accept an invitation", () -> make(token, name, shown, hash));
		made.ifPresent((person) -> this.sessionStart.signIn(person, "invitation", request, response));
		return made.isPresent();
	}

	private Optional<SignedIn> make(String token, String name, String shown, String hash) {
		InvitationEntity invitation = live(token).orElseThrow(() -> new InvalidInputException("", GONE));
		Optional<Account> holder = this.accounts.findByEmail(invitation.email());
		Optional<Account> known = holder.filter(this::isTheirs);
		if (known.isPresent() && !known.get().enabled()) {
			throw new InvalidInputException("", "This account is turned off. An administrator can turn it on.");
		}
		if (holder.isPresent() && known.isEmpty() && !invitation.mailed()) {
			throw new InvalidInputException("",
					"There is an account with this address. Sign in with it, then open the link once more.");
		}
		if (this.repository.use(invitation.tokenHash()) == 0) {
			throw new InvalidInputException("", GONE);
		}
		if (known.isEmpty() && this.names.find(name).isPresent()) {
			throw new InvalidInputException("username", "Somebody has this name already. Choose another one.");
		}
		Account account = known.orElseGet(() -> {
			holder.ifPresent(this::takeAddress);
			Account created = new Account(name, hash, invitation.administrator(), now());
			created.describe(invitation.email(), invitation.mailed(), shown);
			this.events.publishEvent(
					new Changed("person.created", null, name, Map.of(), Map.of("email", invitation.email(), "invitedBy",
							invitation.invitedBy(), "administrator", String.valueOf(invitation.administrator()))));
			return this.accounts.save(created);
		});
		Long siteId = invitation.siteId();
		Role role = invitation.role();
		if (siteId != null && role != null) {
			appoint(account, siteId, role);
		}
		if (known.isPresent() && invitation.mailed()) {
			account.proveEmail();
			this.accounts.save(account);
		}
		return (known.isPresent()) ? Optional.empty() : Optional.of(new SignedIn(account));
	}

	/** Somebody has typed an address that mail has shown to be another's. */
	private void takeAddress(Account holder) {
		holder.loseEmail();
		this.accounts.saveAndFlush(holder);
		this.events.publishEvent(new Changed("person.changed", null, holder.username(), Map.of(), Map.of("email", "")));
	}

	/** Nobody is less than before by an invitation. */
	private void appoint(Account account, long siteId, Role role) {
		Optional<SiteMember> present = this.members.find(siteId, account.id());
		if (present.filter((one) -> one.role().compareTo(role) >= 0).isPresent()) {
			return;
		}
		Map<String, String> before = present.map((one) -> Map.of("role", one.role().word())).orElse(Map.of());
		SiteMember member = present.orElseGet(() -> new SiteMember(siteId, account.id(), role, now()));
		this.events.publishEvent(new Changed("member.appointed", this.sites.find(siteId).orElse(null),
				account.username(), before, Map.of("role", role.word())));
		member.appoint(role);
		this.members.save(member);
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	@SuppressWarnings("NullAway")
	private <T extends @Nullable Object> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

	/**
	 * What came of inviting somebody.
	 *
	 * @param email the address
	 * @param person who has the address already, and has the role now
	 * @param link what to pass on, where no mail server is set up; it is shown once
	 */
	public record Sent(String email, @Nullable Person person, @Nullable String link) {

		/** Without the link, which is secret. */
		@Override
		public String toString() {
			return "Sent[" + this.email + "]";
		}

	}

	/**
	 * Somebody who has been invited.
	 *
	 * @param id the number of the invitation, which is no secret
	 * @param email the address
	 * @param site the name of the site; {@code null} if it is to the platform
	 * @param role what they are to be on the site; {@code null} if it is to the platform
	 * @param administrator whether they are to be an administrator
	 * @param invitedBy the name of who invited them
	 * @param since when that was
	 * @param expires when it stops to work
	 */
	public record Invitation(long id, String email, @Nullable String site, @Nullable Role role, boolean administrator,
			String invitedBy, Instant since, Instant expires) {

	}

}
