package org.rowhouse.account;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who is what on which site.
 */
@Service
public class Members {

	private final SiteMemberRepository members;

	private final Accounts accounts;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final SignedInPerson worker;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	Members(SiteMemberRepository members, Accounts accounts, AllSites allSites, TransactionOperations transactions,
			SignedInPerson worker, ApplicationEventPublisher events) {
		this.events = events;
		this.members = members;
		this.accounts = accounts;
		this.allSites = allSites;
		this.transactions = transactions;
		this.worker = worker;
	}

	/**
	 * Lists who has a role on a site. Administrators need none and are not listed.
	 * @param site a site
	 * @return its members by the name they sign in with
	 */
	public List<Member> of(Site site) {
		return inTransaction("list members",
				() -> this.members.ofSite(site.id())
					.stream()
					.map((row) -> toMember((SiteMember) row[0], (Account) row[1]))
					.toList());
	}

	/**
	 * Gives somebody a role on a site, in the place of the one they have.
	 * @param site a site
	 * @param username the name they sign in with
	 * @param role what they are from now on
	 * @return the member
	 * @throws InvalidInputException at {@code username} if there is nobody with this name
	 * who may sign in
	 * @throws ConflictException if an owner would take their own role away
	 */
	public Member put(Site site, String username, Role role) {
		return inTransaction("appoint a member", () -> {
			Account account = this.accounts.find(username)
				.filter(Account::enabled)
				.orElseThrow(() -> new InvalidInputException("username",
						"There is nobody with this name. An administrator can make an account."));
			Optional<SiteMember> present = this.members.find(site.id(), account.id());
			if (present.isPresent() && role.compareTo(present.get().role()) < 0
					&& Long.valueOf(account.id()).equals(this.worker.id()) && !this.worker.seesAllSites()) {
				throw new ConflictException("This is your own role. Another owner or an administrator can change it.");
			}
			this.events.publishEvent(new Changed("member.appointed", site, account.username(),
					present.map((member) -> Map.of("role", member.role().word())).orElse(Map.of()),
					Map.of("role", role.word())));
			SiteMember member = present
				.orElseGet(() -> new SiteMember(site.id(), account.id(), role, this.clock.instant()));
			member.appoint(role);
			return toMember(this.members.save(member), account);
		});
	}

	/**
	 * Checks that somebody can be given a role, or have one taken.
	 * @param username the name they sign in with, in any case
	 * @param able whether they must be able to sign in
	 * @return the name as the account has it
	 * @throws InvalidInputException at {@code person} if there is nobody with this name
	 * who may sign in
	 */
	public String check(String username, boolean able) {
		return inTransaction("look whether somebody can be a member",
				() -> this.accounts.find(username)
					.filter((account) -> account.enabled() || !able)
					.map(Account::username)
					.orElseThrow(() -> new InvalidInputException("person",
							(username.isEmpty()) ? "Write the name that the person signs in with."
									: (able) ? "There is nobody who may sign in as '" + username
											+ "'. Make an account under People, or send an invitation from there."
											: "There is nobody with the name '" + username + "'.")));
	}

	/**
	 * Returns what somebody is on a site.
	 * @param site a site
	 * @param username the name they sign in with
	 * @return their role; nothing if they have none there, or there is nobody with this
	 * name
	 */
	public Optional<Role> roleOf(Site site, String username) {
		return inTransaction("look what somebody is on a site",
				() -> this.accounts.find(username)
					.flatMap((account) -> this.members.find(site.id(), account.id()))
					.map(SiteMember::role));
	}

	/**
	 * Takes somebody's role on a site away. Nothing happens if they have none.
	 * @param site a site
	 * @param username the name they sign in with
	 * @throws NoSuchPersonException if there is nobody with this name
	 * @throws ConflictException if it is one's own role, which one cannot give back
	 */
	public void remove(Site site, String username) {
		inTransaction("dismiss a member", () -> {
			Account account = this.accounts.find(username).orElseThrow(NoSuchPersonException::new);
			if (Long.valueOf(account.id()).equals(this.worker.id())) {
				throw new ConflictException("This is your own role. Another owner or an administrator can take it.");
			}
			this.members.find(site.id(), account.id()).ifPresent((member) -> {
				this.events.publishEvent(new Changed("member.dismissed", site, account.username(),
						Map.of("role", member.role().word()), Map.of()));
				this.members.delete(member);
			});
			return true;
		});
	}

	/**
	 * Returns what decides which sites the person at work may know of.
	 * @return a test that costs nothing
	 */
	public Predicate<Site> visible() {
		return withRole(Role.AUTHOR);
	}

	/**
	 * Returns what decides on which sites the person at work has a role, or more than it.
	 * @param least the role
	 * @return a test that costs nothing
	 */
	public Predicate<Site> withRole(Role least) {
		Long id = this.worker.id();
		if (id == null || this.worker.seesAllSites()) {
			return (site) -> true;
		}
		Long only = this.worker.onlySite();
		if (only != null) {
			boolean has = this.worker.hasPartIn(only, least);
			return (site) -> has && site.id() == only;
		}
		Set<Long> ids = inTransaction("list somebody's sites",
				() -> this.members.ofAccount(id)
					.stream()
					.filter((member) -> member.role().compareTo(least) >= 0)
					.map(SiteMember::siteId)
					.collect(Collectors.toCollection(HashSet::new)));
		return (site) -> ids.contains(site.id());
	}

	private static Member toMember(SiteMember member, Account account) {
		return new Member(Person.of(account), member.role(), member.since());
	}

	private <T> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

	/**
	 * Somebody on a site.
	 *
	 * @param person who
	 * @param role what they are
	 * @param since since when they have a role there
	 */
	public record Member(Person person, Role role, Instant since) {

	}

}
