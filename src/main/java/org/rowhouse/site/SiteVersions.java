package org.rowhouse.site;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Raises the version of the bound site together with a change of its content, so that
 * whatever was kept of the old version is no longer asked for.
 */
@Component
public class SiteVersions {

	private final CurrentSite currentSite;

	private final SiteRepository repository;

	private final SiteResolver resolver;

	SiteVersions(CurrentSite currentSite, SiteRepository repository, SiteResolver resolver) {
		this.currentSite = currentSite;
		this.repository = repository;
		this.resolver = resolver;
	}

	/**
	 * Raises the version in the running transaction; requests see it once that has
	 * committed.
	 * @throws NoCurrentSiteException if no site is bound
	 * @throws IllegalStateException if no transaction is running
	 */
	public void raise() {
		long siteId = this.currentSite.get().id();
		this.repository.raiseVersion(siteId);
		long version = this.repository.versionOf(siteId);
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				SiteVersions.this.resolver.raiseVersion(siteId, version);
			}

		});
	}

}
