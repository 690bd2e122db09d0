package org.rowhouse.account;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.ConflictException;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What people with a role can do and see, in the admin UI and by the API.
 */
@RowhouseTest
class RolesTests {

	private static final String PASSWORD = "each to their own";

	private static final String SITE = "roles";

	private static final String OTHER = "roles-other";

	private static final People.Profile NOT_ADMINISTRATOR = new People.Profile("", "", false, true);

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private People people;

	@Autowired
	private AllSites allSites;

	@Autowired
	private TransactionOperations transactions;

	private Http admin;

	@BeforeEach
	void makePeople() {
		this.admin = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		if (this.admin.get("/api/sites/" + SITE).statusCode() == 200) {
			// Made for the first of these tests already.
			return;
		}
		for (String key : List.of(SITE, OTHER)) {
			this.admin.json("POST", "/api/sites",
					"{\"key\":\"" + key + "\",\"name\":\"" + key + "\",\"addresses\":[\"" + key + ".test\"]}");
		}
		for (String username : List.of("ann-author", "bob-author", "ed-editor", "olga-owner")) {
			assertThat(this.admin
				.json("POST", "/api/people", "{\"username\":\"" + username + "\",\"password\":\"" + PASSWORD + "\"}")
				.statusCode()).isEqualTo(201);
			String role = username.substring(username.indexOf('-') + 1);
			assertThat(
					this.admin.json("PUT", "/api/sites/" + SITE + "/people/" + username, "{\"role\":\"" + role + "\"}")
						.statusCode())
				.isEqualTo(200);
		}
	}

	@Test
	void anAuthorWritesAndAnEditorPublishes() {
		Http author = api("ann-author");
		assertThat(put(author, "own", "draft").statusCode()).isEqualTo(201);
		assertThat(put(author, "own", "review").statusCode()).isEqualTo(200);
		assertRefused(put(author, "own", "published"), "Send it for review");
		assertRefused(put(author, "at-once", "published"), "Send it for review");
		assertRefused(put(api("bob-author"), "own", "draft"), "Somebody else wrote this post");
		assertThat(put(api("ed-editor"), "own", "published").statusCode()).isEqualTo(200);
		assertRefused(put(author, "own", "draft"), "This post is published");
		assertRefused(author.send("DELETE", "/api/sites/" + SITE + "/posts/own", null), "This post is published");
		assertThat(put(author, "another", "draft").statusCode()).isEqualTo(201);
		assertThat(author.send("DELETE", "/api/sites/" + SITE + "/posts/another", null).statusCode()).isEqualTo(204);
	}

	@Test
	void anAuthorDoesNotMoveWhatStandsBelowAPageOfTheirs() {
		Http author = api("ann-author");
		Http editor = api("ed-editor");
		String pages = "/api/sites/" + SITE + "/pages/";
		String published = "{\"title\":\"Open\",\"markdown\":\"Text\",\"state\":\"published\"}";
		assertThat(editor.json("PUT", pages + "visit/hours", published).statusCode()).isEqualTo(201);
		assertThat(
				author.json("PUT", pages + "visit", "{\"title\":\"My own trip\",\"markdown\":\"Text\"}").statusCode())
			.isEqualTo(201);
		Http ann = session("ann-author");
		String form = path(ann, "pages", "own+trip");
		HttpResponse<String> moved = ann.form(form, "title=Visit&path=gone&markdown=m&action=save&_csrf="
				+ AdminSession.csrf(ann.get("/sites/" + SITE + "/pages")));
		assertThat(moved.statusCode()).isEqualTo(422);
		assertThat(moved.body()).contains("would move with it");
		assertThat(editor.get(pages + "visit/hours").statusCode()).isEqualTo(200);
		Http ed = session("ed-editor");
		assertThat(ed
			.form(form,
					"title=Visit&path=gone&markdown=m&action=save&_csrf="
							+ AdminSession.csrf(ed.get("/sites/" + SITE + "/pages")))
			.statusCode()).isLessThan(400);
	}

	@Test
	void theMediaLibraryOffersAuthorsNoMoreThanTheyMay() {
		this.admin.with("Content-Type", "image/svg+xml")
			.send("POST", "/api/sites/" + SITE + "/media?name=sign.svg&alt=A+sign",
					"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>");
		String file = "/sites/" + SITE + "/media/sign.svg";
		Http author = session("ann-author");
		assertThat(author.get(file).body()).contains("A sign")
			.doesNotContain("<textarea", "id=\"replace\"", "action=\"" + file);
		assertThat(author.get("/sites/" + SITE + "/media").body()).contains("sign.svg")
			.doesNotContain("movebar", "name=\"names\"");
		assertThat(session("ed-editor").get(file).body()).contains("<textarea", "id=\"replace\"");
		assertThat(session("ed-editor").get("/sites/" + SITE + "/media").body()).contains("movebar");
	}

	@Test
	void theFormOffersAuthorsNoMoreThanTheyMay() {
		put(api("ann-author"), "in-the-form", "draft");
		Http ann = session("ann-author");
		String form = ann.get(path(ann, "in-the-form")).body();
		assertThat(form).contains("Submit for review").doesNotContain("value=\"publish\"");
		Http bob = session("bob-author");
		assertThat(bob.get(path(bob, "in-the-form")).body()).contains("Somebody else wrote this")
			.doesNotContain("Submit for review");
		HttpResponse<String> answer = bob.form(path(bob, "in-the-form"),
				"title=Taken&path=in-the-form&markdown=m&action=save&_csrf="
						+ AdminSession.csrf(bob.get("/sites/" + SITE + "/posts")));
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("Somebody else wrote this post");
		assertThat(session("ed-editor").get(path(ann, "in-the-form")).body()).contains("value=\"publish\"");
	}

	@Test
	void linksToPreviewsAreGivenAwayByWhoMayChangeTheItem() {
		put(api("ann-author"), "looked-at", "draft");
		Http ann = session("ann-author");
		String at = path(ann, "looked-at") + "/preview-links";
		assertThat(ann.form(at, "days=7&_csrf=" + AdminSession.csrf(ann.get(at))).body()).contains("/preview/");
		Http bob = session("bob-author");
		assertThat(bob.get(at).body()).doesNotContain("Make a link", "End all links");
		String csrf = AdminSession.csrf(bob.get("/sites/" + SITE + "/posts"));
		assertThat(bob.form(at, "days=7&_csrf=" + csrf).statusCode()).isEqualTo(403);
		assertThat(bob.form(at + "/revoke", "_csrf=" + csrf).statusCode()).isEqualTo(403);
		Http editor = session("ed-editor");
		assertThat(editor.form(at + "/revoke", "_csrf=" + AdminSession.csrf(editor.get(at))).statusCode())
			.isEqualTo(302);
		assertThat(api("olga-owner").get("/api/sites/" + SITE + "/activity?action=post.preview").body())
			.contains("post.preview-link-made", "post.preview-links-revoked", "ann-author", "ed-editor");
	}

	@Test
	void listsShowTheSitesOfWhoeverAsks() {
		assertThat(api("ann-author").get("/api/sites").body()).contains("\"key\":\"roles\"")
			.doesNotContain("\"key\":\"" + OTHER);
		String list = session("ann-author").get("/sites").body();
		assertThat(list).contains(">roles<").doesNotContain(">" + OTHER + "<", "/sites/new");
		assertThat(this.admin.get("/api/sites?q=roles").body()).contains("\"key\":\"roles\"", OTHER);
	}

	@Test
	void whatThePlatformNotesAboutASiteIsNotShownToItsOwners() {
		this.admin.json("PATCH", "/api/sites/" + SITE, "{\"tags\":[\"pays-late\"],\"template\":true}");
		assertThat(this.admin.get("/api/sites/" + SITE).body()).contains("pays-late", "\"template\":true");
		Http owner = api("olga-owner");
		assertThat(owner.get("/api/sites/" + SITE).body()).doesNotContain("pays-late", "\"tags\"", "\"template\"");
		assertThat(owner.get("/api/sites?tag=not-there").body()).contains("\"key\":\"roles\"")
			.doesNotContain("pays-late");
		assertThat(owner.get("/api/sites/" + SITE + "/activity").body()).doesNotContain("pays-late");
		Http session = session("olga-owner");
		assertThat(session.get("/sites?tag=not-there").body()).contains(">roles<").doesNotContain("pays-late");
		assertThat(session.get("/sites/" + SITE + "/edit").body()).doesNotContain("pays-late");
		this.admin.json("PATCH", "/api/sites/" + SITE, "{\"tags\":[],\"template\":false}");
	}

	@Test
	void ownersAreNotToldWhichOtherSitesThereAre() {
		Http owner = api("olga-owner");
		HttpResponse<String> taken = owner.json("PATCH", "/api/sites/" + SITE,
				"{\"addresses\":[\"roles.test\",\"" + OTHER + ".test\"]}");
		assertThat(taken.statusCode()).isEqualTo(422);
		assertThat(taken.body()).contains("belongs to somebody else here").doesNotContain("the site '" + OTHER);
		this.admin.json("PATCH", "/api/sites/" + SITE, "{\"addresses\":[\"roles.test\",\"roles-other.test/part\"]}");
		assertThat(owner.get("/api/sites/" + SITE + "/notes").body()).contains("somebody else")
			.doesNotContain("'" + OTHER + "'");
		assertThat(this.admin.get("/api/sites/" + SITE + "/notes").body()).contains("'" + OTHER + "'");
	}

	@Test
	void ownersTakeNoHostsOfOthers() {
		this.admin.json("POST", "/api/addresses", "{\"pattern\":\"{site}.roles-shared.test\"}");
		this.admin.json("PATCH", "/api/sites/" + OTHER,
				"{\"addresses\":[\"" + OTHER + ".test\",\"*.roles-below.test\"]}");
		this.admin.json("PATCH", "/api/sites/" + SITE,
				"{\"addresses\":[\"roles.test\",\"roles-other.test/part\",\"*.roles-mine.test\"]}");
		for (String foreign : List.of(OTHER + ".test/login", OTHER + ".test/parts", "x.roles-below.test",
				"x.roles-below.test/login", OTHER + ".roles-shared.test", "nobody.roles-shared.test/a")) {
			assertThat(addAsOwner(foreign)).as(foreign)
				.contains("belongs to somebody else here")
				.doesNotContain("'" + OTHER + "'");
		}
		for (String many : List.of("~^roles-[a-z]+\\\\.roles-test\\\\.test$", "**.roles-new.test", "*.roles-new.test",
				"**")) {
			assertThat(addAsOwner(many)).as(many).contains("An administrator can give you the address");
		}
		for (String own : List.of("roles-new.test", "roles.test/shop", "roles.localhost", "x.roles-mine.test",
				OTHER + ".test/part/of-it", "*.roles-mine.test/path", SITE + ".roles-shared.test")) {
			assertThat(addAsOwner(own)).as(own).contains("\"key\":\"roles\"");
		}
		this.admin.send("DELETE", "/api/addresses?pattern=%7Bsite%7D.roles-shared.test", null);
	}

	private String addAsOwner(String address) {
		HttpResponse<String> answer = api("olga-owner").json("PATCH", "/api/sites/" + SITE,
				"{\"addresses\":[\"roles.test\",\"roles-other.test/part\",\"*.roles-mine.test\",\"" + address + "\"]}");
		return answer.statusCode() + " " + answer.body();
	}

	@Test
	void editorsShareWithSitesOfTheirsAlone() {
		put(api("ed-editor"), "shared", "published");
		Http editor = session("ed-editor");
		String at = path(editor, "shared") + "/sharing";
		assertThat(editor.get(at + "?q=roles").body()).doesNotContain(OTHER);
		HttpResponse<String> answer = editor.form(at, "site=" + OTHER + "&_csrf=" + AdminSession.csrf(editor.get(at)));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("There is no site with the key");
		Http all = AdminSession.signIn(this.port);
		all.form(at, "site=" + OTHER + "&path=from-roles&_csrf=" + AdminSession.csrf(all.get(at)));
		HttpResponse<String> shares = editor.get(at);
		assertThat(shares.body()).contains("Another site").doesNotContain(OTHER, "from-roles");
		String number = shares.body().replaceAll("(?s).*name=\"site\" value=\"([0-9]+)\".*", "$1");
		assertThat(editor.form(at + "/withdraw", "site=" + number + "&_csrf=" + AdminSession.csrf(shares)).statusCode())
			.isEqualTo(302);
		assertThat(all.get(at).body()).contains("No other site shows it");
	}

	@Test
	void ownersChooseWhoWorksOnTheirSite() {
		Http owner = session("olga-owner");
		String people = owner.get("/sites/" + SITE + "/people").body();
		assertThat(people).contains("ann-author", "ed-editor");
		String csrf = AdminSession.csrf(owner.get("/sites/" + SITE + "/people"));
		assertThat(owner.form("/sites/" + SITE + "/people", "username=nobody-here&role=editor&_csrf=" + csrf).body())
			.contains("There is nobody with this name");
		assertThat(owner.form("/sites/" + SITE + "/people", "username=bob-author&role=king&_csrf=" + csrf).body())
			.contains("Choose one of author, editor and owner");
		assertRefused(api("olga-owner").send("DELETE", "/api/sites/" + SITE + "/people/olga-owner", null), 409,
				"your own role");
		assertRefused(
				api("olga-owner").json("PUT", "/api/sites/" + SITE + "/people/olga-owner", "{\"role\":\"editor\"}"),
				409, "your own role");
		assertThat(api("ed-editor").json("PUT", "/api/sites/" + SITE + "/people/ed-editor", "{\"role\":\"owner\"}")
			.statusCode()).isEqualTo(403);
	}

	@Test
	void anAdministratorIsAlwaysLeft() {
		assertRefused(this.admin.json("PATCH", "/api/people/admin", "{\"administrator\":false}"), 409,
				"no other administrator");
		this.admin.json("POST", "/api/people",
				"{\"username\":\"second\",\"password\":\"" + PASSWORD + "\",\"administrator\":true}");
		assertRefused(this.admin.json("PATCH", "/api/people/admin", "{\"enabled\":false}"), 409, "your own account");
		assertThat(this.admin.json("PATCH", "/api/people/second", "{\"administrator\":false}").statusCode())
			.isEqualTo(200);
	}

	@Test
	void twoAdministratorsWhoDismissEachOtherAreNotBothGone() throws Exception {
		this.admin.json("POST", "/api/people",
				"{\"username\":\"rival\",\"password\":\"" + PASSWORD + "\",\"administrator\":true}");
		this.admin.json("PATCH", "/api/people/rival", "{\"administrator\":true}");
		assertThat(this.people.search("", PageRequest.of(0, 500))
			.filter((person) -> person.administrator() && person.enabled())).extracting(Person::username)
			.containsExactlyInAnyOrder("admin", "rival");
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<Person> dismissed = this.allSites.call("a test", () -> this.transactions.execute((status) -> {
				this.people.change("rival", NOT_ADMINISTRATOR);
				Future<Person> started = other.submit(() -> this.people.change("admin", NOT_ADMINISTRATOR));
				// It waits; without a lock it would be done, and have counted the other
				// one.
				assertThatExceptionOfType(TimeoutException.class)
					.isThrownBy(() -> started.get(500, TimeUnit.MILLISECONDS));
				return started;
			}));
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> Objects.requireNonNull(dismissed).get(20, TimeUnit.SECONDS))
				.withCauseInstanceOf(ConflictException.class)
				.withMessageContaining("no other administrator");
		}
		finally {
			other.shutdownNow();
		}
	}

	@Test
	void mistakesInAnAccountAreToldAtTheirFields() {
		String body = this.admin
			.json("POST", "/api/people",
					"{\"username\":\"No Name\",\"password\":\"short\",\"email\":\"jörg@example.com\"}")
			.body();
		assertThat(body).contains("\"username\":\"Use 1 to 100", "\"password\":\"Use at least 12",
				"\"email\":\"This is no mail address");
		this.admin.json("PATCH", "/api/people/ann-author", "{\"email\":\"Ann@BÜCHER.example\"}");
		assertThat(this.admin.get("/api/people/ann-author").body()).contains("ann@xn--bcher-kva.example");
		assertThat(this.admin.json("PATCH", "/api/people/bob-author", "{\"email\":\"ANN@bücher.example\"}").body())
			.contains("Somebody has this mail address already");
	}

	private String path(Http session, String slug) {
		return path(session, "posts", slug);
	}

	private String path(Http session, String kinds, String slug) {
		String list = session.get("/sites/" + SITE + "/" + kinds + "?view=list&q=" + slug).body();
		int at = list.indexOf("/sites/" + SITE + "/" + kinds + "/", list.indexOf("<tbody"));
		return list.substring(at, list.indexOf('"', at)).replaceAll("(/[0-9]+).*", "$1");
	}

	private static HttpResponse<String> put(Http api, String slug, String state) {
		return api.json("PUT", "/api/sites/" + SITE + "/posts/" + slug,
				"{\"title\":\"" + slug + "\",\"markdown\":\"Text\",\"state\":\"" + state + "\"}");
	}

	private static void assertRefused(HttpResponse<String> answer, String why) {
		assertRefused(answer, 403, why);
	}

	private static void assertRefused(HttpResponse<String> answer, int status, String why) {
		assertThat(answer.body()).contains(why);
		assertThat(answer.statusCode()).isEqualTo(status);
	}

	private Http api(String username) {
		return Http.to(this.port, "localhost").as(username, PASSWORD);
	}

	private Http session(String username) {
		return AdminSession.signIn(this.port, username, PASSWORD);
	}

}
