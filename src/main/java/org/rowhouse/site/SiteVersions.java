package org.rowhouse.site;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
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

	private final ApplicationEventPublisher events;

	SiteVersions(CurrentSite currentSite, SiteRepository repository, SiteResolver resolver,
			ApplicationEventPublisher events) {
		this.currentSite = currentSite;
		this.repository = repository;
		this.resolver = resolver;
		this.events = events;
	}

	/**
	 * Raises the version in the running transaction; requests see it once that has
	 * committed.
	 * @throws NoCurrentSiteException if no site is bound
	 * @throws IllegalStateException if no transaction is running
	 */
	public void raise() {
		raise(null);
	}

	/**
	 * Raises the version in the running transaction, as {@link #raise()} does, and says
	 * what it is raised for.
	 * @param items the numbers of the pages and posts that have been saved or deleted, if
	 * nothing else has changed; {@code null} if it may be anything
	 * @throws NoCurrentSiteException if no site is bound
	 * @throws IllegalStateException if no transaction is running
	 */
	public void raise(@Nullable Set<Long> items) {
		long siteId = this.currentSite.get().id();
		this.repository.raiseVersion(siteId);
		long version = this.repository.versionOf(siteId);
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				SiteVersions.this.resolver.raiseVersion(siteId, version);
				SiteVersions.this.events.publishEvent(new SiteChanged(siteId, version, items));
			}

		});
	}

}
