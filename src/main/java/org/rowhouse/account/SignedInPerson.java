package org.rowhouse.account;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.NotPermittedException;
import org.rowhouse.site.Worker;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Tells who is at work, by who signed in.
 */
@Component
class SignedInPerson implements Worker {

	private final Standings standings;

	private final CurrentSite currentSite;

	SignedInPerson(Standings standings, CurrentSite currentSite) {
		this.standings = standings;
		this.currentSite = currentSite;
	}

	@Override
	public @Nullable Long id() {
		return person().map(SignedIn::id).orElse(null);
	}

	@Override
	public String name() {
		return person().map(SignedIn::getUsername).orElse("");
	}

	@Override
	public boolean seesAllSites() {
		return person().map(this.standings::seesAllSites).orElse(true);
	}

	@Override
	public boolean writesOwnDraftsOnly() {
		long siteId = this.currentSite.get().id();
		return person().map((person) -> !this.standings.onSite(person, siteId).may(Permission.PUBLISH)).orElse(false);
	}

	@Override
	public boolean decidesAboutAccess() {
		long siteId = this.currentSite.get().id();
		return person().map((person) -> this.standings.onSite(person, siteId).may(Permission.CHANGE_SETTINGS))
			.orElse(true);
	}

	/** Tells whether they came with a token, which may do less than they themselves. */
	boolean confined() {
		return person().map(SignedIn::grant).isPresent();
	}

	/**
	 * Asks for a person.
	 * @param what what tokens cannot do, as the beginning of a sentence
	 * @throws NotPermittedException if they came with a token
	 */
	void requireSignIn(String what) {
		if (confined()) {
			throw new NotPermittedException(what + ": sign in with name and password.");
		}
	}

	/**
	 * Asks for a person who does something to somebody else's account. For one's own
	 * there is a way that asks for the password.
	 * @param account whose
	 * @param what what tokens cannot do, as the beginning of a sentence
	 * @throws ConflictException if it is their own
	 * @throws NotPermittedException if they came with a token
	 */
	void requireOther(Account account, String what) {
		requireSignIn(what);
		if (Long.valueOf(account.id()).equals(id())) {
			throw new ConflictException("This is your own account. Do it under 'Your account', with your password.");
		}
	}

	/** Returns the only site that their token lets them reach, if there is only one. */
	@Nullable Long onlySite() {
		return person().map(SignedIn::grant).map(TokenGrant::siteId).orElse(null);
	}

	/** Tells whether they are something on a site, or more. */
	boolean hasPartIn(long siteId, Role least) {
		return person().map((person) -> this.standings.onSite(person, siteId).is(least)).orElse(true);
	}

	private static Optional<SignedIn> person() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null && authentication.isAuthenticated()
				&& authentication.getPrincipal() instanceof SignedIn person) ? Optional.of(person) : Optional.empty();
	}

}
