package org.rowhouse.visitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link AreaMaps} where many ask at once and the database is slow or away.
 */
@RowhouseTest
class AreaMapsTests {

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private AreaRepository areas;

	@Autowired
	private VisitorRepository visitors;

	@Autowired
	private AreaMoves moves;

	@Test
	void ofManyWhoAskAtOnceOneLoads() throws Exception {
		Site site = this.sites.find("garden").orElseThrow();
		SlowLoader loader = new SlowLoader(this.areas, this.visitors);
		AreaMaps maps = new AreaMaps(loader, this.currentSite, this.moves);
		List<Thread> threads = new ArrayList<>();
		List<FutureTask<AreaMap>> tasks = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			FutureTask<AreaMap> task = new FutureTask<>(() -> maps.map(site));
			tasks.add(task);
			threads.add(started(task));
		}
		await().atMost(Duration.ofSeconds(20))
			.until(() -> threads.stream().allMatch((thread) -> thread.getState() == Thread.State.WAITING));
		loader.open.countDown();
		for (FutureTask<AreaMap> task : tasks) {
			assertThat(task.get()).isSameAs(AreaMap.NONE);
		}
		assertThat(loader.loads).hasValue(1);
		assertThat(maps.map(site)).isSameAs(AreaMap.NONE);
		assertThat(loader.loads).hasValue(1);
	}

	@Test
	void nothingIsKeptOfWhatFailed() throws Exception {
		Site site = this.sites.find("garden").orElseThrow();
		SlowLoader loader = new SlowLoader(this.areas, this.visitors);
		loader.failing = true;
		AreaMaps maps = new AreaMaps(loader, this.currentSite, this.moves);
		FutureTask<AreaMap> first = new FutureTask<>(() -> maps.map(site));
		Thread loading = started(first);
		await().atMost(Duration.ofSeconds(20)).until(() -> loading.getState() == Thread.State.WAITING);
		FutureTask<AreaMap> second = new FutureTask<>(() -> maps.map(site));
		Thread waiting = started(second);
		await().atMost(Duration.ofSeconds(20)).until(() -> waiting.getState() == Thread.State.WAITING);
		loader.open.countDown();
		assertThat(first).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.withCauseInstanceOf(QueryTimeoutException.class);
		assertThat(second).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.withCauseInstanceOf(TransactionException.class);
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> maps.map(site));
		loader.failing = false;
		assertThat(maps.map(site)).isSameAs(AreaMap.NONE);
	}

	private static Thread started(Runnable task) {
		Thread thread = new Thread(task);
		thread.start();
		return thread;
	}

	/** Loads when it is let. */
	private static final class SlowLoader extends AreaMapLoader {

		private final AtomicInteger loads = new AtomicInteger();

		private final CountDownLatch open = new CountDownLatch(1);

		private volatile boolean failing;

		SlowLoader(AreaRepository areas, VisitorRepository visitors) {
			super(areas, visitors);
		}

		@Override
		AreaMap load() {
			this.loads.incrementAndGet();
			try {
				this.open.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			if (this.failing) {
				throw new QueryTimeoutException("The database is away");
			}
			return AreaMap.NONE;
		}

	}

}
