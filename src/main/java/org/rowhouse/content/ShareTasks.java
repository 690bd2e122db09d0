package org.rowhouse.content;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.PrivacyChanged;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Plans to bring other sites in step with an item of the bound site. The plan is part of
 * the transaction that changes the item, so that nothing that happens in between loses
 * it, and is carried out right after the commit.
 */
@Service
class ShareTasks {

	static final TaskDescriptor<Void> TASK = TaskDescriptor.of("share");

	/** By then a site that is being copied is there. */
	private static final Duration LATER = Duration.ofMinutes(2);

	private final ItemShareRepository shares;

	private final CurrentSite currentSite;

	private final ObjectProvider<Scheduler> scheduler;

	private final Clock clock = Clock.systemUTC();

	/** The scheduler needs the task, which needs this. */
	ShareTasks(ItemShareRepository shares, CurrentSite currentSite, ObjectProvider<Scheduler> scheduler) {
		this.shares = shares;
		this.currentSite = currentSite;
		this.scheduler = scheduler;
	}

	/**
	 * Plans this for those of some items that other sites show.
	 * @param itemIds numbers of items of the bound site
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void plan(Collection<Long> itemIds) {
		if (itemIds.isEmpty()) {
			return;
		}
		long siteId = this.currentSite.get().id();
		List<Long> shared = this.shares.sharedAmong(siteId, itemIds);
		shared.forEach((itemId) -> schedule(new Shared(siteId, itemId, 0)));
	}

	/** What is private from now on goes from other sites, and what is not comes back. */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void planAll(PrivacyChanged changed) {
		this.shares.sharedOf(changed.siteId()).forEach((itemId) -> schedule(new Shared(changed.siteId(), itemId, 0)));
	}

	/**
	 * Plans this for those of the items of a site that show a snippet and that other
	 * sites show.
	 * @param siteId the number of the bound site
	 * @param snippet the name of the snippet
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void planThoseThatShow(long siteId, String snippet) {
		this.shares.sharedThatShow(siteId, snippet).forEach((itemId) -> schedule(new Shared(siteId, itemId, 0)));
	}

	/**
	 * Plans this for the items of all sites that show a snippet and that other sites
	 * show.
	 * @param snippet the name of a snippet of the platform
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void planThoseThatShow(String snippet) {
		this.shares.sharedThatShow(snippet)
			.forEach((row) -> schedule(new Shared(((Number) row[0]).longValue(), ((Number) row[1]).longValue(), 0)));
	}

	/**
	 * Plans this for one site, also when it is not to show the item any more.
	 * @param itemId the number of an item of the bound site
	 * @param targetSiteId the number of the other site
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void plan(long itemId, long targetSiteId) {
		schedule(new Shared(this.currentSite.get().id(), itemId, targetSiteId));
	}

	/**
	 * Forgets that the bound site shows an item of another one. What is being brought in
	 * step at this moment may write it once more, so that is looked at again.
	 * @param origin the item
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void decline(Origin origin) {
		long siteId = this.currentSite.get().id();
		this.shares.deleteShare(origin.siteId(), origin.itemId(), siteId);
		schedule(new Shared(origin.siteId(), origin.itemId(), siteId));
	}

	/**
	 * Plans to look a little later whether a copy of a repetition is still in step.
	 * @param shared the original, and the site that is about to show it
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void planLater(Shared shared) {
		this.scheduler.getObject()
			.scheduleIfNotExists(TASK.instance(shared.instance()).build(), this.clock.instant().plus(LATER));
	}

	/** One each time: what is being done now has perhaps read what was there before. */
	private void schedule(Shared shared) {
		Scheduler found = this.scheduler.getObject();
		found.scheduleIfNotExists(TASK.instance(shared.instance()).build(), this.clock.instant());
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				found.triggerCheckForDueExecutions();
			}

		});
	}

	/**
	 * An item that other sites show.
	 *
	 * @param originSiteId the number of its site
	 * @param itemId its number
	 * @param targetSiteId the number of a site that showed it and perhaps does no more,
	 * or 0
	 */
	record Shared(long originSiteId, long itemId, long targetSiteId) {

		String instance() {
			return this.originSiteId + "/" + this.itemId + "/" + this.targetSiteId + "/" + UUID.randomUUID();
		}

		static @Nullable Shared of(String instance) {
			String[] parts = instance.split("/", 4);
			return (parts.length == 4)
					? new Shared(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])) : null;
		}

	}

}
