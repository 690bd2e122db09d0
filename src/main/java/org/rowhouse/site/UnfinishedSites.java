package org.rowhouse.site;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Sites that are being made and are not whole yet. Nobody sees them, no request reaches
 * them, and they have their key and their addresses for themselves. Each becomes a site
 * or is taken back, with everything that was written for it.
 */
@Service
public class UnfinishedSites {

	private static final Logger logger = LoggerFactory.getLogger(UnfinishedSites.class);

	private final SiteStore store;

	private final SiteValidator validator;

	private final SiteLocks locks;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	UnfinishedSites(SiteStore store, SiteValidator validator, SiteLocks locks, ApplicationEventPublisher events) {
		this.store = store;
		this.validator = validator;
		this.locks = locks;
		this.events = events;
	}

	/**
	 * Begins a site, in the running transaction of the platform if there is one.
	 * @param settings what it will be
	 * @return the site, which can be bound
	 * @throws InvalidInputException if settings are wrong
	 */
	public Site begin(SiteSettings settings) {
		return this.store.insertUnfinished(this.validator.validate(settings, null, null), this.clock.instant());
	}

	/**
	 * Finds a site that is not finished.
	 * @param id its number
	 * @return the site, unless it is finished or has been taken back
	 */
	public Optional<Site> find(long id) {
		return this.store.findUnfinished(id);
	}

	/**
	 * Finishes a site, which answers at its addresses when this returns.
	 * @param site the site
	 * @param from the key of the site that it is a copy of
	 * @param folder its folder, or {@code null} if it has none
	 * @param last what is done in the same transaction, with the site bound
	 * @return whether this has finished it; false if somebody else has
	 * @throws InvalidInputException if settings are wrong by now; nothing has changed
	 * then
	 */
	public boolean finish(Site site, String from, FolderCloning.@Nullable Prepared folder, Runnable last) {
		Lock lock = this.locks.get(site.key());
		lock.lock();
		try {
			Site valid = (folder != null) ? this.validator.validate(site.own(), site, folder.declared()) : site;
			boolean finished = this.store.finish(valid, from, (folder != null) ? folder::show : null, last);
			if (finished) {
				this.store.refresh(site.id());
				logger.info("Site '{}' created", site.key());
			}
			return finished;
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Deletes what is kept of a site outside of the database. Comes before
	 * {@link #delete}, which frees the key for others.
	 * @param site a site that is not finished
	 */
	public void deleteFiles(Site site) {
		this.events.publishEvent(new SiteDeleted(site.id(), site.key()));
	}

	/**
	 * Takes a site back with everything that was written for it, in the running
	 * transaction of the platform if there is one.
	 * @param site a site that is not finished
	 * @return whether it was there
	 */
	public boolean delete(Site site) {
		boolean deleted = this.store.deleteUnfinished(site.id());
		if (deleted) {
			logger.info("Site '{}' was not finished and has been taken back", site.key());
		}
		return deleted;
	}

}
