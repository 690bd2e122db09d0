package org.rowhouse.visitor;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Sharing;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what becomes of private content beside its own pages: in the search, on other
 * sites, in a copy of the site.
 */
@RowhouseTest
class PrivateContentTests {

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

	@Autowired
	private Sharing sharing;

	@Test
	void whatIsPrivateIsNotFoundAndWhatIsPublicAgainIs() {
		PrivateSite site = PrivateSite.at(this.port);
		awaitFound(site.visitor(), "/club/board");
		long area = site.close("/club", "form", "password");
		assertThat(found(site.visitor())).doesNotContain("/club");
		assertThat(site.visitor().get("/search?q=" + SECRET).body()).doesNotContain("/club");
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(
					() -> assertThat(site.visitor().get("/search?q=board").body()).contains("Nothing was found"));
		site.page("club/later", SECRET + " later", "Written later.");
		site.page("about", SECRET + " about", "Public words.");
		awaitFound(site.visitor(), "/about");
		assertThat(found(site.visitor())).doesNotContain("/club");
		assertThat(site.api().send("DELETE", site.apiPath("areas/" + area), null).statusCode()).isEqualTo(204);
		awaitFound(site.visitor(), "/club/later");
	}

	@Test
	void whoHasSignedInToAWhollyPrivateSiteSearchesIt() {
		PrivateSite site = PrivateSite.at(this.port);
		site.close("/", "form", "password");
		site.close("/club/board", "form", "password");
		Http member = site.with(site.cookie("/", "", PASSWORD));
		awaitFound(member, "/club\"");
		assertThat(found(member)).doesNotContain("/club/board");
	}

	@Test
	void noOtherSiteShowsWhatIsPrivate() {
		PrivateSite site = PrivateSite.at(this.port);
		PrivateSite other = PrivateSite.at(this.port);
		long club = on(site, () -> this.items.find(ContentKind.PAGE, "club").orElseThrow().id());
		on(site, () -> this.sharing.share(ContentKind.PAGE, club, other.key, (target) -> true, "from/owls"));
		assertThat(other.visitor().get("/from/owls").body()).contains(SECRET + " inside");
		long area = site.close("/club", "form", "password");
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(other.visitor().get("/from/owls").statusCode()).isEqualTo(404));
		long board = on(site, () -> this.items.find(ContentKind.PAGE, "club/board").orElseThrow().id());
		assertThatExceptionOfType(ConflictException.class)
			.isThrownBy(
					() -> on(site, () -> this.sharing.share(ContentKind.PAGE, board, other.key, (target) -> true, "")))
			.withMessageContaining("private part");
		site.api().send("DELETE", site.apiPath("areas/" + area), null);
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(other.visitor().get("/from/owls").statusCode()).isEqualTo(200));
	}

	@Test
	void aCopyOfAPrivateSiteIsAsPrivate() {
		PrivateSite site = PrivateSite.at(this.port);
		site.close("/", "form", "visitors");
		site.visitorCalled("ada", PASSWORD);
		String copy = "c" + UUID.randomUUID().toString().substring(0, 8);
		HttpResponse<String> begun = site.api()
			.json("POST", site.apiPath("clone"),
					"{\"key\":\"" + copy + "\",\"name\":\"Copy\",\"addresses\":[\"" + copy + ".test\"]}");
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
		Http visitor = Http.to(this.port, copy + ".test").with("Accept", "text/html");
		await().atMost(Duration.ofSeconds(60)).until(() -> this.sites.find(copy).isPresent());
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			HttpResponse<String> answer = visitor.get("/club");
			assertThat(answer.statusCode()).isEqualTo(401);
		});
		HttpResponse<String> signedIn = visitor.form("/club",
				"visitor-name=ada&visitor-password=" + PASSWORD.replace(' ', '+'));
		assertThat(signedIn.statusCode()).isEqualTo(303);
		String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
		assertThat(visitor.with("Cookie", cookie).get("/club").body()).contains(SECRET + " inside");
	}

	@Test
	void aDeletedSiteTakesItsAreasAlong() {
		PrivateSite site = PrivateSite.at(this.port);
		site.close("/", "form", "password");
		site.visitorCalled("ada", PASSWORD);
		assertThat(site.api().send("DELETE", "/api/sites/" + site.key, null).statusCode()).isEqualTo(204);
		PrivateSite again = PrivateSite.at(this.port, site.host);
		assertThat(again.visitor().get("/club").statusCode()).isEqualTo(200);
	}

	private void awaitFound(Http visitor, String path) {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(found(visitor)).contains(path));
	}

	private static String found(Http visitor) {
		return visitor.get("/search.json?q=hush").body();
	}

	private <T> T on(PrivateSite site, Supplier<T> action) {
		return this.currentSite.call(this.sites.find(site.key).orElseThrow(), action);
	}

}
