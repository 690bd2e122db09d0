package org.rowhouse.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.BusySites;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.CompletedRequest.Effort;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.RequestFailure;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.rowhouse.site.Worker;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what is counted of sites and kept for 30 days, on both databases.
 */
@RowhouseTest
class TrafficTests {

	private static final Duration TEN = Duration.ofMillis(10);

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteResolver resolver;

	@Autowired
	private BusySites busySites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private FailedRequestRepository failedRows;

	@Autowired
	private PlatformTransactionManager transactionManager;

	@Autowired
	private AllSites allSites;

	@Autowired
	private TrafficCounters counters;

	@Autowired
	private TrafficHistory history;

	@Autowired
	private TrafficWriter writer;

	@Autowired
	private TrafficHourRepository hours;

	@Autowired
	private TrafficProperties properties;

	@Autowired
	private FailedRequests failedRequests;

	@Autowired
	private Worker worker;

	@Value("${local.server.port}")
	private int port;

	private Site site;

	private Site neighbour;

	@BeforeEach
	void makeTwoSites() {
		this.site = newSite();
		this.neighbour = newSite();
	}

	@Test
	void whatVisitorsAskForIsCountedAndWrittenAndStaysOneSites() {
		Http visitor = Http.to(this.port, this.site.key() + ".localhost");
		int length = visitor.get("/").body().length();
		String tag = visitor.get("/static/site.css").headers().firstValue("ETag").orElseThrow();
		assertThat(visitor.with("If-None-Match", tag).get("/static/site.css").statusCode()).isEqualTo(304);
		assertThat(visitor.get("/nothing-here").statusCode()).isEqualTo(404);
		assertThat(visitor.send("HEAD", "/", null).statusCode()).isEqualTo(200);
		awaitCounted(this.site, 5);
		TrafficTesting.write(this.context);
		TrafficFigures figures = this.history.of(this.site, TrafficRange.DAY).total();
		assertThat(figures.requests()).isEqualTo(5);
		assertThat(figures.clientErrors()).isEqualTo(1);
		assertThat(figures.serverErrors()).isZero();
		assertThat(figures.notModified()).isEqualTo(1);
		assertThat(figures.cached()).as("the headers of the home page").isEqualTo(1);
		assertThat(figures.bytes()).isGreaterThan(length);
		assertThat(figures.meanMillis()).isPositive();
		assertThat(figures.p99Millis()).isGreaterThanOrEqualTo(figures.p50Millis());
		assertThat(this.history.days().get(this.site.id()).requests()).isEqualTo(5);
		assertThat(this.history.of(this.neighbour, TrafficRange.MONTH).total().requests()).isZero();
		assertThat(this.history.days()).doesNotContainKey(this.neighbour.id());
	}

	@Test
	void bytesAreThoseOfTheBody() {
		Http visitor = Http.to(this.port, this.site.key() + ".localhost");
		long length = visitor.get("/").body().getBytes(StandardCharsets.UTF_8).length;
		visitor.send("HEAD", "/", null);
		awaitCounted(this.site, 2);
		TrafficTesting.write(this.context);
		assertThat(this.history.of(this.site, TrafficRange.DAY).total().bytes()).isEqualTo(length);
	}

	@Test
	void makingPagesAndTheDatabaseTakeAShareOfTheTime() {
		Http visitor = Http.to(this.port, this.site.key() + ".localhost");
		IntStream.range(0, 40).forEach((i) -> visitor.get("/missing-" + i));
		awaitCounted(this.site, 40);
		TrafficTesting.write(this.context);
		TrafficFigures figures = this.history.of(this.site, TrafficRange.DAY).total();
		assertThat(figures.databaseMillis()).isPositive();
		assertThat(figures.renderingMillis()).isGreaterThan(figures.databaseMillis());
		assertThat(figures.answeringMillis()).isGreaterThanOrEqualTo(figures.renderingMillis());
	}

	/** Whoever makes a cache only has to say so. */
	@Test
	void whatACacheAnsweredIsCountedByItself() {
		this.counters.onCompleted(new CompletedRequest(this.site, "GET", "/", 200, TEN,
				new Effort(10, Duration.ZERO, Duration.ZERO, true, "/"), null));
		this.counters.onCompleted(TrafficTesting.request(this.site, 200, TEN));
		TrafficTesting.write(this.context);
		TrafficFigures figures = this.history.of(this.site, TrafficRange.DAY).total();
		assertThat(figures.cached()).isEqualTo(1);
		assertThat(figures.requests()).isEqualTo(2);
	}

	@Test
	void whatHasNotChangedCountsOnceWhoeverKnewIt() {
		List.of(304, 304, 200, 404)
			.forEach((status) -> this.counters.onCompleted(new CompletedRequest(this.site, "GET", "/", status, TEN,
					new Effort(10, Duration.ZERO, Duration.ZERO, true, "/"), null)));
		this.counters.onCompleted(TrafficTesting.request(this.site, 304, TEN));
		TrafficTesting.write(this.context);
		TrafficFigures figures = this.history.of(this.site, TrafficRange.DAY).total();
		assertThat(figures.notModified()).isEqualTo(3);
		assertThat(figures.cached()).isEqualTo(2);
	}

	@Test
	void aSiteToWhichNobodyCameHasNoRow() {
		TrafficTesting.past(this.context, this.site, 0, 1, 0, TEN);
		TrafficTesting.write(this.context);
		assertThat(rows(this.site)).hasSize(1);
		assertThat(rows(this.neighbour)).isEmpty();
		assertThat(this.counters.of(this.neighbour)).isSameAs(SinceStart.NOTHING);
	}

	@Test
	void writingTwiceAddsAndWritesNothingTwice() {
		this.counters.onCompleted(TrafficTesting.request(this.site, 200, TEN));
		TrafficTesting.write(this.context);
		TrafficTesting.write(this.context);
		this.counters.onCompleted(TrafficTesting.request(this.site, 500, TEN));
		TrafficTesting.write(this.context);
		TrafficFigures figures = this.history.of(this.site, TrafficRange.DAY).total();
		assertThat(figures.requests()).isEqualTo(2);
		assertThat(figures.serverErrors()).isEqualTo(1);
		assertThat(figures.bytes()).isEqualTo(2000);
		assertThat(figures.p50Millis()).isBetween(10.0, 12.0);
		assertThat(rows(this.site)).hasSize(1);
	}

	/** Another node has counters of its own and the same database. */
	@Test
	void nodesThatWriteAtTheSameTimeLoseNothing() throws Exception {
		int nodes = 4;
		int turns = 15;
		List<Site> some = IntStream.range(0, 5).mapToObj((i) -> newSite()).toList();
		CyclicBarrier together = new CyclicBarrier(nodes);
		ExecutorService threads = Executors.newFixedThreadPool(nodes);
		Callable<Void> node = () -> {
			TrafficCounters own = new TrafficCounters();
			TrafficUpkeep upkeep = new TrafficUpkeep(own, this.writer, this.failedRequests, this.resolver, this.sites,
					this.currentSite, this.properties);
			for (int turn = 0; turn < turns; turn++) {
				some.forEach((each) -> own.onCompleted(TrafficTesting.request(each, 500, TEN)));
				together.await();
				upkeep.write();
			}
			// What a conflict kept back.
			upkeep.stop();
			return null;
		};
		try {
			List<Future<Void>> running = IntStream.range(0, nodes).mapToObj((i) -> threads.submit(node)).toList();
			for (Future<Void> each : running) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		Map<Long, DayTraffic> days = this.history.days();
		for (Site each : some) {
			assertThat(this.history.of(each, TrafficRange.DAY).total().requests()).isEqualTo(nodes * turns);
			assertThat(this.history.of(each, TrafficRange.DAY).total().bytes()).isEqualTo(nodes * turns * 1000);
			assertThat(days.get(each.id()).requests()).isEqualTo(nodes * turns);
			assertThat(this.currentSite.call(each, this.failedRequests::recent)).singleElement()
				.satisfies((failed) -> assertThat(failed.times()).isEqualTo(nodes * turns));
		}
	}

	@Test
	void aSiteThatWasDeletedKeepsNoOthersFromBeingWritten() {
		this.counters.onCompleted(TrafficTesting.request(this.site, 200, TEN));
		TrafficCounters ofAnotherNode = new TrafficCounters();
		ofAnotherNode.onCompleted(TrafficTesting.request(this.site, 200, TEN));
		ofAnotherNode.onCompleted(TrafficTesting.request(this.neighbour, 200, TEN));
		this.sites.delete(this.site.key());
		TrafficTesting.write(this.context);
		new TrafficUpkeep(ofAnotherNode, this.writer, this.failedRequests, this.resolver, this.sites, this.currentSite,
				this.properties)
			.write();
		assertThat(rows(this.site)).isEmpty();
		assertThat(this.history.of(this.neighbour, TrafficRange.DAY).total().requests()).isEqualTo(1);
		assertThat(ofAnotherNode.take()).isEmpty();
	}

	@Test
	void whatTheDatabaseDoesNotTakeIsWrittenTheNextTime() {
		SiteCounter counter = new SiteCounter(new AtomicInteger());
		Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
		counter.add(TrafficTesting.request(this.site, 500, TEN), hour, hour);
		SiteCounter.Unwritten taken = counter.take();
		counter.add(TrafficTesting.request(this.site, 500, TEN), hour, hour);
		counter.putBack(taken);
		assertThat(counter.sinceStart().requests()).isEqualTo(2);
		counter.putBack(counter.take());
		SiteCounter.Unwritten again = counter.take();
		assertThat(again.hours()).singleElement().satisfies((only) -> {
			assertThat(only.sums().requests()).isEqualTo(2);
			assertThat(only.sums().serverErrors()).isEqualTo(2);
		});
		assertThat(again.failures()).singleElement().satisfies((only) -> assertThat(only.times()).isEqualTo(2));
		assertThat(counter.sinceStart().requests()).isEqualTo(2);
	}

	@Test
	void whileTheDatabaseIsAwayASiteTakesBoundedMemory() {
		AtomicInteger ofAll = new AtomicInteger();
		SiteCounter counter = new SiteCounter(ofAll);
		Instant first = Instant.parse("2026-01-01T00:00:00Z");
		for (int i = 0; i < 20; i++) {
			Instant hour = first.plus(i, ChronoUnit.HOURS);
			for (int path = 0; path < 20; path++) {
				counter.add(new CompletedRequest(this.site, "GET", "/" + i + "/" + path, 500, TEN, Effort.NONE, null),
						hour, hour);
			}
		}
		SiteCounter.Unwritten taken = counter.take();
		assertThat(taken.hours()).hasSize(SiteCounter.MAX_HOURS)
			.last()
			.satisfies((hour) -> assertThat(hour.beginsAt()).isEqualTo(first.plus(19, ChronoUnit.HOURS)));
		assertThat(taken.failures()).hasSize(SiteCounter.MAX_FAILURES);
		assertThat(ofAll).hasValue(0);
	}

	/** Each try waits for a connection, and there may be a thousand sites. */
	@Test
	void whileTheDatabaseIsAwayOneSiteAsksForIt() {
		AtomicInteger tries = new AtomicInteger();
		FailedRequests away = new FailedRequests(this.failedRows, this.worker) {

			@Override
			void add(List<FailedRequest> failures) {
				tries.incrementAndGet();
				throw new CannotCreateTransactionException("no connection");
			}

		};
		TrafficCounters own = new TrafficCounters();
		own.onCompleted(TrafficTesting.request(this.site, 500, TEN));
		own.onCompleted(TrafficTesting.request(this.neighbour, 500, TEN));
		new TrafficUpkeep(own, this.writer, away, this.resolver, this.sites, this.currentSite, this.properties).write();
		assertThat(tries).hasValue(1);
		assertThat(own.take()).as("nothing is lost").hasSize(2);
	}

	@Test
	void theLastDayLosesItsOldestHour() {
		TrafficTesting.past(this.context, this.site, 23, 5, 0, TEN);
		TrafficTesting.past(this.context, this.site, 24, 7, 0, TEN);
		TrafficTesting.past(this.context, this.neighbour, 23, 3, 0, TEN);
		TrafficTesting.past(this.context, this.site, 0, 2, 1, TEN);
		assertThat(this.history.days().get(this.site.id()).requests()).isEqualTo(7);
		assertThat(this.busySites.busiest(1000)).containsSubsequence(this.site.id(), this.neighbour.id());
		assertThat(this.busySites.busiest(1)).hasSize(1);
		List<Long> both = List.of(this.site.id(), this.neighbour.id());
		assertThat(this.writer.sitesWithDay()).containsAll(both);
		this.writer.sumDays(both, Instant.now());
		assertThat(this.history.days().get(this.site.id()).requests()).isEqualTo(7);
		this.writer.sumDays(both, Instant.now().plus(1, ChronoUnit.HOURS));
		assertThat(this.history.days().get(this.site.id())).isEqualTo(new DayTraffic(this.site.id(), 2, 0, 1, 2000));
		assertThat(this.history.days()).doesNotContainKey(this.neighbour.id());
	}

	@Test
	void afterAMonthHoursAreDeleted() {
		TrafficTesting.past(this.context, this.site, 31 * 24 + 1, 5, 0, TEN);
		TrafficTesting.past(this.context, this.site, 31 * 24, 4, 0, TEN);
		TrafficTesting.past(this.context, this.site, 1, 3, 0, TEN);
		TrafficTesting.past(this.context, this.neighbour, 31 * 24 + 5, 2, 0, TEN);
		assertThat(this.writer.thin(List.of(this.site.id()), Instant.now())).isEqualTo(1);
		assertThat(rows(this.site)).hasSize(2);
		assertThat(rows(this.neighbour)).hasSize(1);
	}

	@Test
	void periodsAreThoseOfTheSitesClock() {
		Instant now = Instant.parse("2026-03-30T10:20:00Z");
		ZoneId zone = ZoneId.of("Europe/Berlin");
		assertThat(TrafficRange.DAY.bounds(now, zone)).hasSize(25)
			.startsWith(Instant.parse("2026-03-29T11:00:00Z"))
			.endsWith(Instant.parse("2026-03-30T11:00:00Z"));
		// Clocks went forward on the 29th.
		assertThat(TrafficRange.WEEK.bounds(now, zone)).hasSize(29)
			.startsWith(Instant.parse("2026-03-23T17:00:00Z"))
			.endsWith(Instant.parse("2026-03-30T16:00:00Z"));
		assertThat(TrafficRange.MONTH.bounds(now, zone)).hasSize(31)
			.startsWith(Instant.parse("2026-02-28T23:00:00Z"))
			.endsWith(Instant.parse("2026-03-30T22:00:00Z"));
	}

	@Test
	void anHourIsInTheDayOfTheSitesCalendar() {
		Site berlin = newSite("Europe/Berlin");
		SortedMap<Long, Sums> one = new TreeMap<>(Map.of(berlin.id(), new Sums()));
		one.get(berlin.id()).add(TrafficTesting.request(berlin, 200, TEN));
		Instant now = Instant.parse("2026-01-20T10:00:00Z");
		this.writer.add(Instant.parse("2026-01-19T22:00:00Z"), one, now);
		this.writer.add(Instant.parse("2026-01-19T23:00:00Z"), one, now);
		this.writer.add(Instant.parse("2026-01-20T08:00:00Z"), one, now);
		List<TrafficPeriod> days = this.history.of(berlin, TrafficRange.MONTH, now).periods();
		assertThat(days).hasSize(30);
		assertThat(days.get(29).from()).isEqualTo(Instant.parse("2026-01-19T23:00:00Z"));
		assertThat(days.get(29).figures().requests()).isEqualTo(2);
		assertThat(days.get(28).figures().requests()).isEqualTo(1);
		assertThat(days.get(0).figures().p99Millis()).isNull();
	}

	@Test
	void whatFailedIsKeptWithItsCauseAndStaysOneSites() {
		RequestFailure failure = new RequestFailure("0123abcd", "There is no value 'x'.", "sites/a/templates/page.html",
				7);
		for (int i = 0; i < 3; i++) {
			this.counters.onCompleted(new CompletedRequest(this.site, "GET", "/about", 500, TEN, Effort.NONE, failure));
		}
		this.counters.onCompleted(new CompletedRequest(this.site, "GET", "/", 503, TEN, Effort.NONE, null));
		TrafficTesting.write(this.context);
		this.counters.onCompleted(new CompletedRequest(this.site, "GET", "/about", 500, TEN, Effort.NONE,
				new RequestFailure("ffffffff", failure.cause(), failure.file(), failure.line())));
		TrafficTesting.write(this.context);
		assertThat(this.currentSite.call(this.site, this.failedRequests::recent)).singleElement().satisfies((only) -> {
			assertThat(only.path()).isEqualTo("/about");
			assertThat(only.cause()).isEqualTo("There is no value 'x'.");
			assertThat(only.file()).isEqualTo("sites/a/templates/page.html");
			assertThat(only.line()).isEqualTo(7);
			assertThat(only.errorId()).isEqualTo("ffffffff");
			assertThat(only.times()).isEqualTo(4);
		});
		assertThat(this.currentSite.call(this.neighbour, this.failedRequests::recent)).isEmpty();
		// A site that is closed answers 503 on purpose.
		assertThat(this.history.of(this.site, TrafficRange.DAY).total().serverErrors()).isEqualTo(4);
	}

	@Test
	void onlyTheLastFailuresAreKept() {
		for (int turn = 0; turn < 3; turn++) {
			for (int i = 0; i < 30; i++) {
				this.counters.onCompleted(new CompletedRequest(this.site, "GET", "/" + turn + "/" + i, 500, TEN,
						Effort.NONE, new RequestFailure("0123abcd", "x".repeat(1000), null, null)));
			}
			TrafficTesting.write(this.context);
		}
		List<FailedRequest> recent = this.currentSite.call(this.site, this.failedRequests::recent);
		assertThat(recent).hasSize(FailedRequests.PER_SITE);
		assertThat(recent.stream().filter((failed) -> failed.path().startsWith("/2/"))).hasSize(30);
		assertThat(recent).noneMatch((failed) -> failed.path().startsWith("/0/"));
		assertThat(recent.get(0).cause()).hasSize(FailedRequest.MAX_CAUSE);
	}

	@Test
	void failuresOfOverAMonthAgoAreDeleted() {
		Instant now = Instant.now();
		for (int days : List.of(40, 1)) {
			FailedRequest failed = FailedRequest.of(
					new CompletedRequest(this.site, "GET", "/" + days, 500, TEN, Effort.NONE, null),
					now.minus(days, ChronoUnit.DAYS));
			this.currentSite.run(this.site, () -> this.failedRequests.add(List.of(failed)));
			this.currentSite.run(this.neighbour, () -> this.failedRequests.add(List.of(failed)));
		}
		assertThat(paths(this.site)).as("with what fails next").containsExactly("/1");
		FailedRequest old = FailedRequest.of(new CompletedRequest(this.site, "GET", "/31", 500, TEN, Effort.NONE, null),
				now.minus(31, ChronoUnit.DAYS));
		this.currentSite.run(this.neighbour, () -> this.failedRequests.add(List.of(old)));
		assertThat(paths(this.neighbour)).containsExactly("/1", "/31");
		assertThat(this.currentSite.call(this.neighbour, this.failedRequests::forgetOld)).isEqualTo(1);
		assertThat(paths(this.neighbour)).as("each night").containsExactly("/1");
	}

	private List<String> paths(Site of) {
		return this.currentSite.call(of, () -> new TransactionTemplate(this.transactionManager).execute((
				status) -> this.failedRows.newestFirst().stream().map((row) -> row.toFailedRequest().path()).toList()));
	}

	@Test
	void theKeyOfAPreviewIsNotKept() {
		String path = "/shop/preview/" + "aB3_-".repeat(16);
		assertThat(FailedRequest
			.of(new CompletedRequest(this.site, "GET", path, 500, TEN, Effort.NONE, null), Instant.now())
			.path()).isEqualTo("/shop/preview/…");
	}

	@Test
	void whatWasCountedStaysWhereNobodyKnowsWhichSitesAreGone() {
		TrafficCounters counted = new TrafficCounters();
		counted.onCompleted(TrafficTesting.request(this.site, 200, TEN));
		upkeep(counted, failing(this.writer, "add", new DataIntegrityViolationException("Taken")),
				failing(this.sites, "isStored", new QueryTimeoutException("Away")))
			.write();
		assertThat(counted.take()).singleElement()
			.satisfies((taken) -> assertThat(taken.siteId()).isEqualTo(this.site.id()));
	}

	@Test
	void anErrorDoesNotEndTheTimer() {
		TrafficCounters counted = new TrafficCounters();
		counted.onCompleted(TrafficTesting.request(this.site, 200, TEN));
		TrafficUpkeep upkeep = upkeep(counted, failing(this.writer, "add", new StackOverflowError()), this.sites);
		assertThatNoException().isThrownBy(upkeep::writeAll);
	}

	private TrafficUpkeep upkeep(TrafficCounters counted, TrafficWriter writer, Sites sites) {
		return new TrafficUpkeep(counted, writer, this.failedRequests, this.resolver, sites, this.currentSite,
				this.properties);
	}

	/** The same but for one method. */
	@SuppressWarnings("unchecked")
	private static <T> T failing(T bean, String method, Throwable failure) {
		ProxyFactory proxy = new ProxyFactory(bean);
		proxy.setProxyTargetClass(true);
		proxy.addAdvice((MethodInterceptor) (call) -> {
			if (call.getMethod().getName().equals(method)) {
				throw failure;
			}
			return call.proceed();
		});
		return (T) proxy.getProxy();
	}

	private List<TrafficHour> rows(Site of) {
		return this.allSites.call("test", () -> this.hours.since(of.id(), Instant.EPOCH));
	}

	private void awaitCounted(Site of, int requests) {
		await().until(() -> this.counters.of(of).requests() == requests);
	}

	private Site newSite() {
		return newSite("UTC");
	}

	private Site newSite(String zone) {
		String key = "traffic-" + UUID.randomUUID().toString().substring(0, 8);
		return this.sites.create(new SiteSettings(key, key, "", List.of(), "plain", "en", zone, Map.of()));
	}

}
