package org.rowhouse.content;

import java.util.Optional;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.rowhouse.content.ContentSchedule.Due;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.Sites;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Publishes and archives items when their time has come. The scheduler keeps what it has
 * to do in the database: it survives a restart, and of several nodes one does it. An item
 * whose turn fails is tried again after five minutes, and so is one of a site that this
 * node does not know yet.
 */
@Configuration(proxyBeanMethods = false)
class DueContent {

	static final TaskDescriptor<Void> TASK = TaskDescriptor.of("publish");

	@Bean
	OneTimeTask<Void> publishTask(SiteResolver sites, CurrentSite currentSite, ContentItems items,
			ObjectProvider<Sites> stored) {
		return Tasks.oneTime(TASK).execute((instance, context) -> {
			Due due = Due.of(instance.getId());
			if (due == null) {
				return;
			}
			Optional<Site> site = sites.find(due.siteId());
			if (site.isPresent()) {
				currentSite.run(site.get(), () -> items.passTime(due.itemId()));
			}
			else if (stored.getObject().isStored(due.siteId())) {
				throw new IllegalStateException("Site " + due.siteId() + " is not known here yet");
			}
		});
	}

}
