package org.rowhouse.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What is to happen later happens then, and once.
 */
@RowhouseTest
class ContentScheduleTests {

	private static final String KEY = "scheduled-content";

	private static final Duration SOON = Duration.ofSeconds(20);

	@LocalServerPort
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private ContentItems items;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private Scheduler scheduler;

	@Autowired
	private OneTimeTask<Void> publishTask;

	@Autowired
	private ObjectProvider<Sites> storedSites;

	private Http http;

	@BeforeEach
	void makeSite() {
		this.http = Http.to(this.port, KEY + ".test");
		if (this.sites.find(KEY).isEmpty()) {
			this.sites.create(new SiteSettings(KEY, "Scheduled", "",
					List.of(new TypedAddress(KEY + ".test", "primary")), "", "", "", Map.of(), "", ""));
		}
	}

	@Test
	void whatIsPublishedLaterIsScheduledUntilThen() {
		Item item = save("later", ContentState.PUBLISHED, Instant.now().plusSeconds(2), null);
		assertThat(item.state()).isEqualTo(ContentState.SCHEDULED);
		assertThat(this.http.get("/posts/later").statusCode()).isEqualTo(404);
		long version = site().version();
		Awaitility.await().atMost(SOON).until(() -> this.http.get("/posts/later").statusCode() == 200);
		assertThat(find(item).state()).isEqualTo(ContentState.PUBLISHED);
		assertThat(find(item).publishAt()).isEqualTo(item.publishAt());
		assertThat(site().version()).isEqualTo(version + 1);
	}

	@Test
	void whatIsPublishedIsArchivedAtItsTime() {
		Item item = save("shortly", ContentState.PUBLISHED, null, Instant.now().plusSeconds(2));
		assertThat(this.http.get("/posts/shortly").statusCode()).isEqualTo(200);
		Awaitility.await().atMost(SOON).until(() -> find(item).state() == ContentState.ARCHIVED);
		assertThat(this.http.get("/posts/shortly").statusCode()).isIn(404, 410);
	}

	@Test
	void whatIsPlannedIsInTheDatabaseWithTheItem() {
		Instant at = Instant.parse("2222-02-22T02:22:00Z");
		Item item = save("far", ContentState.SCHEDULED, at, null);
		assertThat(this.scheduler.getScheduledExecutionsForTask("publish", Void.class))
			.filteredOn((planned) -> planned.getTaskInstance().getId().startsWith(site().id() + "/" + item.id() + "/"))
			.singleElement()
			.satisfies((planned) -> assertThat(planned.getExecutionTime()).isBetween(at, at.plusSeconds(1)));
	}

	@Test
	void aPlanThatWasChangedDoesNothing() {
		Item item = save("moved", ContentState.SCHEDULED, Instant.now().plusSeconds(1), null);
		Draft later = new Draft("moved", "Moved", "", "", "", ContentState.SCHEDULED, Instant.now().plusSeconds(3600),
				List.of());
		this.currentSite.call(site(), () -> this.items.update(ContentKind.POST, item.id(), later));
		String id = site().id() + "/" + item.id() + "/" + item.publishAt().toEpochMilli();
		Awaitility.await()
			.atMost(SOON)
			.until(() -> this.scheduler.getScheduledExecution(this.publishTask.instance(id)).isEmpty());
		assertThat(find(item).state()).isEqualTo(ContentState.SCHEDULED);
	}

	@Test
	void twoNodesAtTheSameMomentDoItOnce() throws Exception {
		Item item = save("once", ContentState.SCHEDULED, Instant.now().plusMillis(300), null);
		this.scheduler.pause();
		try {
			Awaitility.await().until(() -> Instant.now().isAfter(item.publishAt().plusMillis(10)));
			long version = site().version();
			CyclicBarrier together = new CyclicBarrier(2);
			Callable<Object> node = () -> {
				together.await();
				return this.publishTask.execute(this.publishTask.instance(site().id() + "/" + item.id()), null);
			};
			ExecutorService nodes = Executors.newFixedThreadPool(2);
			try {
				for (Future<Object> done : nodes.invokeAll(List.of(node, node))) {
					done.get();
				}
			}
			finally {
				nodes.shutdown();
			}
			assertThat(find(item).state()).isEqualTo(ContentState.PUBLISHED);
			assertThat(site().version()).isEqualTo(version + 1);
		}
		finally {
			this.scheduler.resume();
		}
	}

	@Test
	void whatIsDueOnASiteThatThisNodeDoesNotKnowYetIsTriedAgain() {
		OneTimeTask<Void> task = new DueContent().publishTask(new SiteResolver(), this.currentSite, this.items,
				this.storedSites);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> task.execute(task.instance(site().id() + "/1/1"), null))
			.withMessageContaining("not known here yet");
		assertThatNoException().isThrownBy(() -> task.execute(task.instance("999999999/1/1"), null));
	}

	private Item save(String slug, ContentState state, Instant from, Instant until) {
		ItemDetails details = new ItemDetails("", "", "", false, false, 0, until, Map.of());
		Draft draft = new Draft(slug, "Title", "", "Text", "", state, from, List.of()).with(details);
		return this.currentSite.call(site(), () -> this.items.put(ContentKind.POST, draft).item());
	}

	private Item find(Item item) {
		return this.currentSite.call(site(), () -> this.items.find(item.kind(), item.id()).orElseThrow());
	}

	private Site site() {
		return this.sites.find(KEY).orElseThrow();
	}

}
