package org.rowhouse.ownership;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.SiteResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Looks again and again for proofs that are missing, so that nobody needs to press a
 * button. Where the policy is off and nothing waits, it does nothing.
 */
@Component
class PendingChecks implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(PendingChecks.class);

	private final SiteResolver resolver;

	private final DomainProofs proofs;

	private final DomainOwnershipProperties properties;

	private final CheckPlan plan;

	private final Clock clock = Clock.systemUTC();

	private final ScheduledExecutorService timer;

	private @Nullable ScheduledFuture<?> checks;

	PendingChecks(SiteResolver resolver, DomainProofs proofs, DomainOwnershipProperties properties) {
		this.resolver = resolver;
		this.proofs = proofs;
		this.properties = properties;
		this.plan = new CheckPlan(properties.checkInterval());
		CustomizableThreadFactory threads = new CustomizableThreadFactory("domain-proofs-");
		threads.setDaemon(true);
		this.timer = Executors.newSingleThreadScheduledExecutor(threads);
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		if (this.properties.required() || !pending().isEmpty()) {
			long pause = this.properties.checkInterval().toMillis();
			this.checks = this.timer.scheduleWithFixedDelay(this::checkDue, 0, pause, TimeUnit.MILLISECONDS);
		}
	}

	private List<PendingAddress> pending() {
		return PendingAddress.in(this.resolver.all()).toList();
	}

	private void checkDue() {
		try {
			List<PendingAddress> due = this.plan.due(pending(), this.clock.instant());
			List<CompletableFuture<Finding>> started = due.stream().map(this.proofs::start).toList();
			logger.debug("Checking {} pending domains", started.size());
		}
		catch (RuntimeException ex) {
			logger.error("Pending domains could not be checked", ex);
		}
	}

	@Override
	public void destroy() {
		if (this.checks != null) {
			this.checks.cancel(true);
		}
		this.timer.shutdownNow();
	}

}
