package org.rowhouse.content;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.rowhouse.content.ContentSchedule.Due;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.SiteResolver;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Publishes and archives items when their time has come. The scheduler keeps what it has
 * to do in the database: it survives a restart, and of several nodes one does it. An item
 * whose turn fails is tried again after five minutes.
 */
@Configuration(proxyBeanMethods = false)
class DueContent {

	static final TaskDescriptor<Void> TASK = TaskDescriptor.of("publish");

	@Bean
	OneTimeTask<Void> publishTask(SiteResolver sites, CurrentSite currentSite, ContentItems items) {
		return Tasks.oneTime(TASK).execute((instance, context) -> {
			Due due = Due.of(instance.getId());
			if (due != null) {
				sites.find(due.siteId()).ifPresent((site) -> currentSite.run(site, () -> items.passTime(due.itemId())));
			}
		});
	}

}
