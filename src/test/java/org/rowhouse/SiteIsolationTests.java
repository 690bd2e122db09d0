package org.rowhouse;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.data.domain.PageRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promise 2: nothing of one site ever shows on another. The two demo sites carry a word
 * each in every text, template and style of theirs. Every URL that either has is asked
 * for at A, then at B, then at A again. {@link LeakMatrixTests} does so for twins, and
 * for every mapping there is.
 */
@RowhouseTest
class SiteIsolationTests {

	private static final String GARDEN = "garden.localhost";

	private static final String BAKERY = "bakery.localhost";

	private static final Map<String, String> OTHERS_MARKER = Map.of(GARDEN, "kornblume", BAKERY, "hollowlane");

	private static final Map<String, String> OWN_MARKER = Map.of(GARDEN, "hollowlane", BAKERY, "kornblume");

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	private Home home;

	/** Found by its only public face, since its room keeps it to itself. */
	@Autowired
	@Qualifier("siteFolders")
	private ApplicationRunner folders;

	@BeforeEach
	void writeDraftsAtTheSamePaths() {
		for (String key : List.of("garden", "bakery")) {
			String marker = OWN_MARKER.get(key + ".localhost");
			this.currentSite.run(site(key), () -> {
				put(ContentKind.PAGE, "hidden", "Draft of " + marker, ContentState.DRAFT);
				put(ContentKind.POST, "hidden", "Draft of " + marker, ContentState.DRAFT);
				put(ContentKind.PAGE, "about/from-the-ui", "Page of " + marker, ContentState.PUBLISHED);
				put(ContentKind.POST, "from-the-ui", "Post of " + marker, ContentState.PUBLISHED);
			});
		}
	}

	@Test
	void noByteOfOneSiteShowsOnTheOther() {
		Set<String> urls = new LinkedHashSet<>(urls("garden"));
		urls.addAll(urls("bakery"));
		assertThat(urls).hasSizeGreaterThan(120)
			.contains("/", "/about", "/visit", "/posts/opening-day", "/tag/autumn", "/feed.xml", "/posts/hidden",
					"/static/logo.svg", "/static/site.css");
		List<String> leaks = new ArrayList<>();
		int answered = 0;
		for (String url : urls) {
			HttpResponse<String> a1 = Http.to(this.port, GARDEN).get(url);
			HttpResponse<String> b = Http.to(this.port, BAKERY).get(url);
			HttpResponse<String> a2 = Http.to(this.port, GARDEN).get(url);
			collectLeak(leaks, GARDEN, url, a1);
			collectLeak(leaks, BAKERY, url, b);
			collectLeak(leaks, GARDEN, url, a2);
			assertThat(a1.statusCode()).as(GARDEN + url).isIn(200, 404, 410);
			assertThat(b.statusCode()).as(BAKERY + url).isIn(200, 404, 410);
			assertThat(a2.statusCode()).as(url).isEqualTo(a1.statusCode());
			assertThat(a2.body()).as(url).isEqualTo(a1.body());
			answered += (a1.statusCode() == 200 && b.statusCode() == 200) ? 1 : 0;
		}
		assertThat(leaks).isEmpty();
		assertThat(answered).as("URLs that both sites have").isGreaterThan(15);
	}

	@Test
	void pathsAndSlugsThatBothHaveAnswerWithEachOnesOwn() {
		for (String url : List.of("/", "/about", "/visit", "/posts", "/posts/opening-day", "/tag/autumn", "/feed.xml",
				"/about/from-the-ui", "/posts/from-the-ui", "/nothing-here", "/static/logo.svg")) {
			for (String host : List.of(GARDEN, BAKERY)) {
				assertThat(Http.to(this.port, host).get(url).body().toLowerCase(Locale.ROOT)).as(host + url)
					.contains(OWN_MARKER.get(host));
			}
		}
	}

	/**
	 * A shared engine outlives the request that made it, and must know the theme alone.
	 */
	@Test
	void templatesThatASiteGetsLaterShowOnNoOtherOfItsTheme() throws Exception {
		Path sitesFolder = this.home.root().resolve("sites");
		for (String key : List.of("first", "second")) {
			Files.createDirectories(sitesFolder.resolve(key + "/content"));
			Files.writeString(sitesFolder.resolve(key + "/site.yml"), "name: The " + key);
			Files.writeString(sitesFolder.resolve(key + "/content/x.md"), "# Page of the " + key);
		}
		this.folders.run(new DefaultApplicationArguments());
		assertThat(Http.to(this.port, "first.localhost").get("/").statusCode()).isEqualTo(200);
		Files.createDirectories(sitesFolder.resolve("first/templates"));
		Files.writeString(sitesFolder.resolve("first/templates/page.html"), "<p>Template of the first</p>");
		assertThat(Http.to(this.port, "second.localhost").get("/x").body()).contains("Page of the second")
			.doesNotContain("Template of the first");
		assertThat(Http.to(this.port, "first.localhost").get("/x").body()).contains("Template of the first");
	}

	@Test
	void draftsAreNowhere() {
		for (String host : List.of(GARDEN, BAKERY)) {
			for (String url : List.of("/hidden", "/posts/hidden")) {
				assertThat(Http.to(this.port, host).get(url).statusCode()).as(host + url).isEqualTo(404);
			}
			for (String url : List.of("/", "/posts", "/feed.xml")) {
				assertThat(Http.to(this.port, host).get(url).body()).as(host + url).doesNotContain("Draft of");
			}
		}
	}

	@Test
	void theOthersIdsLeadNowhereInTheApi() {
		Http admin = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		assertThat(admin.get("/api/sites/garden/pages/volunteer").statusCode()).isEqualTo(200);
		HttpResponse<String> others = admin.get("/api/sites/bakery/pages/volunteer");
		assertThat(others.statusCode()).isEqualTo(404);
		assertThat(others.body().toLowerCase(Locale.ROOT)).doesNotContain("hollowlane");
		assertThat(admin.send("DELETE", "/api/sites/bakery/pages/volunteer", null).statusCode()).isEqualTo(404);
		assertThat(Http.to(this.port, GARDEN).get("/volunteer").statusCode()).isEqualTo(200);
	}

	@Test
	void theOthersIdsLeadNowhereInTheAdminUi() {
		Http admin = AdminSession.signIn(this.port);
		long ofGarden = this.currentSite.call(site("garden"), () -> this.items.find(ContentKind.PAGE, "hidden"))
			.orElseThrow()
			.id();
		assertThat(admin.get("/sites/garden/pages/" + ofGarden).body()).contains("Draft of hollowlane");
		HttpResponse<String> others = admin.get("/sites/bakery/pages/" + ofGarden);
		assertThat(others.statusCode()).isEqualTo(404);
		assertThat(others.body()).doesNotContain("hollowlane");
		assertThat(admin.get("/sites/garden/posts/" + ofGarden).statusCode()).isEqualTo(404);
	}

	@Test
	void theApiAndTheAdminUiAreNotOnTheHostsOfSites() {
		for (String host : List.of(GARDEN, BAKERY, "unknown.test")) {
			for (String url : List.of("/api/sites", "/api/sites/garden", "/sites", "/login", "/setup",
					"/sites/garden/pages", "/assets/admin.css", "/actuator", "/actuator/health")) {
				HttpResponse<String> response = Http.to(this.port, host)
					.as("admin", TestInstallation.PASSWORD)
					.get(url);
				assertThat(response.statusCode()).as(host + url).isIn(404, 421);
				assertThat(response.headers().map()).as(host + url)
					.doesNotContainKeys("set-cookie", "www-authenticate", "location");
			}
		}
	}

	private void collectLeak(List<String> leaks, String host, String url, HttpResponse<String> response) {
		String seen = (response.body() + response.headers().map()).toLowerCase(Locale.ROOT);
		if (seen.contains(OTHERS_MARKER.get(host))) {
			leaks.add(host + url);
		}
	}

	/**
	 * Every URL that a site can have: what it links to, and what exists without a link.
	 */
	private Set<String> urls(String key) {
		Set<String> urls = new LinkedHashSet<>(List.of("/", "/posts", "/posts?page=2", "/feed.xml", "/sitemap.xml",
				"/options.css", "/error", "/nothing-here", "/hidden", "/posts/hidden", "/static/nothing.css",
				"/tag/nothing", "/posts/1999/01", "/preview", "/.well-known/rowhouse-challenge/x"));
		this.currentSite.run(site(key), () -> {
			for (ContentKind kind : ContentKind.values()) {
				this.items.search(kind, "", PageRequest.of(0, 1000)).forEach((item) -> urls.add(item.url()));
			}
		});
		Pattern link = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");
		for (String url : List.copyOf(urls)) {
			Matcher matcher = link.matcher(Http.to(this.port, key + ".localhost").get(url).body());
			while (matcher.find()) {
				String found = matcher.group(1).replace("&amp;", "&");
				urls.add(found);
				urls.add(found.replaceFirst("\\?v=[0-9a-f]+$", ""));
			}
		}
		return urls;
	}

	private Item put(ContentKind kind, String path, String text, ContentState state) {
		return this.items.put(kind, new Draft(path, text, "", text, "", state, null, List.of())).item();
	}

	private Site site(String key) {
		return this.sites.find(key).orElseThrow();
	}

}
