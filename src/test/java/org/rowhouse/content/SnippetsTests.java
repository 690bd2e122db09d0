package org.rowhouse.content;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for snippets of sites and of the platform.
 */
@RowhouseTest
class SnippetsTests {

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private Snippets snippets;

	@Autowired
	private SiteSnippets siteSnippets;

	@Autowired
	private PlatformSnippets platformSnippets;

	@Autowired
	private Markdown markdown;

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String key;

	private String shared;

	@BeforeEach
	void addSite() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		String unique = UUID.randomUUID().toString().substring(0, 8);
		this.key = "s" + unique;
		this.shared = "legal-" + unique;
		this.api.json("POST", "/api/sites", "{\"key\":\"" + this.key + "\",\"name\":\"Snippets\"}");
	}

	@Test
	void theSitesOwnGoesBeforeThePlatformsAndBothAreLiveAtOnce() {
		put("/api/snippets/" + this.shared, "Notice **one**");
		assertThat(expand("{{snippet " + this.shared + "}}")).contains("<strong>one</strong>");
		put("/api/snippets/" + this.shared, "Notice **two**");
		assertThat(expand("{{snippet " + this.shared + "}}")).contains("<strong>two</strong>").doesNotContain("one");
		put("/api/sites/" + this.key + "/snippets/" + this.shared, "Our *own*");
		assertThat(expand("Before\n\n{{snippet " + this.shared + "}}\n\nAfter"))
			.containsSubsequence("Before", "<em>own</em>", "After")
			.doesNotContain("two", "{");
		assertThat(this.api.send("DELETE", "/api/sites/" + this.key + "/snippets/" + this.shared, null).statusCode())
			.isEqualTo(204);
		assertThat(expand("{{snippet " + this.shared + "}}")).contains("two");
		assertThat(this.api.send("DELETE", "/api/snippets/" + this.shared, null).statusCode()).isEqualTo(204);
		assertThat(expand("{{snippet " + this.shared + "}}")).doesNotContain("two", "snippet");
	}

	@Test
	void pagesThatAreKeptShowAChangeOfThePlatformsAtOnce() {
		put("/api/snippets/" + this.shared, "Notice **one**");
		put("/api/sites/" + this.key + "/pages/imprint", "{{snippet " + this.shared + "}}");
		Http visitor = Http.to(this.port, this.key + ".localhost");
		assertThat(visitor.get("/imprint").body()).contains("<strong>one</strong>");
		put("/api/snippets/" + this.shared, "Notice **two**");
		assertThat(visitor.get("/imprint").body()).contains("<strong>two</strong>");
	}

	@Test
	void anUnknownNameIsMarkedInPreviewsAlone() {
		String html = this.markdown.render("{{snippet nothing-here}}").html();
		assertThat(on(() -> this.snippets.expand(html))).isBlank();
		assertThat(on(() -> this.snippets.expandForPreview(html))).contains("<mark>", "nothing-here");
	}

	@Test
	void aSnippetInASnippetOrInALineOrInCodeStaysAsItIs() {
		put("/api/sites/" + this.key + "/snippets/outer", "{{snippet inner}}");
		put("/api/sites/" + this.key + "/snippets/inner", "INNER");
		assertThat(expand("{{snippet outer}}\n\nA {{snippet inner}} in a line\n\n    {{snippet inner}}"))
			.doesNotContain("INNER");
	}

	@Test
	void manyBigSnippetsStopAtABound() {
		put("/api/sites/" + this.key + "/snippets/big", "x".repeat(19_000));
		assertThat(expand("{{snippet big}}\n\n".repeat(500)).length()).isBetween(500_000, Snippets.MAX_ADDED + 100_000);
	}

	@Test
	void whereItIsUsedFollowsWhatIsWritten() {
		put("/api/snippets/" + this.shared, "Notice");
		long before = this.platformSnippets.countSites().getOrDefault(this.shared, 0L);
		put("/api/sites/" + this.key + "/pages/about", "Hello\n\n{{snippet " + this.shared + "}}");
		put("/api/sites/" + this.key + "/pages/other", "A {{snippet " + this.shared + "}} in a line");
		assertThat(on(() -> this.siteSnippets.whereUsed(this.shared, 10))).extracting(ItemSummary::path)
			.containsExactly("about");
		assertThat(this.platformSnippets.countSites()).containsEntry(this.shared, before + 1);
		assertThat(this.platformSnippets.sitesThatShow(this.shared, 10)).extracting("key").containsExactly(this.key);
		put("/api/sites/" + this.key + "/pages/about", "Hello");
		assertThat(on(() -> this.siteSnippets.whereUsed(this.shared, 10))).isEmpty();
		put("/api/sites/" + this.key + "/pages/about", "{{snippet " + this.shared + "}}");
		this.api.send("DELETE", "/api/sites/" + this.key, null);
		assertThat(this.platformSnippets.countSites()).doesNotContainKey(this.shared);
	}

	@Test
	void oneSiteSeesNothingOfAnothersSnippets() {
		put("/api/sites/" + this.key + "/snippets/mine", "MINE");
		String html = this.markdown.render("{{snippet mine}}").html();
		assertThat(this.currentSite.call(this.sites.find("garden").orElseThrow(), () -> this.snippets.expand(html)))
			.doesNotContain("MINE");
		assertThat(this.api.get("/api/sites/garden/snippets/mine").statusCode()).isEqualTo(404);
	}

	@Test
	void badInputIsToldAtItsField() {
		assertThat(putRaw("/api/snippets/Not%20A%20Name", "x").body()).contains("\"name\"", "lower case letters");
		assertThat(putRaw("/api/snippets/" + this.shared, "").body()).contains("\"markdown\"");
		assertThat(putRaw("/api/snippets/" + this.shared, "x".repeat(20_001)).body()).contains("At most 20000");
		put("/api/snippets/" + this.shared, "First");
		HttpResponse<String> stale = this.api.json("PUT", "/api/snippets/" + this.shared,
				"{\"markdown\":\"Second\",\"version\":7}");
		assertThat(stale.statusCode()).isEqualTo(409);
	}

	private void put(String path, String text) {
		assertThat(putRaw(path, text).statusCode()).as(path).isIn(200, 201);
	}

	private HttpResponse<String> putRaw(String path, String text) {
		String state = (path.contains("/pages/")) ? "\"state\":\"published\"," : "";
		return this.api.json("PUT", path,
				"{\"title\":\"T\"," + state + "\"markdown\":\"" + text.replace("\n", "\\n") + "\"}");
	}

	private String expand(String text) {
		String html = this.markdown.render(text).html();
		return on(() -> this.snippets.expand(html));
	}

	private <T> T on(Supplier<T> action) {
		return this.currentSite.call(this.sites.find(this.key).orElseThrow(), action);
	}

}
