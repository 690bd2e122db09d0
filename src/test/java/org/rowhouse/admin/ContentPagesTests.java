package org.rowhouse.admin;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pages of lists, the tree, the menu, snippets and sharing, as a browser
 * without JavaScript uses them.
 */
@RowhouseTest
class ContentPagesTests {

	@Value("${local.server.port}")
	private int port;

	private Http admin;

	private Http api;

	private String key;

	@BeforeEach
	void signIn() {
		this.admin = AdminSession.signIn(this.port);
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "c" + UUID.randomUUID().toString().substring(0, 8);
		this.api.json("POST", "/api/sites", "{\"key\":\"" + this.key + "\",\"name\":\"Shop\",\"addresses\":[\""
				+ this.key + ".test\"],\"timeZone\":\"Europe/Zurich\"}");
	}

	@Test
	void everyPageHoldsUnderTheStrictPolicy() {
		put("pages/about", "published");
		put("pages/about/team", "draft");
		put("posts/one", "published");
		String id = id("/pages");
		for (String path : List.of("/pages", "/pages?view=list", "/posts",
				"/posts?q=%22%3E%3Cscript%3E&state=x&year=abc", "/pages/" + id + "/move", "/pages/" + id + "/sharing",
				"/pages/" + id + "/sharing?q=garden", "/menu", "/snippets", "/snippets/new")) {
			HttpResponse<String> page = this.admin.get("/sites/" + this.key + path);
			assertThat(page.statusCode()).as(path).isEqualTo(200);
			assertThat(page.body()).as(path)
				.contains("<h1", "</html>")
				.doesNotContain("<script>", " style=\"")
				.doesNotContainPattern("\\son[a-z]+=\"");
		}
		assertThat(this.admin.get("/snippets").statusCode()).isEqualTo(200);
	}

	@Test
	void theFormMovesAPageAndTellsMistakesAtTheirFields() {
		put("pages/about", "published");
		put("pages/us", "published");
		String id = id("/pages");
		String path = "/sites/" + this.key + "/pages/" + id + "/move";
		HttpResponse<String> wrong = post(path, path, "parent=nowhere&place=first&version=1");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("value=\"nowhere\"", "value=\"first\"", "place-error");
		assertThat(post(path, path, "parent=nowhere&place=1&version=1").body()).contains("parent-error",
				"There is no page at &#39;nowhere&#39;");
		assertThat(post(path, path, "parent=us&place=1&version=1").statusCode()).isEqualTo(302);
		assertThat(Http.to(this.port, this.key + ".test").get("/us/about").statusCode()).isEqualTo(200);
		assertThat(post(path, path, "parent=&place=&version=1").body()).contains("was changed");
	}

	@Test
	void scheduledPostsShowTheirTimeInTheZoneOfTheSite() {
		this.api.json("PUT", "/api/sites/" + this.key + "/posts/later",
				"{\"title\":\"Later\",\"state\":\"published\",\"publishAt\":\"2999-07-01T10:00:00Z\"}");
		assertThat(this.admin.get("/sites/" + this.key + "/posts").body()).contains("Scheduled",
				"1 Jul 2999, 12:00 Europe/Zurich");
	}

	@Test
	void manyAreChangedAtOnceAfterAQuestion() {
		put("posts/one", "draft");
		put("posts/two", "draft");
		String list = "/sites/" + this.key + "/posts";
		String ids = ids(list);
		HttpResponse<String> question = post(list, list + "/bulk", ids + "&action=publish");
		assertThat(question.body()).contains("Publish these?", "one", "two", "name=\"confirm\"");
		assertThat(Http.to(this.port, this.key + ".test").get("/posts/one").statusCode()).isEqualTo(404);
		assertThat(post(list, list + "/bulk", ids + "&action=publish&confirm=yes").statusCode()).isEqualTo(302);
		assertThat(this.admin.get(list).body()).contains("2 done.");
		assertThat(Http.to(this.port, this.key + ".test").get("/posts/one").statusCode()).isEqualTo(200);
		assertThat(post(list, list + "/bulk", ids + "&action=tag&tag=!!&confirm=yes").statusCode()).isEqualTo(422);
		assertThat(post(list, list + "/bulk", ids).statusCode()).isEqualTo(422);
	}

	@Test
	void whatIsPublishedWithOthersIsSeenFromNowOn() {
		String api = "/api/sites/" + this.key + "/posts/";
		this.api.json("PUT", api + "later",
				"{\"title\":\"Later\",\"state\":\"draft\",\"publishAt\":\"2999-07-01T10:00:00Z\"}");
		this.api.json("PUT", api + "again",
				"{\"title\":\"Again\",\"state\":\"archived\",\"publishAt\":\"2001-07-01T10:00:00Z\"}");
		this.api.json("PUT", api + "over",
				"{\"title\":\"Over\",\"state\":\"archived\",\"unpublishAt\":\"2001-08-01T10:00:00Z\"}");
		String list = "/sites/" + this.key + "/posts";
		post(list, list + "/bulk", ids(list) + "&action=publish&confirm=yes");
		assertThat(this.admin.get(list).body()).contains("2 done, 1 not:", "&#39;Over&#39;",
				"The time of archiving has passed");
		assertThat(this.api.get(api + "later").body()).contains("\"state\":\"published\"").doesNotContain("2999");
		assertThat(this.api.get(api + "again").body()).contains("\"state\":\"published\"").doesNotContain("2001");
		assertThat(this.api.get(api + "over").body()).contains("\"state\":\"archived\"");
	}

	@Test
	void aCommaInAMenuMakesNoSecondEntry() {
		String menu = "/sites/" + this.key + "/menu";
		assertThat(post(menu, menu, "label=" + encode("Preise, Termine") + "&path=/a").statusCode()).isEqualTo(302);
		assertThat(this.api.get("/api/sites/" + this.key + "/menu").body())
			.contains("[{\"label\":\"Preise, Termine\",\"path\":\"/a\"}]");
	}

	@Test
	void aMenuThatSomebodyElseHasSavedIsNotOverwritten() {
		String menu = "/sites/" + this.key + "/menu";
		String api = "/api/sites/" + this.key + "/menu";
		String tag = this.api.get(api).headers().firstValue("ETag").orElseThrow();
		String seen = "&seen=" + tag.replace("\"", "");
		String theirs = "{\"entries\":[{\"label\":\"Theirs\",\"path\":\"/t\"}]}";
		assertThat(this.admin.get(menu).body()).contains("name=\"seen\" value=" + tag);
		assertThat(this.api.with("If-Match", tag).json("PUT", api, theirs).statusCode()).isEqualTo(200);
		assertThat(this.api.with("If-Match", tag).json("PUT", api, "{\"entries\":[]}").statusCode()).isEqualTo(412);
		HttpResponse<String> stale = post(menu, menu, "label=Mine&path=/m" + seen);
		assertThat(stale.statusCode()).isEqualTo(409);
		assertThat(stale.body()).contains("value=\"Mine\"", "Theirs", "Somebody else has saved the menu");
		assertThat(this.api.get(api).body()).contains("Theirs").doesNotContain("Mine");
		String now = this.api.get(api).headers().firstValue("ETag").orElseThrow().replace("\"", "");
		assertThat(stale.body()).contains("name=\"seen\" value=\"" + now + "\"");
		assertThat(post(menu, menu, "label=Mine&path=/m&seen=" + now).statusCode()).isEqualTo(302);
	}

	@Test
	void writersSeeSnippetsInTheirPlacesAndWhichAreNotThere() {
		String page = "/sites/" + this.key + "/snippets";
		post(page + "/new", page, "name=hours&title=Hours&version=0&markdown=" + encode("Open **daily**"));
		String typed = "markdown=" + encode("{{snippet hours}}\n\n{{snippet gone}}");
		assertThat(post(page, "/sites/" + this.key + "/preview", typed).body()).contains("<strong>daily</strong>",
				"<mark>", "gone");
	}

	@Test
	void theMenuIsWrittenWithButtonsAlone() {
		String menu = "/sites/" + this.key + "/menu";
		String typed = "label=About&path=/about&label=Else&path=https://example.org/x";
		assertThat(post(menu, menu, typed + "&action=add").body()).contains("label-2", "https://example.org/x");
		assertThat(post(menu, menu, typed + "&action=up-1").body()).containsSubsequence("value=\"Else\"",
				"value=\"About\"");
		assertThat(post(menu, menu, typed + "&action=remove-0").body()).doesNotContain("value=\"About\"");
		HttpResponse<String> wrong = post(menu, menu,
				"label=&path=/about&label=Typed&path=javascript:alert(1)&label=&path=");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("label-error-0", "path-error-1", "value=\"Typed\"");
		assertThat(post(menu, menu, typed).statusCode()).isEqualTo(302);
		assertThat(Http.to(this.port, this.key + ".test").get("/").body()).containsSubsequence("/about\"",
				"https://example.org/x");
		assertThat(this.api.json("PUT", "/api/sites/" + this.key + "/menu", "{\"entries\":[]}").statusCode())
			.isEqualTo(200);
		assertThat(this.api.json("PUT", "/api/sites/" + this.key + "/menu", "{}").statusCode()).isEqualTo(422);
	}

	@Test
	void aMenuFromAFileIsReadOnlyAndNamed() {
		assertThat(this.admin.get("/sites/garden/menu").body()).contains("sites/garden/site.yml")
			.doesNotContain("Save menu");
		assertThat(this.api.json("PUT", "/api/sites/garden/menu", "{\"entries\":[]}").statusCode()).isEqualTo(409);
		assertThat(this.api.get("/api/sites/garden/menu").body()).contains("\"file\":\"sites/garden/site.yml\"");
	}

	@Test
	void aSnippetIsWrittenChangedAndDeleted() {
		String snippets = "/sites/" + this.key + "/snippets";
		HttpResponse<String> wrong = post(snippets + "/new", snippets, "name=Not+A+Name&title=T&markdown=&version=0");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("value=\"Not A Name\"", "name-error", "markdown-error");
		String hours = "name=hours&title=Hours&version=0&markdown=" + encode("Open **daily**");
		assertThat(post(snippets + "/new", snippets, hours + "&action=preview").body())
			.contains("<strong>daily</strong>");
		assertThat(post(snippets + "/new", snippets, hours).statusCode()).isEqualTo(302);
		assertThat(post(snippets + "/new", snippets, hours).body()).contains("already");
		assertThat(this.admin.get(snippets).body()).contains("Hours", "{{snippet hours}}");
		String edit = snippets + "/hours/edit";
		assertThat(post(edit, edit, "title=Hours&markdown=Closed&version=1").statusCode()).isEqualTo(302);
		HttpResponse<String> stale = post(edit, edit, "title=Hours&markdown=Typed+late&version=1");
		assertThat(stale.body()).contains("was changed after you opened it", "Typed late");
		post(snippets + "/hours/delete", snippets + "/hours/delete", "");
		assertThat(this.admin.get(edit).statusCode()).isEqualTo(404);
	}

	@Test
	void sharingTellsMistakesAtTheirFields() {
		put("pages/about", "published");
		String sharing = "/sites/" + this.key + "/pages/" + id("/pages") + "/sharing";
		assertThat(this.admin.get(sharing).body()).contains(">about</a>", "<title>Share about");
		assertThat(this.admin.get(sharing.replace("sharing", "move")).body()).contains("Move “<span>about</span>”");
		assertThat(post(sharing, sharing, "site=nobody&path=x").body()).contains("site-error", "value=\"nobody\"",
				"value=\"x\"");
		assertThat(post(sharing, sharing, "site=garden&path=admin/x").body()).contains("path-error",
				"belongs to the site itself");
	}

	private void put(String item, String state) {
		this.api.json("PUT", "/api/sites/" + this.key + "/" + item, "{\"title\":\"" + item.replaceFirst(".*/", "")
				+ "\",\"markdown\":\"Text\",\"state\":\"" + state + "\"}");
	}

	/** Of the first in the list. */
	private String id(String list) {
		return ids("/sites/" + this.key + list + "?view=list").replaceFirst("id=([0-9]+).*", "$1");
	}

	private String ids(String list) {
		return String.join("&",
				Pattern.compile("name=\"id\" value=\"([0-9]+)\"")
					.matcher(this.admin.get(list).body())
					.results()
					.map((found) -> "id=" + found.group(1))
					.toList());
	}

	private HttpResponse<String> post(String form, String path, String fields) {
		String token = AdminSession.csrf(this.admin.get(form));
		return this.admin.form(path, fields + "&_csrf=" + encode(token));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
