package org.rowhouse.admin;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
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
 * Writing pages and posts: nothing that was typed is lost, and nothing is overwritten
 * silently.
 */
@RowhouseTest
class ItemFormTests {

	private static final String BAKERY = "title=Rye&path=rye&markdown="
			+ encode("# Rye\n\nWe bake at four.\n\nCome early.") + "&token=form-token";

	@Value("${local.server.port}")
	private int port;

	private Http admin;

	private String csrf;

	private String key;

	private String pages;

	@BeforeEach
	void addSite() {
		this.admin = AdminSession.signIn(this.port);
		this.csrf = AdminSession.csrf(this.admin.get("/sites/new"));
		this.key = "f" + UUID.randomUUID().toString().substring(0, 8);
		this.pages = "/sites/" + this.key + "/pages";
		post("/sites", "key=" + this.key + "&name=Desk&theme=business&timeZone=Europe%2FBerlin&addresses=" + this.key
				+ ".test");
	}

	@Test
	void whoSavesOnTopOfAnotherVersionSeesBothAndMergesThem() {
		String item = create(BAKERY + "&action=save");
		post(item, BAKERY.replace("four", "five") + "&version=1&action=publish");
		String mine = BAKERY.replace("early", "early%2C+please") + "&version=1&summary=Mine";
		HttpResponse<String> conflict = post(item, mine + "&action=save");
		assertThat(conflict.statusCode()).isEqualTo(409);
		assertThat(conflict.body()).contains("<strong>admin</strong> saved", "<ins>five</ins>", "<ins>, please</ins>",
				"value=\"merge\"", "value=\"overwrite\"");
		HttpResponse<String> merged = post(item, mine + "&action=merge&intended=save&theirs=2");
		assertThat(merged.body()).contains("We bake at five.", "Come early, please.", "name=\"version\" value=\"2\"",
				"not saved yet");
		assertThat(site("/rye").body()).doesNotContain("please");
		assertThat(post(item, mine + "&action=overwrite&intended=save&theirs=2").statusCode()).isEqualTo(302);
		assertThat(site("/rye").body()).contains("We bake at four.", "Come early, please.");
		assertThat(this.admin.get(item + "/history/2").body()).contains("We bake at five.");
	}

	@Test
	void whatBothChangedIsNotMerged() {
		String item = create(BAKERY + "&action=save");
		post(item, BAKERY.replace("four", "five") + "&version=1&action=save");
		HttpResponse<String> conflict = post(item, BAKERY.replace("four", "six") + "&version=1&action=save");
		assertThat(conflict.body()).contains("both changed the same place").doesNotContain("value=\"merge\"");
	}

	@Test
	void everySaveIsListedComparedAndRestored() {
		String item = create(BAKERY + "&fields.price=3+EUR&action=save");
		post(item, BAKERY.replace("four", "five") + "&title=Rye+bread&fields.price=4+EUR&version=1&action=publish");
		post(item, BAKERY.replace("four", "five") + "&title=Rye+bread&fields.price=4+EUR&version=2&action=save");
		String history = this.admin.get(item + "/history").body();
		assertThat(history).contains("Published", "Saved").doesNotContain("/history/3");
		assertThat(this.admin.get(item + "/compare?from=1&to=2").body()).contains("<del>four</del>", "<ins>five</ins>",
				">Price</h2>", "<del>3</del>");
		assertThat(post(item + "/history/1/restore", "").statusCode()).isEqualTo(302);
		assertThat(site("/rye").body()).contains("We bake at four.");
		assertThat(this.admin.get(item + "/history").body()).contains("Restored from version 1", "/history/3");
	}

	@Test
	void whatIsTypedIsKeptRestoredAndForgottenWhenItIsSaved() {
		String item = create(BAKERY + "&action=save");
		String id = item.substring(item.lastIndexOf('/') + 1);
		HttpResponse<String> kept = post(this.pages + "/autosave",
				"id=" + id + "&title=Unsaved+title&markdown=unsaved+text&version=1&token=form-token");
		assertThat(kept.statusCode()).isEqualTo(200);
		assertThat(kept.body()).contains("\"savedAt\":\"", "\"version\":1");
		assertThat(this.admin.get(item).body()).contains("unsaved changes of yours", "We bake at four.");
		assertThat(this.admin.get(item + "?restore").body()).contains("unsaved text", "value=\"Unsaved title\"");
		assertThat(this.admin.get(item + "/compare?to=mine").body()).contains("<ins>Unsaved title</ins>");
		post(item, BAKERY + "&version=1&action=save");
		assertThat(this.admin.get(item).body()).doesNotContain("unsaved changes of yours");
		post(this.pages + "/autosave", "title=A+new+page&markdown=words&token=new-page-1");
		assertThat(this.admin.get(this.pages + "/new").body()).contains("A new page", "restore=new-page-1");
		assertThat(this.admin.get(this.pages + "/new?restore=new-page-1").body()).contains(">words</textarea>");
		assertThat(site("/a-new-page").statusCode()).isEqualTo(404);
	}

	@Test
	void aPreviewIsSeenByWhoHasTheLinkOnItsSiteAloneUntilItIsTakenBack() {
		String item = create(BAKERY + "&action=save");
		String link = link(post(item + "/preview-links", "days=1"));
		HttpResponse<String> preview = site(link);
		assertThat(preview.statusCode()).isEqualTo(200);
		assertThat(preview.body()).contains("We bake at four.");
		assertThat(preview.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(preview.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
		assertThat(preview.headers().firstValue("Referrer-Policy")).contains("no-referrer");
		assertThat(preview.headers().map()).doesNotContainKeys("set-cookie", "etag");
		assertThat(site("/rye").statusCode()).isEqualTo(404);
		assertThat(site("/sitemap.xml").body() + site("/feed.xml").body()).doesNotContain("rye");
		String refused = site("/preview/nothing").body();
		assertThat(refused).contains("does not lead anywhere");
		char last = link.charAt(30);
		for (HttpResponse<String> answer : List.of(Http.to(this.port, "garden.localhost").get(link),
				site(link.substring(0, 30) + ((last == 'A') ? 'B' : 'A') + link.substring(31)),
				site(link.substring(0, link.length() - 4)), site(link + "A"))) {
			assertThat(answer.statusCode()).isEqualTo(404);
			assertThat(answer.body()).doesNotContain("We bake");
		}
		post(item + "/preview-links/revoke", "");
		assertThat(site(link).body()).isEqualTo(refused.replace("/preview/nothing", link));
		assertThat(site(link(post(item + "/preview-links", "days=1"))).statusCode()).isEqualTo(200);
	}

	@Test
	void anEditorLooksAtWhatIsNotSaved() {
		HttpResponse<String> look = post(this.pages,
				"title=Fresh&path=fresh&markdown=Not+saved+**yet**&token=look-token&action=look");
		Matcher url = Pattern.compile("url=http://[^/]+(/preview/[^\"]+)").matcher(look.body());
		assertThat(url.find()).isTrue();
		assertThat(site(url.group(1)).body()).contains("Not saved <strong>yet</strong>", "Fresh");
		assertThat(this.admin.get(this.pages).body()).doesNotContain("Fresh");
	}

	@Test
	void everyMistakeStandsAtItsFieldAndNothingIsLost() {
		HttpResponse<String> answer = post(this.pages,
				"title=&path=tag&publishAt=2026-03-29T02:30&unpublishAt=0001-01-01T00:00&cover=http://x"
						+ "&fields.ctaPath=nowhere&markdown=typed+with+care&action=publish");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("Write a title.", "belongs to the site itself", "there is no 02:30",
				"The time of archiving has passed", "such as /media/door.jpg", "leads nowhere", "typed with care",
				"id=\"fields.ctaPath-error\"", "id=\"publishAt-error\"");
		assertThat(post(this.pages, "title=T&publishAt=9999-12-31T23:59&markdown=x&action=publish").body())
			.contains("between the years 1000 and 9999");
		assertThat(post(this.pages,
				"title=T&publishAt=2099-05-02T10:00&unpublishAt=2099-05-01T10:00&markdown=x&action=publish")
			.body()).contains("taken back before it is published");
	}

	@Test
	void ofATimeThatComesTwiceTheChosenOneIsScheduled() {
		String twice = "title=T&path=t&publishAt=2099-10-25T02:30&markdown=x&action=publish";
		HttpResponse<String> asked = post(this.pages, twice);
		assertThat(asked.body()).contains("comes twice", "The first 02:30", "The second 02:30");
		String item = create(twice + "&publishAtOffset=" + encode("+01:00"));
		assertThat(this.admin.get(item).body()).contains("Scheduled");
		assertThat(Http.to(this.port, "localhost")
			.as("admin", TestInstallation.PASSWORD)
			.get("/api/sites/" + this.key + "/pages/t")
			.body()).contains("2099-10-25T01:30:00Z", "\"scheduled\"");
	}

	@Test
	void aTextThatIsTooLongComesBackWithAMessage() {
		String text = "x".repeat(4_500_000);
		HttpResponse<String> answer = post(this.pages, "title=Long&path=long&action=save&markdown=" + text);
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("At most 500000 characters; these are 4500000", text);
		// The body is not read, so it need not be sent.
		assertThat(Http.raw(this.port,
				"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
						+ "Content-Length: 300000\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 413")
			.contains("go back, where it still is");
	}

	@Test
	void statesAreReachedByTheirButtons() {
		String item = create(BAKERY + "&action=review");
		assertThat(this.admin.get(item).body()).contains(">Review<", "Back to draft");
		post(item, BAKERY + "&version=1&action=publish");
		assertThat(site("/rye").statusCode()).isEqualTo(200);
		post(item, BAKERY + "&version=2&action=archive");
		assertThat(site("/rye").statusCode()).isEqualTo(410);
		assertThat(this.admin.get(item).body()).contains(">Archived<", "Restore as draft");
		assertThat(post(item, BAKERY + "&version=3&publishAt=2001-01-01T00:00&action=schedule").body())
			.contains("still to come");
	}

	private String create(String fields) {
		HttpResponse<String> answer = post(this.pages, fields);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
	}

	private static String link(HttpResponse<String> page) {
		Matcher link = Pattern.compile("value=\"http://[^/]+(/preview/[^\"]+)\"").matcher(page.body());
		assertThat(link.find()).as(page.body()).isTrue();
		return link.group(1);
	}

	private HttpResponse<String> post(String path, String fields) {
		return this.admin.form(path, fields + "&_csrf=" + this.csrf);
	}

	private HttpResponse<String> site(String path) {
		return Http.to(this.port, this.key + ".test").get(path);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
