package org.rowhouse.admin;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the admin UI over real HTTP: who gets in, and what forms answer.
 */
@RowhouseTest
class AdminTests {

	@Value("${local.server.port}")
	private int port;

	private Http admin;

	private String key;

	@BeforeEach
	void signIn() {
		this.admin = AdminSession.signIn(this.port);
		this.key = "u" + UUID.randomUUID().toString().substring(0, 8);
	}

	@Test
	void nobodySeesAnythingBeforeSigningIn() {
		for (String path : List.of("/", "/sites", "/sites/new", "/sites/garden", "/sites/garden/pages",
				"/sites/garden/delete", "/addresses", "/nothing")) {
			HttpResponse<String> response = Http.to(this.port, "localhost").get(path);
			assertThat(response.statusCode()).as(path).isEqualTo(302);
			assertThat(response.headers().firstValue("Location").orElse("")).as(path).endsWith("/login");
		}
	}

	@Test
	void nothingIsKeptOfWhoIsSentToSignIn() {
		assertThat(Http.to(this.port, "localhost").get("/sites?x=" + "y".repeat(4000)).headers().map())
			.doesNotContainKey("set-cookie");
	}

	@Test
	void theSessionCookieIsForThisHostAloneAndNotForScripts() {
		HttpResponse<String> response = Http.to(this.port, "localhost").get("/login");
		assertThat(response.headers().allValues("set-cookie")).singleElement()
			.asString()
			.contains("rowhouse-session=", "HttpOnly", "SameSite=Lax")
			.doesNotContainIgnoringCase("domain=");
	}

	@Test
	void signingInMakesANewSession() {
		HttpResponse<String> form = Http.to(this.port, "localhost").get("/login");
		HttpResponse<String> answer = Http.to(this.port, "localhost")
			.with("Cookie", AdminSession.cookie(form))
			.form("/login", "username=admin&password=" + encode(TestInstallation.PASSWORD) + "&_csrf="
					+ AdminSession.csrf(form));
		assertThat(AdminSession.cookie(answer)).isNotEqualTo(AdminSession.cookie(form));
		assertThat(Http.to(this.port, "localhost").with("Cookie", AdminSession.cookie(form)).get("/sites").statusCode())
			.isEqualTo(302);
	}

	@Test
	void everyFormNeedsItsToken() {
		for (String path : List.of("/login", "/logout", "/setup", "/sites", "/sites/garden/edit", "/sites/garden/state",
				"/sites/garden/delete", "/sites/garden/pages", "/sites/garden/pages/1", "/sites/garden/posts/1/delete",
				"/sites/garden/preview", "/addresses", "/addresses/remove")) {
			assertThat(this.admin.form(path, "state=suspended&confirm=garden&key=x&name=x&markdown=x").statusCode())
				.as(path)
				.isEqualTo(403);
		}
		assertThat(Http.to(this.port, "garden.localhost").get("/").statusCode()).isEqualTo(200);
	}

	@Test
	void sharedAddressesAreAddedExplainedAndRemoved() {
		String pattern = "{site}." + this.key + ".example";
		HttpResponse<String> wrong = post("/addresses", "pattern=*.com&target=https://x.test");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("public suffix", "value=\"*.com\"");
		assertThat(post("/addresses", "pattern=" + encode(pattern) + "&target=").statusCode()).isEqualTo(302);
		String explained = this.admin.get("/addresses?url=garden." + this.key + ".example/x").body();
		assertThat(explained).contains(pattern, "The host names the site &#39;garden&#39;", "Remove " + pattern);
		assertThat(post("/addresses/remove", "pattern=" + encode(pattern)).statusCode()).isEqualTo(302);
		assertThat(this.admin.get("/addresses?url=garden." + this.key + ".example").body())
			.contains("Nobody has this host")
			.doesNotContain("Remove " + pattern);
	}

	@Test
	void whatStrangersAskForIsShownAsText() {
		Http.to(this.port, this.key + ".asked.test").get("/");
		assertThat(this.admin.get("/addresses?url=" + encode("\"><script>alert(1)</script>")).body())
			.contains(this.key + ".asked.test", "&lt;script&gt;")
			.doesNotContain("<script>alert");
	}

	private HttpResponse<String> post(String path, String body) {
		return this.admin.form(path, body + "&_csrf=" + encode(AdminSession.csrf(this.admin.get("/addresses"))));
	}

	@Test
	void guessingIsSlowedDownForTheGuesserAlone() {
		int throttled = 0;
		for (int i = 0; i < 15; i++) {
			HttpResponse<String> form = Http.to(this.port, "localhost").get("/login");
			HttpResponse<String> answer = Http.to(this.port, "localhost")
				.with("Cookie", AdminSession.cookie(form))
				.form("/login", "username=somebody-else&password=guess&_csrf=" + AdminSession.csrf(form));
			throttled += (answer.headers().firstValue("Location").orElse("").endsWith("/login?throttled")) ? 1 : 0;
		}
		assertThat(throttled).isEqualTo(5);
		assertThat(AdminSession.signIn(this.port).get("/sites").statusCode()).isEqualTo(200);
	}

	@Test
	void guessingManyAtOnceIsSlowedDownToo() throws Exception {
		ExecutorService guessers = Executors.newFixedThreadPool(16);
		try {
			List<Callable<Integer>> guesses = IntStream.range(0, 30)
				.<Callable<Integer>>mapToObj((i) -> () -> Http.to(this.port, "localhost")
					.as("victim", "guess" + i)
					.get("/api/sites")
					.statusCode())
				.toList();
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> guess : guessers.invokeAll(guesses)) {
				statuses.add(guess.get());
			}
			assertThat(statuses).filteredOn((status) -> status == 401).hasSizeLessThanOrEqualTo(10);
			assertThat(statuses).contains(429);
		}
		finally {
			guessers.shutdownNow();
		}
	}

	@Test
	void theSetupLinkIsClosedOnceThereIsAnAdministrator() {
		HttpResponse<String> setup = Http.to(this.port, "localhost").get("/setup?token=guess");
		assertThat(setup.statusCode()).isEqualTo(403);
		assertThat(setup.body()).doesNotContain("name=\"password\"");
	}

	@Test
	void aSiteThatIsAddedAnswersAtOnce() {
		HttpResponse<String> answer = post("/sites/new", "/sites", "key=" + this.key + "&name=Corner+Shop&addresses="
				+ this.key + ".test&theme=business&locale=en-IE&timeZone=Europe%2FDublin");
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(Http.to(this.port, this.key + ".test").get("/").body()).contains("Corner Shop");
		assertThat(this.admin.get("/sites?q=" + this.key).body()).contains("Corner Shop");
	}

	@Test
	void everyMistakeStandsAtItsFieldAndNothingTypedIsLost() {
		HttpResponse<String> answer = post("/sites/new", "/sites",
				"key=Not+A+Key&name=&addresses=garden.localhost%0Ahttp%3A%2F%2Fx.test&theme=nope&locale=zz-zz"
						+ "&timeZone=Mars%2FBase&tagline=Typed+with+care");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("lower case letters", "Write a name", "belongs to the site &#39;garden&#39;",
				"Leave out &#39;http://&#39;", "There is no theme", "not a language tag", "not a time zone",
				"Typed with care", "Not A Key", "aria-invalid=\"true\"");
	}

	@Test
	void anItemIsWrittenPublishedUnpublishedAndDeleted() {
		addSite();
		String pages = "/sites/" + this.key + "/pages";
		HttpResponse<String> saved = post(pages + "/new", pages,
				"title=About&path=about&markdown=Hello+**you**&action=save");
		String item = saved.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
		assertThat(site("/about").statusCode()).isEqualTo(404);
		post(item, item, "title=About&path=about&markdown=Hello+**you**&action=publish");
		assertThat(site("/about").body()).contains("Hello <strong>you</strong>");
		assertThat(this.admin.get(pages).body()).contains("About", "ublished");
		post(item, item, "title=About&path=about&markdown=Hello+**you**&action=unpublish");
		assertThat(site("/about").statusCode()).isEqualTo(404);
		post(item + "/delete", item + "/delete", "");
		assertThat(this.admin.get(item).statusCode()).isEqualTo(404);
	}

	@Test
	void thePreviewIsClean() {
		addSite();
		String pages = "/sites/" + this.key + "/pages";
		HttpResponse<String> preview = post(pages + "/new", "/sites/" + this.key + "/preview",
				"markdown=" + encode("**b** <script>alert(1)</script>"));
		assertThat(preview.body()).contains("<strong>b</strong>").doesNotContain("<script");
	}

	@Test
	void deletingNeedsTheKeyToBeTyped() {
		addSite();
		String path = "/sites/" + this.key + "/delete";
		HttpResponse<String> refused = post(path, path, "confirm=something");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Type &#39;" + this.key + "&#39;");
		assertThat(post(path, path, "confirm=" + this.key).statusCode()).isEqualTo(302);
		assertThat(site("/").statusCode()).isEqualTo(421);
	}

	@Test
	void everyPageHasAStrictPolicyAndNoInlineScript() {
		addSite();
		for (String path : List.of("/sites", "/sites/new", "/sites/garden", "/sites/garden/edit",
				"/sites/garden/design", "/sites/garden/delete", "/sites/garden/pages", "/sites/garden/posts",
				"/sites/garden/posts?page=2", "/sites/garden/pages/new", "/sites/garden/posts/new",
				"/sites/" + this.key, "/sites/" + this.key + "/pages", "/sites/" + this.key + "/edit",
				"/sites?q=nothing-like-this", "/nothing", "/sites/nothing")) {
			HttpResponse<String> page = this.admin.get(path);
			assertThat(page.statusCode()).as(path).isIn(200, 404);
			assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).as(path)
				.contains("default-src 'self'", "frame-ancestors 'none'")
				.doesNotContain("unsafe");
			assertThat(page.body()).as(path)
				.contains("<h1", "</html>")
				.doesNotContainPattern("<script(?![^>]*src=)")
				.doesNotContainPattern("\\son[a-z]+=\"")
				.doesNotContain(" style=\"");
		}
	}

	@Test
	void whatAFileDeclaresIsShownAndLocked() {
		assertThat(this.admin.get("/sites/garden/edit").body()).contains("sites/garden/site.yml", "readonly");
		HttpResponse<String> refused = post("/sites/new", "/sites/garden/edit", "key=garden&name=Changed");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("sites/garden/site.yml");
	}

	private HttpResponse<String> post(String form, String path, String fields) {
		String token = AdminSession.csrf(this.admin.get(form));
		return this.admin.form(path, fields + "&_csrf=" + token);
	}

	private void addSite() {
		post("/sites/new", "/sites", "key=" + this.key + "&name=New&addresses=" + this.key + ".test");
	}

	private HttpResponse<String> site(String path) {
		return Http.to(this.port, this.key + ".test").get(path);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
