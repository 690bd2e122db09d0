package org.rowhouse.account;

import org.rowhouse.account.Access.Standing;
import org.rowhouse.site.AllSites;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Finds out what somebody may do where. It is asked anew for each request, so that who
 * was dismissed can do nothing more.
 */
@Component
class Standings {

	/** No site has it. */
	private static final long NO_SITE = 0;

	private static final Standing NOBODY = new Standing(false, false, null, null);

	private final AccountRepository accounts;

	private final AllSites allSites;

	Standings(AccountRepository accounts, AllSites allSites) {
		this.accounts = accounts;
		this.allSites = allSites;
	}

	Access onPlatform(SignedIn person) {
		return onSite(person, NO_SITE);
	}

	/**
	 * Tells whether somebody is an administrator, and no token keeps them to one site.
	 */
	boolean seesAllSites(SignedIn person) {
		TokenGrant grant = person.grant();
		return (grant == null || grant.siteId() == null)
				&& Access.of(standing(person.id(), NO_SITE)).may(Permission.OPERATE);
	}

	Access onSite(SignedIn person, long siteId) {
		Access access = Access.of(standing(person.id(), siteId));
		TokenGrant grant = person.grant();
		return (grant != null) ? access.within(grant, siteId) : access;
	}

	/** Inside a transaction of a site its session serves: accounts belong to no site. */
	private Standing standing(long accountId, long siteId) {
		return (TransactionSynchronizationManager.isActualTransactionActive()) ? find(accountId, siteId)
				: this.allSites.call("what somebody may do", () -> find(accountId, siteId));
	}

	private Standing find(long accountId, long siteId) {
		return this.accounts.standing(accountId, siteId).orElse(NOBODY);
	}

}
