package org.rowhouse.site.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SiteFilter} over real HTTP.
 */
@RowhouseTest
class ResolutionTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private Home home;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@ParameterizedTest
	@ValueSource(strings = { "garden.localhost", "GARDEN.localhost", "garden.localhost.", "garden.localhost:8080",
			"garden.localhost.:80", "garden.localhost:" })
	void theSameHostInOtherWordsIsTheSameSite(String host) {
		String answer = raw("GET /about HTTP/1.1", "Host: " + host);
		assertThat(answer).startsWith("HTTP/1.1 200").contains("Hollowlane");
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown.test", "garden.localhost.evil.test", "xgarden.localhost", "localhost.garden" })
	void anUnknownHostGetsThePageOfThePlatformAndNoName(String host) {
		HttpResponse<String> response = Http.to(this.port, host).get("/about");
		assertThat(response.statusCode()).isEqualTo(421);
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "server", "x-powered-by");
		assertThat(response.body()).doesNotContainIgnoringCase("hollow")
			.doesNotContainIgnoringCase("kornblume")
			.doesNotContainIgnoringCase("garden")
			.doesNotContainIgnoringCase("jetty");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			empty label,       Host: a..b
			userinfo,          Host: evil@garden.localhost
			comma list,        'Host: garden.localhost,bakery.localhost'
			two labels empty,  Host: garden.localhost..
			port is no number, Host: garden.localhost:abc
			port too large,    Host: garden.localhost:99999
			percent-encoded,   Host: g%61rden.localhost
			raw UTF-8,         Host: gärden.localhost
			slash,             Host: garden.localhost/evil
			inner space,       Host: garden .localhost
			empty,             Host:
			""")
	void aMalformedHostIs400(String what, String header) {
		String answer = raw("GET / HTTP/1.1", header);
		assertThat(answer).as(what).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("jetty");
	}

	@Test
	void twoHostsAre400() {
		assertThat(raw("GET / HTTP/1.1", "Host: garden.localhost\r\nHost: bakery.localhost"))
			.startsWith("HTTP/1.1 400");
		assertThat(raw("GET / HTTP/1.1", "Accept: */*")).startsWith("HTTP/1.1 400");
	}

	@Test
	void aRequestWithoutHostIsNobodys() {
		assertThat(raw("GET / HTTP/1.0", "Accept: */*")).startsWith("HTTP/1.1 421");
	}

	@Test
	void theTargetWinsOverTheHeader() {
		assertThat(raw("GET http://bakery.localhost/about HTTP/1.1", "Host: garden.localhost"))
			.startsWith("HTTP/1.1 200")
			.contains("Kornblume")
			.doesNotContain("Hollowlane");
	}

	@Test
	void forwardedHostsOfStrangersAreIgnored() {
		HttpResponse<String> response = Http.to(this.port, "garden.localhost")
			.with("X-Forwarded-Host", "bakery.localhost")
			.with("Forwarded", "host=bakery.localhost")
			.get("/about");
		assertThat(response.body()).contains("Hollowlane").doesNotContain("Kornblume");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a%2fb", "/%2e%2e/x", "/a;b", "//x", "/a%00", "/a\\b", "/static/..%2fsite.yml",
			"/static/../../bakery/site.yml" })
	void anAmbiguousPathIs400(String path) {
		assertThat(raw("GET " + path + " HTTP/1.1", "Host: garden.localhost")).startsWith("HTTP/1.1 400");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/static/../site.yml", "/site.yml", "/static/.hidden", "/templates/page.html",
			"/static/../templates/page.html", "/content/index.md" })
	void whatIsNotStaticIsNotServed(String path) {
		assertThat(raw("GET " + path + " HTTP/1.1", "Host: garden.localhost")).startsWith("HTTP/1.1 404");
	}

	@Test
	void escapedNamesAreFound() throws IOException {
		Path folder = this.home.root().resolve("sites/garden/static");
		Files.writeString(folder.resolve("my photo.txt"), "spaces");
		Files.writeString(folder.resolve("é.txt"), "accents");
		assertThat(Http.to(this.port, "garden.localhost").get("/static/my%20photo.txt").body()).isEqualTo("spaces");
		assertThat(Http.to(this.port, "garden.localhost").get("/static/%C3%A9.txt").body()).isEqualTo("accents");
		assertThat(Http.to(this.port, "garden.localhost").get("/%61bout").statusCode()).isEqualTo(200);
		assertThat(Http.to(this.port, "garden.localhost").get("/caf%C3%A9").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/posts?page=%zz", "/tag/autumn?page=%ff", "/posts?%" })
	void aMalformedQueryIs400(String target) {
		assertThat(raw("GET " + target + " HTTP/1.1", "Host: garden.localhost")).startsWith("HTTP/1.1 400");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/posts?page=x", "/posts?page=0", "/posts?page=99999999999", "/posts?page=2147483647",
			"/static", "/static/", "/posts/2026/99" })
	void whatIsNotThereIs404(String target) {
		assertThat(raw("GET " + target + " HTTP/1.1", "Host: garden.localhost")).startsWith("HTTP/1.1 404");
	}

	@Test
	void theMethodsOfOtherHostsDoNotShow() {
		assertThat(Http.to(this.port, "garden.localhost").json("POST", "/api/sites", "{}").statusCode()).isEqualTo(405);
		assertThat(Http.to(this.port, "garden.localhost").form("/api/sites", "x=y").statusCode()).isEqualTo(405);
	}

	@Test
	void aSiteLivesItsLifeAtOnce() {
		Site site = create(List.of());
		String host = site.key() + ".localhost";
		HttpResponse<String> home = Http.to(this.port, host).get("/");
		assertThat(home.statusCode()).isEqualTo(200);
		assertThat(home.body()).contains(site.name());

		this.sites.changeState(site.key(), SiteState.SUSPENDED);
		HttpResponse<String> suspended = Http.to(this.port, host).get("/");
		assertThat(suspended.statusCode()).isEqualTo(503);
		assertThat(suspended.headers().firstValue("Retry-After")).contains("3600");
		assertThat(suspended.body()).doesNotContain(site.name());

		this.sites.changeState(site.key(), SiteState.ACTIVE);
		assertThat(Http.to(this.port, host).get("/").statusCode()).isEqualTo(200);

		this.sites.changeState(site.key(), SiteState.ARCHIVED);
		assertThat(Http.to(this.port, host).get("/").statusCode()).isEqualTo(410);

		this.sites.delete(site.key());
		assertThat(Http.to(this.port, host).get("/").statusCode()).isEqualTo(421);
	}

	@Test
	void aSiteUnderAPathHasLinksOfItsOwn() {
		String host = "h" + UUID.randomUUID().toString().substring(0, 8) + ".test";
		create(List.of(host + "/shop"));
		HttpResponse<String> home = Http.to(this.port, host).get("/shop");
		assertThat(home.statusCode()).isEqualTo(200);
		assertThat(home.body()).contains("href=\"/shop/static/site.css").doesNotContain("href=\"/static");
		assertThat(Http.to(this.port, host).get("/shop/").statusCode()).isEqualTo(200);
		assertThat(Http.to(this.port, host).get("/shop/static/site.css").statusCode()).isEqualTo(200);
		assertThat(Http.to(this.port, host).get("/shop/nothing").statusCode()).isEqualTo(404);
		HttpResponse<String> outside = Http.to(this.port, host).get("/shopping");
		assertThat(outside.statusCode()).isEqualTo(404);
		assertThat(outside.headers().firstValue("Cache-Control")).contains("no-store");
	}

	@Test
	void linksInTextsStayUnderThePathToo() {
		String host = "h" + UUID.randomUUID().toString().substring(0, 8) + ".test";
		Site site = create(List.of(host + "/shop"));
		this.currentSite.run(site,
				() -> this.items.create(ContentKind.POST,
						new Draft("x", "X", "", "[a](/about) ![b](/static/b.svg) [c](https://c.test/) `href=\"/d\"`",
								"", ContentState.PUBLISHED, null, List.of())));
		assertThat(Http.to(this.port, host).get("/shop/posts/x").body()).contains("href=\"/shop/about\"",
				"src=\"/shop/static/b.svg\"", "href=\"https://c.test/\"", "href&#61;&#34;/d&#34;");
		assertThat(Http.to(this.port, host).get("/shop/feed.xml").body())
			.contains("http://" + host + ":" + this.port + "/shop/about");
		assertThat(Http.to(this.port, host).get("/shop/sitemap.xml").body())
			.contains("<loc>http://" + host + ":" + this.port + "/shop/posts/x</loc>");
	}

	@Test
	void anAddressThatRedirectsKeepsPathAndQuery() {
		String host = "h" + UUID.randomUUID().toString().substring(0, 8) + ".test";
		SiteSettings settings = new SiteSettings(host.replace(".test", ""), "Moved", "",
				List.of(new TypedAddress(host, ""), new TypedAddress("old." + host, "redirect")), "", "", "", Map.of());
		this.sites.create(settings);
		HttpResponse<String> response = Http.to(this.port, "old." + host).get("/a/b?c=d");
		assertThat(response.statusCode()).isEqualTo(301);
		assertThat(response.headers().firstValue("Location")).contains("http://" + host + ":" + this.port + "/a/b?c=d");
		assertThat(response.headers().allValues("Cache-Control")).as("addresses change").containsExactly("no-cache");
		assertThat(Http.to(this.port, "old." + host).send("POST", "/a", "").statusCode()).isEqualTo(308);
	}

	@Test
	void sitesSetNoCookieAndAreReadOnly() {
		HttpResponse<String> response = Http.to(this.port, "garden.localhost").get("/");
		assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "server", "x-powered-by");
		assertThat(response.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'")
			.doesNotContain("unsafe");
		assertThat(Http.to(this.port, "garden.localhost").send("POST", "/about", "x=y").statusCode()).isEqualTo(405);
		assertThat(Http.to(this.port, "garden.localhost").send("DELETE", "/about", null).statusCode()).isEqualTo(405);
	}

	@Test
	void staticFilesAreNotSentTwice() {
		HttpResponse<String> first = Http.to(this.port, "garden.localhost").get("/static/site.css");
		String etag = first.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> second = Http.to(this.port, "garden.localhost")
			.with("If-None-Match", etag)
			.get("/static/site.css");
		assertThat(second.statusCode()).isEqualTo(304);
		assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith("text/css");
	}

	private String raw(String requestLine, String header) {
		return Http.raw(this.port, requestLine + "\r\n" + header + "\r\nConnection: close\r\n\r\n");
	}

	private Site create(List<String> addresses) {
		String key = "r" + UUID.randomUUID().toString().substring(0, 8);
		return this.sites.create(new SiteSettings(key, "Name of " + key, "",
				addresses.stream().map((address) -> new TypedAddress(address, "")).toList(), "", "", "", Map.of()));
	}

}
