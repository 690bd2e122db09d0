package org.rowhouse.overview;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Limit;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteChanged;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.Statements;
import org.rowhouse.traffic.TrafficTesting;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.PageRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SiteOverviews} and what it is made of, on both databases.
 */
@RowhouseTest
class SiteOverviewsTests {

	private static final Duration TEN = Duration.ofMillis(10);

	/** As an administrator sees them. */
	private static final Predicate<Site> EVERYBODYS = (site) -> true;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private SiteOverviews overviews;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteResolver resolver;

	@Autowired
	private SiteProblems problems;

	@Autowired
	private SiteLimits limits;

	@Autowired
	private SiteLabels labels;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	private Measuring measuring;

	@Autowired
	private SiteMeasures measures;

	@Autowired
	private Statements statements;

	/** A word that the sites of one test have in their names, and no others. */
	private String word;

	private Site busy;

	private Site failing;

	private Site quiet;

	@BeforeEach
	void makeSites() {
		this.word = "w" + UUID.randomUUID().toString().substring(0, 8);
		this.busy = newSite("a");
		this.failing = newSite("b");
		this.quiet = newSite("c");
		TrafficTesting.past(this.context, this.busy, 2, 100, 1, TEN);
		TrafficTesting.past(this.context, this.failing, 3, 10, 6, TEN);
	}

	@Test
	void sitesAreSortedByWhatIsKnownOfThem() {
		assertThat(keys(SiteSort.NAME, false)).containsExactly(this.busy.key(), this.failing.key(), this.quiet.key());
		assertThat(keys(SiteSort.NAME, true)).containsExactly(this.quiet.key(), this.failing.key(), this.busy.key());
		assertThat(keys(SiteSort.REQUESTS, false)).containsExactly(this.busy.key(), this.failing.key(),
				this.quiet.key());
		assertThat(keys(SiteSort.REQUESTS, true)).containsExactly(this.quiet.key(), this.failing.key(),
				this.busy.key());
		assertThat(keys(SiteSort.ERRORS, false)).containsExactly(this.failing.key(), this.busy.key(), this.quiet.key());
		assertThat(keys(SiteSort.HEALTH, false)).containsExactly(this.failing.key(), this.busy.key(), this.quiet.key());
		this.sites.changeState(this.busy.key(), SiteState.ARCHIVED);
		assertThat(keys(SiteSort.STATE, false)).containsExactly(this.failing.key(), this.quiet.key(), this.busy.key());
		assertThat(keys(SiteSort.THEME, false)).containsExactly(this.quiet.key(), this.busy.key(), this.failing.key());
	}

	@Test
	void storageAndPublicationAreMeasuredWhenTheSiteHasChanged() {
		OverviewTesting.measure(this.context);
		Instant published = Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
		this.currentSite.run(this.quiet, () -> this.items.create(ContentKind.POST,
				new Draft("news", "News", "", "word ".repeat(2000), "", ContentState.PUBLISHED, published, List.of())));
		OverviewTesting.measure(this.context);
		SiteOverview measured = overview(this.quiet);
		assertThat(measured.storedBytes()).isGreaterThan(20_000);
		assertThat(measured.lastPublished()).isEqualTo(published);
		assertThat(overview(this.busy).lastPublished()).isNull();
		assertThat(keys(SiteSort.STORAGE, false)).startsWith(this.quiet.key());
		assertThat(keys(SiteSort.PUBLISHED, false)).startsWith(this.quiet.key());
		assertThat(keys(SiteSort.PUBLISHED, true)).endsWith(this.quiet.key());
	}

	@Test
	void aChangeThatNobodyToldIsFoundByItsVersion() {
		OverviewTesting.measure(this.context);
		this.measures.write(List.of(new Measured(this.quiet.id(), 0, 5, null)));
		assertThat(this.measures.all().get(this.quiet.id()).storedBytes()).as("what is older changes nothing")
			.isNotEqualTo(5);
		Site deleted = newSite("d");
		this.measuring.changed(new SiteChanged(deleted.id(), 1, null));
		this.sites.delete(deleted.key());
		Site unknown = newSite("e");
		OverviewTesting.measure(this.context);
		assertThat(this.measures.all()).containsKey(unknown.id()).doesNotContainKey(deleted.id());
		this.measuring.compare();
		assertThat(this.statements.during(() -> OverviewTesting.measure(this.context))).as("nothing has changed")
			.isZero();
	}

	@Test
	void healthSaysWhy() {
		assertThat(overview(this.quiet).health()).isEqualTo(SiteHealth.GOOD);
		assertThat(overview(this.quiet).reasons()).isEmpty();
		assertThat(overview(this.busy).health()).isEqualTo(SiteHealth.ATTENTION);
		assertThat(overview(this.busy).reasons()).containsExactly("1 of 100 requests failed in the last 24 hours.");
		assertThat(overview(this.failing).health()).isEqualTo(SiteHealth.FAILING);
		this.problems.set(this.quiet.key(),
				List.of(new SiteProblem("sites/x/site.yml", 3, "There is no key 'them' here."),
						new SiteProblem("sites/x/site.yml", 4, "And another.")));
		this.limits.change(this.quiet, Map.of(Limit.STORAGE, "1000"));
		this.measures.write(List.of(new Measured(this.quiet.id(), 1000, 950, null)));
		assertThat(overview(this.quiet).health()).isEqualTo(SiteHealth.ATTENTION);
		assertThat(overview(this.quiet).reasons()).containsExactly(
				"sites/x/site.yml:3: There is no key 'them' here. (and 1 more)",
				"It uses 950 bytes of the 1000 bytes that it may have.");
		this.problems.set(this.quiet.key(), List.of());
	}

	@Test
	void filtersAreOfWhatTheSiteIs() {
		this.sites.changeState(this.quiet.key(), SiteState.SUSPENDED);
		assertThat(found(criteria(SiteState.SUSPENDED, "", null))).containsExactly(this.quiet.key());
		assertThat(found(criteria(null, "business", null))).containsExactly(this.quiet.key());
		assertThat(found(criteria(null, "", SiteHealth.FAILING))).containsExactly(this.failing.key());
		assertThat(found(criteria(SiteState.ACTIVE, "plain", SiteHealth.ATTENTION))).containsExactly(this.busy.key());
		assertThat(found(new SiteCriteria(this.word + "nothing", "", null, "", null, null))).isEmpty();
	}

	@Test
	void tagsAndTemplatesAreFiltersAsWell() {
		this.labels.change(this.quiet, List.of("Client " + this.word));
		this.labels.markTemplate(this.busy, true);
		assertThat(found(new SiteCriteria("", "client " + this.word, null, "", null, null)))
			.containsExactly(this.quiet.key());
		assertThat(found(new SiteCriteria(this.word, "client " + this.word, null, "plain", null, null))).isEmpty();
		assertThat(found(new SiteCriteria(this.word, "", null, "", null, true))).containsExactly(this.busy.key());
		assertThat(found(new SiteCriteria(this.word, "", null, "", null, false))).containsExactly(this.failing.key(),
				this.quiet.key());
		this.labels.markTemplate(this.busy, false);
		assertThat(this.overviews.list(EVERYBODYS, SiteCriteria.ALL, SiteSort.NAME, false, PageRequest.of(0, 1))
			.summary()
			.tags()).containsEntry("Client " + this.word, 1);
	}

	@Test
	void whatSomebodyMayNotKnowOfIsNeitherListedNorCounted() {
		SiteList list = this.overviews.list((site) -> site.id() == this.failing.id(), SiteCriteria.ALL,
				SiteSort.REQUESTS, false, PageRequest.of(0, 10));
		assertThat(list.page()).extracting((overview) -> overview.site().key()).containsExactly(this.failing.key());
		assertThat(list.page().getTotalElements()).isEqualTo(1);
		assertThat(list.summary()).isEqualTo(new SiteList.Summary(1, 0, 1, 10, 6, List.of("plain"), Map.of()));
		assertThat(this.overviews.find((site) -> site.id() == this.failing.id(), SiteCriteria.ALL))
			.containsExactly(this.sites.find(this.failing.key()).orElseThrow());
		assertThat(this.overviews
			.list((site) -> false, criteria(null, "", null), SiteSort.NAME, false, PageRequest.of(0, 10))
			.summary()).isEqualTo(new SiteList.Summary(0, 0, 0, 0, 0, List.of(), Map.of()));
	}

	@Test
	void theSummaryIsOfAllSites() {
		SiteList.Summary summary = this.overviews
			.list(EVERYBODYS, criteria(null, "", SiteHealth.GOOD), SiteSort.NAME, false, PageRequest.of(0, 1))
			.summary();
		assertThat(summary.sites()).isGreaterThan(3);
		assertThat(summary.requests()).isGreaterThanOrEqualTo(110);
		assertThat(summary.serverErrors()).isGreaterThanOrEqualTo(7);
		assertThat(summary.failing()).isPositive();
		assertThat(summary.attention()).isPositive();
		assertThat(summary.themes()).contains("plain", "business").isSorted();
	}

	@Test
	void aPageThatIsNotThereIsEmptyAndOnesThatAreComeInOrder() {
		SiteCriteria selection = criteria(null, "", null);
		assertThat(this.overviews.list(EVERYBODYS, selection, SiteSort.NAME, false, PageRequest.of(1, 2)).page())
			.extracting((overview) -> overview.site().key())
			.containsExactly(this.quiet.key());
		assertThat(this.overviews.list(EVERYBODYS, selection, SiteSort.NAME, false, PageRequest.of(9, 2))
			.page()
			.getContent()).isEmpty();
	}

	@Test
	void aListAsksTheDatabaseTwiceHoweverManySitesAreOnIt() {
		assertThat(this.statements.during(() -> this.overviews.list(EVERYBODYS, SiteCriteria.ALL, SiteSort.REQUESTS,
				false, PageRequest.of(0, 100))))
			.isEqualTo(2);
	}

	@Test
	void aFolderThatCannotBeReadIsAFailingSite() throws Exception {
		Path home = Path.of(this.context.getEnvironment().getRequiredProperty("rowhouse.home"));
		Path folder = Files.createDirectories(home.resolve("sites/" + this.word));
		Files.writeString(folder.resolve("site.yml"), "name: [");
		await().until(() -> this.sites.find(this.word).isPresent());
		SiteOverview broken = overview(this.sites.find(this.word).orElseThrow());
		assertThat(broken.health()).isEqualTo(SiteHealth.FAILING);
		assertThat(broken.reasons().get(0)).contains("site.yml");
	}

	@Test
	void aSiteThatCannotBeMeasuredKeepsNoOthersFromIt() {
		Measuring measuring = measuring(new IllegalStateException("Its theme is odd"));
		List.of(this.failing, this.busy).forEach((site) -> measuring.changed(new SiteChanged(site.id(), 1000, null)));
		measuring.measureChanged();
		assertThat(this.measures.all()).containsKey(this.busy.id());
	}

	@Test
	void anErrorDoesNotEndTheTimer() {
		Measuring measuring = measuring(new StackOverflowError());
		measuring.changed(new SiteChanged(this.failing.id(), 1000, null));
		assertThatNoException().isThrownBy(measuring::turn);
	}

	/** One site fails, and nobody else measures the others meanwhile. */
	private Measuring measuring(Throwable failure) {
		ProxyFactory proxy = new ProxyFactory(this.measures);
		proxy.setProxyTargetClass(true);
		proxy.addAdvice((MethodInterceptor) (call) -> {
			if (call.getMethod().getName().equals("measure") && call.getArguments()[0].equals(this.failing)) {
				throw failure;
			}
			return call.proceed();
		});
		return new Measuring((SiteMeasures) proxy.getProxy(), this.resolver,
				new OverviewProperties(Duration.ofHours(1)));
	}

	private SiteOverview overview(Site site) {
		return this.overviews
			.list(EVERYBODYS, new SiteCriteria(site.key(), "", null, "", null, null), SiteSort.NAME, false,
					PageRequest.of(0, 10))
			.page()
			.stream()
			.filter((overview) -> overview.site().id() == site.id())
			.findFirst()
			.orElseThrow();
	}

	private SiteCriteria criteria(@Nullable SiteState state, String theme, @Nullable SiteHealth health) {
		return new SiteCriteria(this.word, "", state, theme, health, null);
	}

	private List<String> keys(SiteSort sort, boolean reversed) {
		return this.overviews.list(EVERYBODYS, criteria(null, "", null), sort, reversed, PageRequest.of(0, 10))
			.page()
			.map((overview) -> overview.site().key())
			.getContent();
	}

	private List<String> found(SiteCriteria selection) {
		return this.overviews.list(EVERYBODYS, selection, SiteSort.NAME, false, PageRequest.of(0, 10))
			.page()
			.map((overview) -> overview.site().key())
			.getContent();
	}

	private Site newSite(String name) {
		String key = name + "-" + this.word;
		return this.sites.create(new SiteSettings(key, key, "", List.of(), name.equals("c") ? "business" : "plain",
				"en", "UTC", Map.of()));
	}

}
