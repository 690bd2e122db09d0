package org.rowhouse.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Plans what has to become of an item at a later time. Plans are part of the transaction
 * that saves the item, so that neither is there without the other.
 */
@Service
class ContentSchedule {

	private final ObjectProvider<SchedulerClient> scheduler;

	private final CurrentSite currentSite;

	/** The scheduler needs the task, which needs this. */
	ContentSchedule(ObjectProvider<SchedulerClient> scheduler, CurrentSite currentSite) {
		this.scheduler = scheduler;
		this.currentSite = currentSite;
	}

	/**
	 * Plans the next time something is due. What was planned before is not taken back: at
	 * its time nothing will be due, and nothing happens.
	 * @param item an item that has been saved
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void plan(ContentItem item) {
		Instant due = item.due();
		if (due != null) {
			String instance = new Due(this.currentSite.get().id(), ContentItems.id(item)).instance(due);
			// What is kept of a time has microseconds; a moment earlier nothing is due.
			this.scheduler.getObject()
				.scheduleIfNotExists(DueContent.TASK.instance(instance).build(),
						due.truncatedTo(ChronoUnit.MILLIS).plusMillis(1));
		}
	}

	/**
	 * An item that something is due of.
	 *
	 * @param siteId the number of its site
	 * @param itemId its number
	 */
	record Due(long siteId, long itemId) {

		String instance(Instant at) {
			return this.siteId + "/" + this.itemId + "/" + at.toEpochMilli();
		}

		static @Nullable Due of(String instance) {
			String[] parts = instance.split("/", 3);
			return (parts.length > 1) ? new Due(Long.parseLong(parts[0]), Long.parseLong(parts[1])) : null;
		}

	}

}
