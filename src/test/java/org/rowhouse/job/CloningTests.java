package org.rowhouse.job;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Coverage;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.content.MenuEntry;
import org.rowhouse.content.Menus;
import org.rowhouse.content.PathRedirects;
import org.rowhouse.content.RedirectDraft;
import org.rowhouse.content.RevisionHistory;
import org.rowhouse.content.Sharing;
import org.rowhouse.content.SiteSnippets;
import org.rowhouse.content.SnippetDraft;
import org.rowhouse.media.MediaDetails;
import org.rowhouse.media.MediaLibrary;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.FolderCloning;
import org.rowhouse.site.Home;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Limit;
import org.rowhouse.site.NewSites;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.site.UnfinishedSites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.visitor.AreaDraft;
import org.rowhouse.visitor.PrivateAreas;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.domain.PageRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A copy has what the original has, and is nobody's but its own. One that cannot be made
 * leaves nothing behind.
 */
@RowhouseTest
class CloningTests {

	private static final String DRAWING = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><text>%s</text></svg>";

	private static final Instant FAR = Instant.parse("2222-02-22T02:22:00Z");

	@LocalServerPort
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private PrivateAreas areas;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	private Menus menus;

	@Autowired
	private SiteSnippets snippets;

	@Autowired
	private PathRedirects redirects;

	@Autowired
	private RevisionHistory revisions;

	@Autowired
	private Sharing sharing;

	@Autowired
	private MediaLibrary media;

	@Autowired
	private SiteLimits limits;

	@Autowired
	private SiteLabels labels;

	@Autowired
	private Cloning cloning;

	@Autowired
	private Jobs jobs;

	@Autowired
	private JobRunner runner;

	@Autowired
	private JobStore store;

	@Autowired
	private Scheduler scheduler;

	@Autowired
	private Home home;

	@Autowired
	private NewSites newSites;

	@Autowired
	private FolderCloning folders;

	@Autowired
	private UnfinishedSites unfinished;

	private String id;

	private Site original;

	@BeforeEach
	void makeOriginal() throws IOException {
		this.id = UUID.randomUUID().toString().substring(0, 8);
		this.original = this.sites.create(new SiteSettings("orig-" + this.id, "Original", "A tagline",
				List.of(new TypedAddress("orig-" + this.id + ".test", "")), "business", "de-AT", "Europe/Vienna",
				Map.of("accent", "plum", "notice", "Closed"), "https", "443"));
		on(this.original, () -> {
			page("index", "Start", "Welcome to [about](/about)\n\n{{snippet hours}}\n", ContentState.PUBLISHED);
			page("about", "About", "![Sign](/media/sign.svg)", ContentState.PUBLISHED);
			page("about/team", "Team", "Ada", ContentState.DRAFT);
			this.items.create(ContentKind.POST,
					new Draft("news", "News", "Summary", "It is open.", "", ContentState.PUBLISHED, null,
							List.of("Opening", "Käse"))
						.with(new ItemDetails("Ada", "/media/sign.svg", "A sign", true, false, 0, null,
								Map.of("subtitle", "Of all"))));
			this.items.create(ContentKind.POST,
					new Draft("later", "Later", "", "Soon", "", ContentState.SCHEDULED, FAR, List.of()));
			this.items.create(ContentKind.POST,
					new Draft("old", "Old", "", "Gone", "", ContentState.ARCHIVED, Instant.EPOCH, List.of()));
			this.menus.replace(List.of(new MenuEntry("Who we are", "/about"), new MenuEntry("News", "/posts")),
					(menu) -> {
					});
			this.snippets.put(new SnippetDraft("hours", "Hours", "From *seven*"), null);
			this.redirects.add(new RedirectDraft("/was", Coverage.EXACT, "/about", true));
		});
		upload(this.original, "sign.svg", "one", MediaDetails.NONE.withAlt("A sign").in("signs"));
		upload(this.original, "plan.svg", "two", MediaDetails.NONE);
		this.limits.change(this.original, Map.of(Limit.ITEMS, "77", Limit.BURST, "9"));
		this.labels.change(this.original, List.of("Client"));
		this.labels.markTemplate(this.original, true);
	}

	@AfterEach
	void goOn() {
		this.scheduler.resume();
	}

	@Test
	void aCopyHasWhatTheOriginalHas() {
		Site copy = copy("copy-" + this.id);
		assertThat(facts(copy)).isEqualTo(facts(this.original));
		assertThat(copy.own()).usingRecursiveComparison()
			.ignoringFields("key", "name", "addresses")
			.isEqualTo(this.original.own());
		assertThat(this.limits.own(copy)).isEqualTo(this.limits.own(this.original)).hasSize(2);
		Http there = Http.to(this.port, copy.key() + ".test");
		assertThat(there.get("/").body()).contains("Copy", "From <em>seven</em>", "Who we are", "Closed")
			.doesNotContain("Original");
		assertThat(there.get("/posts/news").body()).contains("It is open.", "Opening", "Ada");
		assertThat(there.get("/media/sign.svg").body()).contains("one");
		assertThat(there.get("/was").headers().firstValue("location")).hasValue("/about");
		assertThat(there.get("/posts/later").statusCode()).isEqualTo(404);
		assertThat(there.get("/posts/old").statusCode()).isEqualTo(410);
	}

	@Test
	void whatBelongsToTheOriginalAloneStaysThere() {
		on(this.original, () -> this.items.put(ContentKind.POST, new Draft("news", "News", "Summary",
				"It is open again.", "", ContentState.PUBLISHED, null, List.of("Opening"))));
		Item before = on(this.original, () -> this.items.find(ContentKind.POST, "news").orElseThrow());
		Site copy = copy("alone-" + this.id);
		Item after = on(copy, () -> this.items.find(ContentKind.POST, "news").orElseThrow());
		assertThat(before.version()).isEqualTo(2);
		assertThat(after.version()).isEqualTo(1);
		assertThat(after.markdown()).isEqualTo("It is open again.");
		assertThat(after.updatedAt()).isEqualTo(before.updatedAt());
		assertThat(on(this.original, () -> this.revisions.of(ContentKind.POST, before.id()))).hasSize(2);
		assertThat(on(copy, () -> this.revisions.of(ContentKind.POST, after.id()))).hasSize(1);
		assertThat(copy.addresses()).singleElement()
			.satisfies((address) -> assertThat(address.pattern().display()).isEqualTo(copy.key() + ".test"));
		assertThat(this.labels.tags(copy)).isEmpty();
		assertThat(this.labels.isTemplate(copy)).isFalse();
		assertThat(on(copy, this.redirects::all)).allSatisfy((redirect) -> assertThat(redirect.hits()).isZero());
	}

	@Test
	void aChangeOfOneShowsInNoneOfTheOthers() throws IOException {
		Site copy = copy("apart-" + this.id);
		Http here = Http.to(this.port, "orig-" + this.id + ".test");
		Http there = Http.to(this.port, copy.key() + ".test");
		page(copy, "about", "Of the copy");
		page(this.original, "index", "Of the original");
		on(copy, () -> this.snippets.put(new SnippetDraft("hours", "", "From *nine*"), null));
		on(copy, () -> this.menus.replace(List.of(), (menu) -> {
		}));
		assertThat(here.get("/about").body()).contains("Sign").doesNotContain("Of the copy");
		assertThat(there.get("/").body()).contains("From <em>nine</em>").doesNotContain("Of the original");
		assertThat(on(this.original, this.menus::get).entries()).hasSize(2);
		try (var in = new ByteArrayInputStream(DRAWING.formatted("other").getBytes(StandardCharsets.UTF_8))) {
			this.currentSite.call(copy, () -> replace("sign.svg", in));
		}
		assertThat(there.get("/media/sign.svg").body()).contains("other");
		assertThat(here.get("/media/sign.svg").body()).contains("one");
		on(this.original, () -> this.media.delete("plan.svg"));
		assertThat(here.get("/media/plan.svg").statusCode()).isEqualTo(404);
		assertThat(there.get("/media/plan.svg").body()).contains("two");
		this.sites.delete(this.original.key());
		assertThat(there.get("/media/plan.svg").body()).contains("two");
		assertThat(there.get("/about").body()).contains("Of the copy");
	}

	@Test
	void nobodySeesACopyBeforeItIsWholeAndItsKeyIsTaken() {
		this.scheduler.pause();
		String key = "slow-" + this.id;
		Job job = this.cloning.start(this.original.key(), settings(key));
		List<Integer> seen = new ArrayList<>();
		while (this.runner.step(job.id())) {
			if (job().state() == JobState.RUNNING) {
				seen.add(job().percent());
				assertThat(this.sites.find(key)).isEmpty();
				assertThat(Http.to(this.port, key + ".test").get("/").statusCode()).isEqualTo(421);
				assertThatExceptionOfType(InvalidInputException.class)
					.isThrownBy(() -> this.sites.create(new SiteSettings("other-" + this.id, "X", "",
							List.of(new TypedAddress(key + ".test", "")), "", "", "", Map.of())))
					.satisfies((ex) -> assertThat(ex.errors().get("addresses")).contains(key));
				assertThatExceptionOfType(InvalidInputException.class)
					.isThrownBy(() -> this.sites.create(settings(key)));
				assertThat(this.newSites.check(key, List.of()).keyError()).contains("already");
				assertThat(this.newSites.freeKey(key)).isEqualTo(key + "-2");
			}
		}
		assertThat(seen).isSorted().contains(0).doesNotContain(100);
		assertThat(job().state()).isEqualTo(JobState.DONE);
		assertThat(job().total()).isEqualTo(job().done()).isEqualTo(6 + 2 + 1 + 1 + 2);
		assertThat(Http.to(this.port, key + ".test").get("/").statusCode()).isEqualTo(200);
	}

	@Test
	void aCopyThatWasInterruptedGoesOnAndRepeatsNothing() {
		this.scheduler.pause();
		Job job = this.cloning.start(this.original.key(), settings("again-" + this.id));
		JobEntity first = this.store.find(job.id()).orElseThrow();
		this.cloning.step(first);
		this.cloning.step(first);
		// Somebody who was taken for dead does the step that another has done meanwhile.
		this.cloning.step(first);
		finish(job);
		Site copy = this.sites.find("again-" + this.id).orElseThrow();
		assertThat(facts(copy)).isEqualTo(facts(this.original));
		assertThat(job().done()).isEqualTo(job().total());
	}

	@Test
	void aCopyThatIsStoppedLeavesNothing() {
		assertThatNothingIsLeft((job) -> this.jobs.cancel(job.id()), JobState.CANCELLED);
	}

	@Test
	void aCopyWhoseOriginalGoesLeavesNothing() {
		assertThatNothingIsLeft((job) -> this.sites.delete(this.original.key()), JobState.FAILED);
		assertThat(job().message()).contains("deleted while it was copied");
	}

	@Test
	void aCopyWhoseOriginalChangesUnderneathLeavesNothing() {
		this.scheduler.pause();
		Job job = this.cloning.start(this.original.key(), settings("moved-" + this.id));
		for (int i = 0; i < 4; i++) {
			this.runner.step(job.id());
		}
		// Its path is given to a page that is copied later.
		on(this.original, () -> {
			Item about = this.items.find(ContentKind.PAGE, "about/team").orElseThrow();
			this.items.delete(ContentKind.PAGE, about.id());
			page("about/team", "Team again", "Bob", ContentState.DRAFT);
		});
		assertThat(this.runner.step(job.id())).isTrue();
		assertNothingIsLeft("moved-" + this.id, job, JobState.FAILED);
		assertThat(job().message()).contains("was changed while it was copied");
	}

	@Test
	void aCopyOfWhatIsMadePrivateMeanwhileLeavesNothing() {
		assertThatNothingIsLeft(
				(job) -> on(this.original,
						() -> this.areas.add(new AreaDraft("/about", "form", "password", "three old owls"))),
				JobState.FAILED);
		assertThat(job().message()).contains("private while it was copied");
	}

	@Test
	void aFileThatIsMissingIsToldAndTheRestIsCopied() throws IOException {
		String digest = on(this.original, () -> this.media.find("plan.svg").orElseThrow()).digest();
		Path media = this.home.root().resolve("data/sites/" + this.original.key() + "/media");
		try (var files = Files.walk(media)) {
			for (Path file : files.filter((path) -> path.toString().replace("/", "").contains(digest.substring(2, 20)))
				.filter(Files::isRegularFile)
				.toList()) {
				Files.delete(file);
			}
		}
		Site copy = copy("holes-" + this.id);
		assertThat(job().message()).contains("plan.svg is missing").doesNotContain("sign.svg");
		assertThat(on(copy, () -> this.media.find("plan.svg"))).isEmpty();
		assertThat(on(copy, () -> this.media.find("sign.svg"))).isPresent();
	}

	@Test
	void whatAnotherSiteSharesIsSharedWithTheCopyToo() {
		Site garden = this.sites.create(settings("head-" + this.id));
		long item = on(garden, () -> page("shared", "Shared", "First", ContentState.PUBLISHED)).id();
		on(garden, () -> this.sharing.share(ContentKind.PAGE, item, this.original.key(), (site) -> true, "from-head"));
		Site copy = copy("branch-" + this.id);
		Http there = Http.to(this.port, copy.key() + ".test");
		assertThat(there.get("/from-head").body()).contains("First");
		page(garden, "shared", "Second");
		await(() -> there.get("/from-head").body().contains("Second"));
	}

	@Test
	void theCopyOfAFolderHasItsTemplatesAndFilesAndTheRestInTheDatabase() throws IOException {
		String key = "garden-" + this.id;
		Site copy = copy("garden", key);
		Path folder = this.home.root().resolve("sites/" + key);
		assertThat(folder.resolve("templates/home.html")).exists();
		assertThat(folder.resolve("static/site.css")).exists();
		assertThat(folder.resolve("content")).doesNotExist();
		assertThat(Files.readString(folder.resolve("site.yml"))).contains("name: Copy").doesNotContain("addresses");
		Http there = Http.to(this.port, key + ".test");
		Http garden = Http.to(this.port, "garden.localhost");
		assertThat(there.get("/static/site.css").body()).isEqualTo(garden.get("/static/site.css").body());
		assertThat(there.get("/visit").statusCode()).isEqualTo(200);
		assertThat(facts(copy)).isEqualTo(facts(this.sites.find("garden").orElseThrow()));
		page(copy, "visit", "Written in the admin UI");
		assertThat(there.get("/visit").body()).contains("Written in the admin UI");
		assertThat(garden.get("/visit").body()).doesNotContain("Written in the admin UI");
		this.sites.update(key, (present) -> present.own().withOptions(Map.of("notice", "Changed")));
		assertThat(this.sites.find(key).orElseThrow().options()).containsEntry("notice", "Changed");
	}

	@Test
	void aCopyThatIsKilledWhileItsFolderIsShownGoesOn() throws IOException {
		String key = "killed-" + this.id;
		Job job = showFolderAndStop(key);
		finish(job);
		assertThat(job().state()).as(job().message()).isEqualTo(JobState.DONE);
		assertThat(this.home.root().resolve("sites/" + key + "/templates/home.html")).exists();
		assertThat(this.sites.find(key).orElseThrow().folder()).isTrue();
	}

	@Test
	void aCopyThatIsStoppedAfterItsFolderIsShownLeavesNoFolder() throws IOException {
		String key = "ghost-" + this.id;
		Job job = showFolderAndStop(key);
		this.jobs.cancel(job.id());
		assertNothingIsLeft(key, job, JobState.CANCELLED);
	}

	/** As far as a process comes that is killed before the commit. */
	private Job showFolderAndStop(String key) throws IOException {
		this.scheduler.pause();
		Job job = this.cloning.start("garden", settings(key));
		while (!progress(job).equals(":")) {
			assertThat(this.runner.step(job.id())).isTrue();
		}
		long copyId = this.store.next(job.id(), ResultState.WAITING).orElseThrow().siteId();
		Site copy = this.unfinished.find(copyId).orElseThrow();
		try (FolderCloning.Prepared folder = this.folders.prepare(this.sites.find("garden").orElseThrow(), copy, "")
			.orElseThrow()) {
			this.store.inTransaction("a test", () -> this.store.sites().advance(job.id(), ":", ":" + folder.digest()));
			this.store.inTransaction("a test", folder::show);
		}
		assertThat(this.home.root().resolve("sites/" + key)).exists();
		return job;
	}

	private String progress(Job job) {
		return this.store.next(job.id(), ResultState.WAITING).orElseThrow().progress();
	}

	@Test
	void aFolderThatIsInTheWayIsToldBeforeAnythingIsCopied() throws IOException {
		Files.createDirectories(this.home.root().resolve("sites/taken-" + this.id));
		assertThatExceptionOfType(ConflictException.class)
			.isThrownBy(() -> this.cloning.start("garden", settings("taken-" + this.id)))
			.withMessageContaining("sites/taken-" + this.id);
	}

	@Test
	void wrongSettingsAreToldAtTheirFields() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.cloning.start(this.original.key(),
					new SiteSettings(this.original.key(), "", "", this.original.own().addresses(), "", "", "",
							Map.of())))
			.satisfies((ex) -> assertThat(ex.errors()).containsKeys("key", "name", "addresses"));
	}

	private void assertThatNothingIsLeft(Consumer<Job> accident, JobState end) {
		this.scheduler.pause();
		String key = "gone-" + this.id;
		Job job = this.cloning.start(this.original.key(), settings(key));
		while (job().done() < job().total() || job().total() == 0) {
			assertThat(this.runner.step(job.id())).isTrue();
		}
		assertThat(this.home.root().resolve("data/sites/" + key + "/media")).isNotEmptyDirectory();
		accident.accept(job);
		assertNothingIsLeft(key, job, end);
	}

	private void assertNothingIsLeft(String key, Job job, JobState end) {
		long copyId = this.store.next(job.id(), ResultState.WAITING).orElseThrow().siteId();
		finish(job);
		assertThat(job().state()).isEqualTo(end);
		assertThat(this.home.root().resolve("data/sites/" + key + "/media")).doesNotExist();
		assertThat(this.home.root().resolve("sites/" + key)).doesNotExist();
		assertThat(this.sites.isStored(copyId)).isFalse();
		assertThat(this.sites.create(settings(key)).key()).isEqualTo(key);
		Site next = this.sites.find(key).orElseThrow();
		assertThat(on(next, this.items::count).pages()).isZero();
	}

	private Job job() {
		return this.jobs.list(PageRequest.of(0, 1)).getContent().get(0);
	}

	private void finish(Job job) {
		int steps = 0;
		while (this.runner.step(job.id())) {
			assertThat(++steps).as("steps").isLessThan(100);
		}
	}

	private Site copy(String key) {
		return copy(this.original.key(), key);
	}

	private Site copy(String from, String key) {
		Job job = this.cloning.start(from, settings(key));
		await(() -> this.jobs.find(job.id()).orElseThrow().state().isFinal());
		assertThat(this.jobs.find(job.id()).orElseThrow().state()).isEqualTo(JobState.DONE);
		// It is known a moment after it is stored.
		await(() -> this.sites.find(key).isPresent());
		return this.sites.find(key).orElseThrow();
	}

	private static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition::getAsBoolean);
	}

	private static SiteSettings settings(String key) {
		return new SiteSettings(key, "Copy", "", List.of(new TypedAddress(key + ".test", "")), "", "", "", Map.of());
	}

	/** What a site has, without numbers of rows. */
	private Map<String, Object> facts(Site site) {
		Map<String, Object> facts = new TreeMap<>();
		on(site, () -> {
			for (ContentKind kind : ContentKind.values()) {
				this.items.search(kind, "", PageRequest.of(0, 200)).forEach((summary) -> {
					Item item = this.items.find(kind, summary.id()).orElseThrow();
					facts.put(item.url(), List.of(item.toDraft(), item.html(), item.excerpt(), item.updatedAt()));
				});
			}
			facts.put("menu", this.menus.get().entries());
			this.snippets.list()
				.forEach((s) -> facts.put("snippet " + s.name(), List.of(s.title(), s.markdown(), s.html())));
			facts.put("redirects", this.redirects.all().stream().map((r) -> r.toDraft().toString()).toList());
			this.media.search(new MediaLibrary.Search("", null, null, false), PageRequest.of(0, 200))
				.forEach((file) -> facts.put("media " + file.name(),
						List.of(MediaDetails.of(file), file.digest(), file.size(), file.width(), file.createdAt())));
		});
		return facts;
	}

	private Item page(String path, String title, String markdown, ContentState state) {
		return this.items.create(ContentKind.PAGE, new Draft(path, title, "", markdown, "", state, null, List.of()));
	}

	private void page(Site site, String path, String markdown) {
		on(site, () -> this.items.put(ContentKind.PAGE,
				new Draft(path, "Title", "", markdown, "", ContentState.PUBLISHED, null, List.of())));
	}

	private void upload(Site site, String name, String text, MediaDetails details) throws IOException {
		try (var in = new ByteArrayInputStream(DRAWING.formatted(text).getBytes(StandardCharsets.UTF_8))) {
			this.currentSite.call(site, () -> {
				try {
					return this.media.upload(in, name, details);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
	}

	private MediaLibrary.Stored replace(String name, InputStream in) {
		try {
			return this.media.replace(name, in, name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void on(Site site, Runnable action) {
		this.currentSite.run(site, action);
	}

	private <T> T on(Site site, Supplier<T> action) {
		return this.currentSite.call(site, action);
	}

}
