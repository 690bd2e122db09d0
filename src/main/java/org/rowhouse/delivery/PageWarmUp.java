package org.rowhouse.delivery;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.rowhouse.site.BusySites;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.RenderPermits;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Renders the home pages of the busiest sites once after the start, so that no visitor
 * waits for classes to be loaded and templates to be parsed. One after the other, on one
 * thread in the background, at most {@value #SITES} and never for longer than
 * {@value #SECONDS} seconds and a page; requests are answered meanwhile, and have the
 * site's permits first. What it renders is thrown away.
 */
@Component
class PageWarmUp implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(PageWarmUp.class);

	static final int SITES = 20;

	static final int SECONDS = 30;

	/** Longer than a page may take. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final BusySites busySites;

	private final SiteResolver sites;

	private final Consumer<Site> rendering;

	/**
	 * Is not interrupted: a thread that is interrupted while it reads the file of H2
	 * closes it for all others.
	 */
	private final Thread thread = new Thread(this::warm, "page-warm-up");

	private volatile boolean stopped;

	@Autowired
	PageWarmUp(BusySites busySites, SiteResolver sites, CurrentSite currentSite, SitePages pages,
			RenderPermits permits) {
		this(busySites, sites, (site) -> permits.tryAcquire(site).ifPresent((permit) -> {
			try (permit) {
				currentSite.run(site, () -> pages.home(site, ""));
			}
		}));
	}

	PageWarmUp(BusySites busySites, SiteResolver sites, Consumer<Site> rendering) {
		this.busySites = busySites;
		this.sites = sites;
		this.rendering = rendering;
		this.thread.setDaemon(true);
	}

	/** Once for the process, whichever of its contexts is ready first. */
	@EventListener(ApplicationReadyEvent.class)
	synchronized void start() {
		if (this.thread.getState() == Thread.State.NEW && !this.stopped) {
			this.thread.start();
		}
	}

	/** Renders until it is done, or stopped. */
	void warm() {
		long start = System.nanoTime();
		for (Long id : busiest()) {
			if (this.stopped || System.nanoTime() - start > Duration.ofSeconds(SECONDS).toNanos()) {
				return;
			}
			this.sites.find(id).filter((site) -> site.state() == SiteState.ACTIVE).ifPresent(this::render);
		}
	}

	private List<Long> busiest() {
		try {
			return this.busySites.busiest(SITES);
		}
		catch (RuntimeException ex) {
			logger.debug("Nobody knows which sites are busy: no page is prepared", ex);
			return List.of();
		}
	}

	/** A mistake in a template is told to its visitors and its owner, not here. */
	private void render(Site site) {
		try {
			this.rendering.accept(site);
		}
		catch (RuntimeException | StackOverflowError ex) {
			logger.debug("Site '{}': its home page could not be prepared", site.key(), ex);
		}
	}

	@Override
	public void destroy() throws InterruptedException {
		synchronized (this) {
			this.stopped = true;
		}
		this.thread.join(PATIENCE.toMillis());
	}

}
