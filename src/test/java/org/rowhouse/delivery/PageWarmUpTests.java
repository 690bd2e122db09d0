package org.rowhouse.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.RenderPermits;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.Statements;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

@RowhouseTest
class PageWarmUpTests {

	@Autowired
	private Sites sites;

	@Autowired
	private SiteResolver resolver;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private SitePages pages;

	@Autowired
	private RenderPermits permits;

	@Autowired
	private Statements statements;

	@Value("${local.server.port}")
	private int port;

	@Test
	void theFirstVisitorOfABusySiteDoesNotWaitForItsOutline() {
		Site cold = site("warm-up-cold");
		Site warm = site("warm-up-warm");
		new PageWarmUp((most) -> List.of(-1L, warm.id()), this.resolver, this.currentSite, this.pages, this.permits)
			.warm();
		assertThat(queries(warm)).isLessThan(queries(cold));
	}

	@Test
	void theBusiestComeFirstAndWhoCannotBeShownIsLeftOut() {
		Site first = site("warm-up-first");
		Site suspended = site("warm-up-suspended");
		Site second = site("warm-up-second");
		this.sites.changeState(suspended.key(), SiteState.SUSPENDED);
		List<String> rendered = new ArrayList<>();
		new PageWarmUp((most) -> List.of(second.id(), -1L, suspended.id(), first.id()), this.resolver,
				(site) -> rendered.add(site.key()))
			.warm();
		assertThat(rendered).containsExactly("warm-up-second", "warm-up-first");
	}

	@Test
	void aSiteThatFailsDoesNotKeepTheNextFromItsTurn() {
		Site broken = site("warm-up-broken");
		Site next = site("warm-up-next");
		List<String> rendered = new ArrayList<>();
		new PageWarmUp((most) -> List.of(broken.id(), next.id()), this.resolver, (site) -> {
			rendered.add(site.key());
			throw new IllegalStateException("a template with a mistake");
		}).warm();
		assertThat(rendered).containsExactly("warm-up-broken", "warm-up-next");
	}

	@Test
	void whereNobodyKnowsWhichSitesAreBusyNothingIsRendered() {
		List<String> rendered = new ArrayList<>();
		new PageWarmUp((most) -> {
			throw new IllegalStateException("no database");
		}, this.resolver, (site) -> rendered.add(site.key())).warm();
		assertThat(rendered).isEmpty();
	}

	@Test
	void afterTheEndNoOtherPageIsBegun() throws InterruptedException {
		Site first = site("warm-up-until");
		Site second = site("warm-up-never");
		CountDownLatch rendering = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		List<String> rendered = new CopyOnWriteArrayList<>();
		PageWarmUp warmUp = new PageWarmUp((most) -> List.of(first.id(), second.id()), this.resolver, (site) -> {
			rendered.add(site.key());
			rendering.countDown();
			await(ended);
		});
		warmUp.start();
		rendering.await();
		Thread end = new Thread(() -> destroy(warmUp));
		end.start();
		Awaitility.await().until(() -> end.getState() == Thread.State.TIMED_WAITING);
		ended.countDown();
		end.join();
		assertThat(rendered).containsExactly("warm-up-until");
	}

	private static void destroy(PageWarmUp warmUp) {
		try {
			warmUp.destroy();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Site site(String key) {
		return this.sites.create(new SiteSettings(key, key, "", List.of(), "plain", "en", "UTC", Map.of()));
	}

	private long queries(Site site) {
		return this.statements.during(
				() -> assertThat(Http.to(this.port, site.key() + ".localhost").get("/").statusCode()).isEqualTo(200));
	}

}
