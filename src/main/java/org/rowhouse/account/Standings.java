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

	private static final Standing NOBODY = new Standing(false, false, null);

	private final AccountRepository accounts;

	private final AllSites allSites;

	Standings(AccountRepository accounts, AllSites allSites) {
		this.accounts = accounts;
		this.allSites = allSites;
	}

	Access onPlatform(long accountId) {
		return onSite(accountId, NO_SITE);
	}

	/** Inside a transaction of a site its session serves: accounts belong to no site. */
	Access onSite(long accountId, long siteId) {
		Standing standing = (TransactionSynchronizationManager.isActualTransactionActive()) ? find(accountId, siteId)
				: this.allSites.call("what somebody may do", () -> find(accountId, siteId));
		return Access.of(standing);
	}

	private Standing find(long accountId, long siteId) {
		return this.accounts.standing(accountId, siteId).orElse(NOBODY);
	}

}
