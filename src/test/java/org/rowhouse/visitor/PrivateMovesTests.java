package org.rowhouse.visitor;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what stays private where pages move and get other addresses.
 */
@RowhouseTest
class PrivateMovesTests {

	private static final String PASSWORD = PrivateSite.PASSWORD;

	private static final String SECRET = PrivateSite.SECRET;

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	private PrivateSite site;

	private Http owner;

	private Http editor;

	@BeforeEach
	void makePeople() {
		this.site = PrivateSite.at(this.port);
		this.owner = person("owner");
		this.editor = person("editor");
	}

	@Test
	void anAreaGoesAlongWithItsPage() {
		this.site.close("/club", "form", "password");
		this.site.close("/club/board", "form", "password");
		String cookie = this.site.cookie("/club", "", PASSWORD);
		assertThat(rename(this.editor, "club", "members").statusCode()).isEqualTo(302);
		assertClosed("/members", "/members/board");
		assertThat(areas()).contains("\"/members\"", "\"/members/board\"").doesNotContain("\"/club");
		assertThat(this.site.with(cookie).get("/members").body()).as("who has signed in need not do it again")
			.contains(SECRET + " inside")
			.doesNotContain(SECRET + " board");
		assertThat(move(this.editor, "members", "about").statusCode()).isEqualTo(302);
		assertClosed("/about/members", "/about/members/board");
		assertThat(this.site.visitor().get("/about").body()).contains("Public words")
			.doesNotContain(SECRET + " inside", "members");
		assertThat(this.site.api().get(this.site.apiPath("activity")).body()).contains("area.moved",
				"/about/members/board");
	}

	@Test
	void areasGoUpIntoPlacesThatOthersLeave() {
		this.site.page("club/club", SECRET + " inner", SECRET + " innermost.");
		this.site.close("/club/club", "form", "password");
		this.site.close("/club/club/club", "form", "password");
		assertThat(this.site.api().send("DELETE", this.site.apiPath("pages/club"), null).statusCode()).isEqualTo(204);
		assertThat(rename(this.editor, "club/club", "club").statusCode()).isEqualTo(302);
		assertThat(areas()).contains("\"/club\"", "\"/club/club\"").doesNotContain("/club/club/club");
		assertClosed("/club");
	}

	@Test
	void onlyWhoDecidesAboutAccessTakesAPageOutOfABranch() {
		this.site.close("/club", "form", "password");
		this.site.page("inner", "Inner", "Inner words.");
		this.site.close("/inner", "form", "password");
		for (Map.Entry<String, String> way : Map
			.of("board", "everybody could read it at /board", "inner/board", "others could read it at /inner/board")
			.entrySet()) {
			HttpResponse<String> refused = rename(this.editor, "club/board", way.getKey());
			assertThat(refused.statusCode()).isEqualTo(422);
			assertThat(refused.body()).contains("/club/board is private, and " + way.getValue());
		}
		HttpResponse<String> refused = move(this.editor, "club/board", "");
		assertThat(refused.body()).contains("/club/board is private, and everybody could read it at /board");
		assertClosed("/club/board");
		assertThat(this.site.visitor().get("/board").statusCode()).isEqualTo(404);
		assertThat(rename(this.editor, "club/board", "club/deep/board").statusCode()).isEqualTo(302);
		assertClosed("/club/deep/board");
		assertThat(move(this.editor, "about", "club").statusCode()).as("into a branch").isEqualTo(302);
		assertClosed("/club/about");
		assertThat(rename(this.owner, "club/deep/board", "board").statusCode()).isEqualTo(302);
		assertThat(this.site.visitor().get("/board").body()).contains(SECRET + " on board");
	}

	@Test
	void anAreaThatCannotFollowKeepsItsPageWhereItIs() {
		this.site.close("/club", "form", "password");
		this.site.close("/members", "form", "password");
		HttpResponse<String> taken = rename(this.owner, "club", "members");
		assertThat(taken.statusCode()).isEqualTo(422);
		assertThat(taken.body()).contains("/club is private and /members is so already");
		this.site.api().send("DELETE", this.site.apiPath("pages/club/board"), null);
		this.site.api().send("DELETE", this.site.apiPath("pages/index"), null);
		assertThat(rename(this.owner, "club", "index").body()).contains("the home page cannot be so alone");
		assertClosed("/club");
	}

	@Test
	void theHomePageOfAWhollyPrivateSiteMovesAndTheSiteStaysPrivate() {
		this.site.close("/", "form", "password");
		assertThat(rename(this.editor, "", "welcome").statusCode()).isEqualTo(302);
		assertThat(areas()).contains("\"/\"");
		assertClosed("/welcome", "/club", "/");
	}

	private Http person(String role) {
		String username = this.site.key + "-" + role;
		Http api = this.site.api();
		assertThat(
				api.json("POST", "/api/people", "{\"username\":\"" + username + "\",\"password\":\"" + PASSWORD + "\"}")
					.statusCode())
			.isEqualTo(201);
		assertThat(api.json("PUT", this.site.apiPath("people/" + username), "{\"role\":\"" + role + "\"}").statusCode())
			.isEqualTo(200);
		return AdminSession.signIn(this.port, username, PASSWORD);
	}

	private HttpResponse<String> rename(Http person, String path, String to) {
		Item page = page(path);
		return person.form("/sites/" + this.site.key + "/pages/" + page.id(),
				"title=Page&path=" + to + "&markdown=" + page.markdown().replace(' ', '+').replace("!", "")
						+ "&action=publish&version=" + page.version() + "&_csrf=" + csrf(person));
	}

	private HttpResponse<String> move(Http person, String path, String parent) {
		Item page = page(path);
		return person.form("/sites/" + this.site.key + "/pages/" + page.id() + "/move",
				"parent=" + parent + "&place=&version=" + page.version() + "&_csrf=" + csrf(person));
	}

	private String csrf(Http person) {
		return AdminSession.csrf(person.get("/sites/" + this.site.key + "/pages"));
	}

	private Item page(String path) {
		return this.currentSite.call(this.sites.find(this.site.key).orElseThrow(),
				() -> this.items.find(ContentKind.PAGE, path).orElseThrow());
	}

	private String areas() {
		return this.site.api().get(this.site.apiPath("areas")).body();
	}

	private void assertClosed(String... paths) {
		for (String path : paths) {
			assertThat(this.site.visitor().get(path).statusCode()).as(path).isEqualTo(401);
		}
	}

}
