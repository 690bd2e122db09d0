package org.rowhouse.site;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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
	 * committed. The first time locks the site's row until then; doing it again in the
	 * same transaction raises nothing.
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
		Optional<Raised> present = TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(Raised.class::isInstance)
			.map(Raised.class::cast)
			.filter((raised) -> raised.siteId == siteId)
			.findFirst();
		if (present.isPresent()) {
			present.get().also(items);
			return;
		}
		this.repository.raiseVersion(siteId);
		TransactionSynchronizationManager
			.registerSynchronization(new Raised(siteId, this.repository.versionOf(siteId), items));
	}

	/**
	 * Says what somebody has changed on the bound site, for the audit log.
	 * @param action what was done, such as {@code redirect.added}
	 * @param subject what it was done to
	 * @param before what it was; empty if it is new
	 * @param after what it is now; empty if it is gone
	 * @throws NoCurrentSiteException if no site is bound
	 */
	public void changed(String action, String subject, Map<String, String> before, Map<String, String> after) {
		this.events.publishEvent(new Changed(action, this.currentSite.get(), subject, before, after));
	}

	/**
	 * What is told once the transaction has committed.
	 */
	private final class Raised implements TransactionSynchronization {

		private final long siteId;

		private final long version;

		private @Nullable Set<Long> items;

		Raised(long siteId, long version, @Nullable Set<Long> items) {
			this.siteId = siteId;
			this.version = version;
			this.items = items;
		}

		void also(@Nullable Set<Long> more) {
			Set<Long> present = this.items;
			if (present == null || more == null) {
				this.items = null;
				return;
			}
			Set<Long> all = new HashSet<>(present);
			all.addAll(more);
			this.items = Set.copyOf(all);
		}

		@Override
		public void afterCommit() {
			SiteVersions.this.resolver.raiseVersion(this.siteId, this.version);
			SiteVersions.this.events.publishEvent(new SiteChanged(this.siteId, this.version, this.items));
		}

	}

}
