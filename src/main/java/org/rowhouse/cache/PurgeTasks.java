package org.rowhouse.cache;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells the CDN of changes. The scheduler keeps what it has to do in the database, so it
 * survives a restart, and of several nodes one does it.
 */
@Configuration(proxyBeanMethods = false)
class PurgeTasks {

	@Bean
	PurgeRun purgeRun(CdnProperties properties, CdnClient client, PurgePlans plans,
			ObjectProvider<PurgeListener> listeners) {
		return new PurgeRun(properties, client, plans::plan, listeners);
	}

	@Bean
	OneTimeTask<Void> purgeCdnTask(PurgeRun run) {
		return Tasks.oneTime(PurgePlans.TASK).execute((instance, context) -> run.run(instance.getId()));
	}

}
