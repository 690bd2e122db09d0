package org.rowhouse.search;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowhouse.content.PublishedTexts;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Home;
import org.rowhouse.site.NoCurrentSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteChanged;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Searching sites over HTTP, and how the index follows what is written.
 */
@RowhouseTest
class SearchTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	/** The index of all sites that this and other tests have made. */
	private static final Duration MADE_AGAIN = Duration.ofMinutes(2);

	/** Language, a word as it is on a page, and another form of it that is searched. */
	private static final List<List<String>> FORMS = List.of(List.of("en", "houses", "house"),
			List.of("en", "The gardener's spade", "gardener"), List.of("de", "Häuser", "Haus"),
			List.of("de", "Straßen", "strasse"), List.of("fr", "les chevaux", "cheval"),
			List.of("fr", "l’église", "eglise"), List.of("es", "canciones", "canción"),
			List.of("it", "nell'orto i pomodori", "pomodoro"), List.of("it", "dell'acqua", "acqua"),
			List.of("nl", "fietsen", "fiets"), List.of("pt", "as maçãs", "maca"), List.of("sv", "bilarna", "bilar"),
			List.of("nb", "bøkene på hyllen", "bøker"), List.of("nn", "båtane", "båtar"),
			List.of("da", "husene", "huset"), List.of("fi", "talossa", "talon"), List.of("ru", "книги", "книга"),
			List.of("tr", "çiçekler", "çiçek"), List.of("tr", "İstanbul'da", "istanbul"),
			List.of("cs", "hrady", "hrad"), List.of("hu", "virágok", "virág"), List.of("ro", "copiilor", "copii"),
			List.of("ca", "l'aigua", "aigua"), List.of("el", "Αθήνα", "αθηνα"), List.of("ar", "كتاب", "كِتَاب"),
			List.of("ja", "東京都庁の案内", "東京"), List.of("pl", "Żółta łódź", "zolta"), List.of("he", "שָׁלוֹם", "שלום"));

	@Value("${local.server.port}")
	private int port;

	@Value("${local.management.port}")
	private int managementPort;

	@Autowired
	private SiteResolver sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private SitePrivacy privacy;

	@Autowired
	private SearchIndex index;

	@Autowired
	private SearchUpkeep upkeep;

	@Autowired
	private SiteSearch search;

	@Autowired
	private PublishedTexts texts;

	@Autowired
	private Home home;

	private Http api;

	@BeforeEach
	void signIn() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
	}

	@Test
	void wordsAreFoundByTheirOtherFormsInTheLanguageOfTheSite() {
		for (int i = 0; i < FORMS.size(); i++) {
			makeSite("forms-" + i, FORMS.get(i).get(0));
			put("forms-" + i, "pages/word", "Something else", "Here: " + FORMS.get(i).get(1) + ".");
		}
		awaitCaughtUp();
		List<String> missed = new ArrayList<>();
		for (int i = 0; i < FORMS.size(); i++) {
			SearchResults found = search("forms-" + i, FORMS.get(i).get(2));
			if (found.hits().size() != 1 || found.similar() || !found.hits().get(0).excerptHtml().contains("<mark>")) {
				missed.add(FORMS.get(i) + " " + found);
			}
		}
		assertThat(missed).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "lantren", "lanten", "lantterns", "LANTERN", "workshp lantern", "worksop", "Paternmaking",
			"pattermnaking", "lant" })
	void typingErrorsAreTolerated(String typed) {
		if (makeSite("typos", "en")) {
			put("typos", "pages/lantern", "Paper lanterns", "A workshop on patternmaking and light.");
			put("typos", "pages/other", "Nothing of the kind", "Bread, cheese and wine.");
		}
		awaitCaughtUp();
		assertThat(search("typos", typed).hits()).extracting(SearchHit::url).containsExactly("/lantern");
	}

	@Test
	void wordsOfOtherSitesTakeNoPlaceAmongSimilarOnes() {
		makeSite("typos-crowd", "en");
		put("typos-crowd", "pages/crowd", "Crowd", similarTo("quibbleton"));
		makeSite("typos-own", "en");
		put("typos-own", "pages/own", "Own", "The quabbletan.");
		awaitCaughtUp();
		assertThat(search("typos-own", "quibbleton").hits()).extracting(SearchHit::url).containsExactly("/own");
	}

	/** All words that differ in one letter, but not in the first one. */
	private static String similarTo(String word) {
		StringBuilder words = new StringBuilder();
		for (int at = 1; at < word.length(); at++) {
			for (char letter = 'a'; letter <= 'z'; letter++) {
				words.append(word, 0, at).append(letter).append(word.substring(at + 1)).append(' ');
			}
		}
		return words.toString();
	}

	@Test
	void shortWordsAndWordsFarFromAnyAreNotGuessed() {
		makeSite("guesses", "en");
		put("guesses", "pages/cat", "Cat", "The cat sat.");
		awaitCaughtUp();
		assertThat(search("guesses", "car").hits()).isEmpty();
		assertThat(search("guesses", "xylophone").hits()).isEmpty();
	}

	@Test
	void titlesGoBeforeTagsTheseBeforeTextsAndWhatWasTypedBeforeWhatIsLikeIt() {
		makeSite("order", "en");
		put("order", "pages/text", "One", "harvest ".repeat(30));
		post("order", "tagged", "Two", "Nothing here", "harvest");
		put("order", "pages/title", "The harvest of the year", "Apples and pears.");
		put("order", "pages/alike", "Harvext harvext", "harvext");
		awaitCaughtUp();
		assertThat(search("order", "harvest").hits()).extracting(SearchHit::url)
			.containsExactly("/title", "/posts/tagged", "/text");
		put("order", "pages/rare", "Rarely", "A quixotic plan.");
		put("order", "pages/rarer", "Quixotik", "Quixotik plans.");
		awaitCaughtUp();
		assertThat(search("order", "quixotic").hits()).extracting(SearchHit::url).containsExactly("/rare", "/rarer");
	}

	@Test
	void everythingThatIsShownIsEscapedButTheMarks() {
		makeSite("marks", "en");
		put("marks", "pages/evil", "Title <script>alert(1)</script> & thistle",
				"Some `<img src=x onerror=alert(2)>` thistle \"quoted\" &amp; <b onclick=x>done</b>");
		awaitCaughtUp();
		SearchHit hit = search("marks", "thistle").hits().get(0);
		assertThat(hit.titleHtml()).contains("<mark>thistle</mark>").contains("&lt;script&gt;", "&amp;");
		assertThat(hit.excerptHtml()).contains("<mark>thistle</mark>").contains("&lt;img src=x");
		assertThat((hit.titleHtml() + hit.excerptHtml()).replaceAll("</?mark>", "")).doesNotContain("<", "\"");
		String page = site("marks").get("/search?q=" + encoded("thistle <script>alert(3)</script>")).body();
		assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>alert");
	}

	@Test
	void onlyWhatIsPublishedIsFoundAndOnlyOnItsOwnSite() {
		makeSite("own-a", "en");
		makeSite("own-b", "en");
		put("own-a", "pages/here", "Shared words", "marmalade");
		put("own-b", "pages/there", "Shared words", "marmalade");
		this.api.json("PUT", "/api/sites/own-a/pages/draft",
				"{\"title\":\"Shared draft\",\"markdown\":\"marmalade\",\"state\":\"draft\"}");
		this.api.json("PUT", "/api/sites/own-a/posts/later",
				"{\"title\":\"Shared later\",\"markdown\":\"marmalade\",\"state\":\"published\",\"publishAt\":\""
						+ Instant.now().plusSeconds(9_999) + "\"}");
		awaitCaughtUp();
		assertThat(search("own-a", "marmalade").hits()).extracting(SearchHit::url).containsExactly("/here");
		assertThat(search("own-b", "shared").hits()).extracting(SearchHit::url).containsExactly("/there");
		assertThat(site("own-a").get("/search.json?q=sha").body())
			.isEqualTo("{\"items\":[{\"title\":\"Shared words\",\"url\":\"/here\",\"kind\":\"page\"}]}");
	}

	@Test
	void everyDemoSiteCanBeSearched() throws IOException {
		List<String> demos;
		try (Stream<Path> folders = Files.list(Path.of("sites"))) {
			demos = folders.map((folder) -> folder.getFileName().toString()).toList();
		}
		assertThat(demos).contains("garden", "bakery");
		for (String demo : demos) {
			for (String path : List.of("/search", "/search?q=bread")) {
				HttpResponse<String> answer = Http.to(this.port, demo + ".localhost").get(path);
				assertThat(answer.statusCode()).as(demo + path).isEqualTo(200);
				assertThat(answer.body()).as(demo + path)
					.contains("role=\"search\"", "/static/search.css", "/static/search.js")
					.doesNotContain("<title>…");
			}
		}
	}

	@Test
	void nothingIsSearchedWhereNoSiteIsBound() {
		assertThatExceptionOfType(NoCurrentSiteException.class).isThrownBy(() -> this.search.search("bread", 0));
		assertThatExceptionOfType(NoCurrentSiteException.class).isThrownBy(() -> this.search.suggest("bread"));
		assertThatExceptionOfType(NoCurrentSiteException.class).isThrownBy(() -> this.index.session());
	}

	@Test
	void eachChangeIsFoundSoon() {
		makeSite("fresh", "en");
		put("fresh", "pages/one", "First", "aubergine");
		await().atMost(SOON).untilAsserted(() -> assertThat(urls("fresh", "aubergine")).containsExactly("/one"));
		put("fresh", "pages/one", "First", "courgette");
		await().atMost(SOON).untilAsserted(() -> assertThat(urls("fresh", "courgette")).containsExactly("/one"));
		assertThat(urls("fresh", "aubergine")).isEmpty();
		this.api.json("PUT", "/api/sites/fresh/pages/one",
				"{\"title\":\"First\",\"markdown\":\"courgette\",\"state\":\"draft\"}");
		await().atMost(SOON).untilAsserted(() -> assertThat(urls("fresh", "courgette")).isEmpty());
		put("fresh", "pages/one", "First", "courgette");
		await().atMost(SOON).untilAsserted(() -> assertThat(urls("fresh", "courgette")).containsExactly("/one"));
		this.api.send("DELETE", "/api/sites/fresh/pages/one", null);
		await().atMost(SOON).untilAsserted(() -> assertThat(urls("fresh", "courgette")).isEmpty());
	}

	@Test
	void anotherLanguageOfTheSiteIsAnotherIndex() {
		makeSite("moved", "en");
		put("moved", "pages/word", "Eins", "Die Häuser am Fluss");
		awaitCaughtUp();
		this.api.json("PATCH", "/api/sites/moved", "{\"locale\":\"de\"}");
		await().atMost(SOON).untilAsserted(() -> assertThat(urls("moved", "haus")).containsExactly("/word"));
	}

	@Test
	void whatASiteHadIsGoneFromTheIndexWithTheSite() {
		makeSite("short-lived", "en");
		put("short-lived", "pages/word", "Ephemeral", "mayfly");
		awaitCaughtUp();
		long id = this.sites.find("short-lived").orElseThrow().id();
		assertThat(this.index.stamps(id).isEmpty()).isFalse();
		this.api.send("DELETE", "/api/sites/short-lived", null);
		await().atMost(SOON).untilAsserted(() -> assertThat(this.index.stamps(id).isEmpty()).isTrue());
	}

	@ParameterizedTest
	@MethodSource
	void noQueryFails(String query) {
		if (makeSite("hostile", "en")) {
			put("hostile", "pages/the", "The the", "It is what it is, and that is that.");
		}
		HttpResponse<String> answer = site("hostile").get("/search?q=" + encoded(query));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("x-robots-tag")).hasValue("noindex");
		assertThat(answer.body()).contains("name=\"robots\" content=\"noindex\"").doesNotContain("\u0000");
		assertThat(site("hostile").get("/search.json?q=" + encoded(query)).statusCode()).isEqualTo(200);
	}

	static Stream<String> noQueryFails() {
		return Stream.of("", " ", "\"", "\"unclosed", "the and of", "AND OR NOT", "title:the~2^4", "*", "?*", "a*",
				"/[a-z]+/", ".*.*.*.*", "((((", "[1 TO *]", "\\", "+-&&||!(){}[]^\"~*?:\\/", "\u0000the\u0000", "😀🏠",
				"שלום العالم", "\u202Ethe\u202C", "e\u0301\u0301\u0301", "\uD800", "%00", "'; drop table site; --",
				"a ".repeat(2000), "wonderful ".repeat(60), "x".repeat(6000), "<script>", "the\r\n\tthe", "''''");
	}

	@Test
	void pagesOfHitsFollowEachOther() {
		makeSite("many", "en");
		for (int i = 1; i <= 12; i++) {
			put("many", "pages/p" + i, "Chapter " + i, "walnut");
		}
		awaitCaughtUp();
		String first = site("many").get("/search?q=walnut").body();
		assertThat(first).contains("12 results", "Page 1 of 2", "/search?q=walnut&amp;page=2");
		String second = site("many").get("/search?q=walnut&page=2").body();
		assertThat(second.split("<li>", -1).length).isLessThan(first.split("<li>", -1).length);
		assertThat(site("many").get("/search?q=walnut&page=3").statusCode()).isEqualTo(404);
		assertThat(site("many").get("/search?q=walnut&page=-1").statusCode()).isEqualTo(404);
		assertThat(site("many").get("/search.json?q=ch").body().split("\"url\"", -1)).hasSize(9);
		assertThat(site("many").get("/search.json?q=chaptr").body()).contains("Chapter");
	}

	@Test
	void whatWasChangedWhileNobodyListenedIsFoundAfterwards() {
		makeSite("lost", "en");
		put("lost", "pages/stays", "Stays", "heron");
		put("lost", "pages/goes", "Goes", "heron");
		awaitCaughtUp();
		this.upkeep.stop();
		put("lost", "pages/comes", "Comes", "heron");
		put("lost", "pages/stays", "Stays", "heron and egret");
		this.api.send("DELETE", "/api/sites/lost/pages/goes", null);
		SearchUpkeep restarted = new SearchUpkeep(this.index, this.texts, this.sites, this.currentSite, this.privacy);
		try {
			restarted.start();
			// The first moments after a start are those of visitors.
			await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> restarted.status().sitesBehind() > 0);
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(urls("lost", "heron")).containsExactlyInAnyOrder("/stays", "/comes"));
			assertThat(urls("lost", "egret")).containsExactly("/stays");
		}
		finally {
			restarted.stop();
			this.upkeep.start();
			awaitCaughtUp();
		}
	}

	@Test
	void aDamagedIndexIsMadeAgainAndSitesAnswerMeanwhile() throws IOException {
		makeSite("damaged", "en");
		put("damaged", "pages/word", "Word", "kingfisher");
		awaitCaughtUp();
		this.upkeep.stop();
		try (Stream<Path> files = Files.walk(this.home.root().resolve("data/search"))) {
			for (Path file : files.filter((path) -> path.toString().matches(".*\\.(cfs|fdt|si|cfe)")).toList()) {
				Files.write(file, new byte[(int) Files.size(file)]);
			}
		}
		this.upkeep.start();
		assertThat(site("damaged").get("/search?q=kingfisher").statusCode()).isEqualTo(200);
		await().atMost(MADE_AGAIN)
			.untilAsserted(() -> assertThat(urls("damaged", "kingfisher")).containsExactly("/word"));
	}

	@Test
	void anAdministratorMakesTheIndexAgain() {
		makeSite("again", "en");
		put("again", "pages/word", "Word", "wagtail");
		awaitCaughtUp();
		Http actuator = Http.to(this.managementPort, "localhost");
		assertThat(actuator.json("POST", "/actuator/search/again", "{}").statusCode()).isEqualTo(204);
		await().atMost(SOON).untilAsserted(() -> assertThat(urls("again", "wagtail")).containsExactly("/word"));
		assertThat(actuator.json("POST", "/actuator/search", "{}").statusCode()).isEqualTo(204);
		await().atMost(MADE_AGAIN).untilAsserted(() -> assertThat(urls("again", "wagtail")).containsExactly("/word"));
		awaitCaughtUp();
		assertThat(actuator.get("/actuator/search").body()).contains("\"open\":true", "\"sitesBehind\":0");
		assertThat(actuator.get("/actuator/health").body()).contains("\"sitesBehind\":0");
	}

	@Test
	void whatFailsOnOneSiteEndsNothingAndIsTriedAgain() {
		makeSite("bad", "en");
		makeSite("good", "en");
		awaitCaughtUp();
		this.upkeep.stop();
		long bad = this.sites.find("bad").orElseThrow().id();
		AtomicBoolean failing = new AtomicBoolean(true);
		SearchUpkeep restarted = new SearchUpkeep(this.index, failingTexts(bad, failing), this.sites, this.currentSite,
				this.privacy);
		try {
			restarted.start();
			for (int i = 0; i < 5; i++) {
				put("bad", "pages/p" + i, "Bad", "bittern");
				restarted.changed(changeOf("bad"));
				await().atMost(SOON).until(() -> restarted.status().sitesFailing() == 1);
				put("good", "pages/p" + i, "Good", "bittern");
				restarted.changed(changeOf("good"));
				int pages = i + 1;
				await().atMost(SOON).untilAsserted(() -> assertThat(urls("good", "bittern")).hasSize(pages));
				assertThat(restarted.isComplete(this.sites.find("good").orElseThrow())).isTrue();
			}
			assertThat(restarted.isRunning()).isTrue();
			failing.set(false);
			put("bad", "pages/mended", "Bad", "bittern");
			restarted.changed(changeOf("bad"));
			await().atMost(SOON).untilAsserted(() -> assertThat(urls("bad", "bittern")).hasSize(6));
			assertThat(restarted.status().sitesFailing()).isZero();
		}
		finally {
			restarted.stop();
			this.upkeep.start();
			awaitCaughtUp();
		}
	}

	private SiteChanged changeOf(String key) {
		Site site = this.sites.find(key).orElseThrow();
		return new SiteChanged(site.id(), site.version(), null);
	}

	private PublishedTexts failingTexts(long siteId, AtomicBoolean failing) {
		ProxyFactory texts = new ProxyFactory(this.texts);
		texts.setProxyTargetClass(true);
		texts.addAdvice((MethodInterceptor) (call) -> {
			if (failing.get() && this.currentSite.get().id() == siteId) {
				throw new NoClassDefFoundError("as after a file of the program was replaced");
			}
			return call.proceed();
		});
		return (PublishedTexts) texts.getProxy();
	}

	@Test
	void stoppingDoesNotWaitForAPause() throws InterruptedException {
		PendingSites pending = new PendingSites();
		AtomicBoolean over = new AtomicBoolean();
		Thread worker = new Thread(() -> {
			try {
				pending.pause(Duration.ofMinutes(5).toMillis(), over::get);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		worker.setDaemon(true);
		worker.start();
		await().atMost(SOON).until(() -> worker.getState() == Thread.State.TIMED_WAITING);
		pending.wake();
		await().atMost(SOON).until(() -> worker.getState() == Thread.State.TIMED_WAITING);
		over.set(true);
		pending.wake();
		worker.join(SOON.toMillis());
		assertThat(worker.isAlive()).isFalse();
	}

	@Test
	void placesOfSnippetsAreNotSearched() {
		makeSite("places", "en");
		put("places", "pages/open", "Open", "{{snippet hours}}\n\nCome and see the avocet.");
		awaitCaughtUp();
		SearchHit hit = search("places", "avocet").hits().get(0);
		assertThat(hit.excerptHtml()).contains("<mark>avocet</mark>").doesNotContain("snippet", "{{");
		assertThat(search("places", "snippet").hits()).isEmpty();
	}

	@Test
	void aSiteInAnotherLanguageIsIncompleteUntilAllOfItIs() {
		makeSite("turned", "en");
		put("turned", "pages/word", "Eins", "Die Wolken am Himmel");
		awaitCaughtUp();
		Site english = this.sites.find("turned").orElseThrow();
		assertThat(this.index.notes().get(english.id()).isIn(english.locale())).isTrue();
		this.api.json("PATCH", "/api/sites/turned", "{\"locale\":\"de\"}");
		Site german = this.sites.find("turned").orElseThrow();
		await().atMost(SOON).until(() -> this.upkeep.isComplete(german));
		assertThat(this.upkeep.isComplete(english)).as("what is there is German").isFalse();
		await().atMost(SOON).untilAsserted(() -> assertThat(urls("turned", "wolke")).containsExactly("/word"));
	}

	private void awaitCaughtUp() {
		await().atMost(MADE_AGAIN).untilAsserted(() -> assertThat(this.upkeep.status().sitesBehind()).isZero());
		Site any = this.sites.all().iterator().next();
		this.index.stamps(any.id());
	}

	private List<String> urls(String key, String query) {
		return search(key, query).hits().stream().map(SearchHit::url).toList();
	}

	private SearchResults search(String key, String query) {
		return this.currentSite.call(this.sites.find(key).orElseThrow(), () -> this.search.search(query, 0));
	}

	private Http site(String key) {
		return Http.to(this.port, key + ".search.test");
	}

	private boolean makeSite(String key, String locale) {
		if (this.sites.find(key).isPresent()) {
			return false;
		}
		assertThat(this.api
			.json("POST", "/api/sites",
					"{\"key\":\"%s\",\"name\":\"%s\",\"locale\":\"%s\",\"addresses\":[\"%s.search.test\"]}"
						.formatted(key, key, locale, key))
			.statusCode()).isEqualTo(201);
		return true;
	}

	private void put(String key, String path, String title, String markdown) {
		assertThat(this.api
			.json("PUT", "/api/sites/" + key + "/" + path,
					"{\"title\":\"%s\",\"markdown\":\"%s\",\"state\":\"published\"}".formatted(escaped(title),
							escaped(markdown)))
			.statusCode()).isIn(200, 201);
	}

	private void post(String key, String slug, String title, String markdown, String tag) {
		assertThat(this.api
			.json("PUT", "/api/sites/" + key + "/posts/" + slug,
					"{\"title\":\"%s\",\"markdown\":\"%s\",\"state\":\"published\",\"tags\":[\"%s\"]}".formatted(title,
							markdown, tag))
			.statusCode()).isEqualTo(201);
	}

	private static String escaped(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
