package org.rowhouse.content;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for redirects of sites over real HTTP: what visitors get, what is counted, and
 * what those who make them are told.
 */
@RowhouseTest
class RedirectTests {

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private PathRedirects redirects;

	@Autowired
	private MissingPaths missing;

	@Autowired
	private RedirectTally tally;

	@Autowired
	private PathRedirectRepository redirectRows;

	@Autowired
	private MissingPathRepository missingRows;

	@Autowired
	private TransactionTemplate transactions;

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String key;

	@BeforeEach
	void newSite() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "r" + UUID.randomUUID().toString().substring(0, 8);
		assertThat(this.api
			.json("POST", "/api/sites",
					"{\"key\":\"%1$s\",\"name\":\"Redirects\",\"addresses\":[\"%1$s.test\",\"mounted.%1$s.test/shop\"]}"
						.formatted(this.key))
			.statusCode()).isEqualTo(201);
		page("here", "Here");
	}

	@Test
	void aVisitorIsSentWhereThePageIsNow() {
		add("/old", "/here", "exact", "permanent");
		HttpResponse<String> answer = site("/old?utm=1");
		assertThat(answer.statusCode()).isEqualTo(301);
		assertThat(location(answer)).isEqualTo("/here?utm=1");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
		assertThat(location(site("/%6Fld"))).isEqualTo("/here");
		assertThat(Http.to(this.port, this.key + ".test").send("HEAD", "/old", null).statusCode()).isEqualTo(301);
		assertThat(Http.to(this.port, this.key + ".test").send("POST", "/old", "x").statusCode()).isEqualTo(405);
		assertThat(site("/old/deeper").statusCode()).isEqualTo(404);
	}

	@Test
	void aPrefixKeepsWhatFollowsIt() {
		add("/blog", "/posts", "prefix", "temporary");
		HttpResponse<String> answer = site("/blog/a/b?x=1");
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(location(answer)).isEqualTo("/posts/a/b?x=1");
		assertThat(location(site("/blog"))).isEqualTo("/posts");
		assertThat(site("/blogging").statusCode()).isEqualTo(404);
		add("/gone", "https://example.com/archive", "prefix", "permanent");
		assertThat(location(site("/gone/a%20b"))).isEqualTo("https://example.com/archive/a%20b");
	}

	@Test
	void aSiteBelowAPathStaysBelowIt() {
		add("/old", "/here#top", "exact", "permanent");
		add("/files", "/static", "prefix", "permanent");
		Http mounted = Http.to(this.port, "mounted." + this.key + ".test");
		assertThat(location(mounted.get("/shop/old?x=1"))).isEqualTo("/shop/here?x=1#top");
		assertThat(location(mounted.get("/shop/files/x.pdf"))).isEqualTo("/shop/static/x.pdf");
		assertThat(mounted.get("/shop/here").statusCode()).isEqualTo(200);
	}

	@Test
	void whatTheSiteHasGoesBeforeItsRedirects() {
		add("/here", "/elsewhere", "exact", "permanent");
		assertThat(site("/here").statusCode()).isEqualTo(200);
		assertThat(admin("/redirects").body()).contains("A page is at this path");
		this.api.send("DELETE", "/api/sites/" + this.key + "/pages/here", null);
		assertThat(location(site("/here"))).isEqualTo("/elsewhere");
	}

	@Test
	void pathsAreTheSameHoweverTheyAreWritten() {
		add("/über uns", "/here", "exact", "permanent");
		assertThat(location(site("/%C3%BCber%20uns"))).isEqualTo("/here");
		assertThat(location(site("/%c3%bcber%20uns"))).isEqualTo("/here");
		add("/team", "/über/team", "exact", "permanent");
		assertThat(location(site("/team"))).isEqualTo("/%C3%BCber/team");
	}

	@Test
	void usesAreCountedWithoutAWriteForEach() {
		add("/old", "/here", "exact", "permanent");
		long version = theSite().version();
		for (int i = 0; i < 5; i++) {
			site("/old");
		}
		this.tally.flush();
		PathRedirect used = on(() -> this.redirects.find("/old", Coverage.EXACT)).orElseThrow();
		assertThat(used.hits()).isEqualTo(5);
		assertThat(used.lastHit()).isNotNull();
		assertThat(theSite().version()).as("nothing that visitors see has changed").isEqualTo(version);
		assertThat(admin("/redirects").body()).contains("5×");
	}

	@Test
	void whatIsMissingIsListedWithoutQueriesAndStrangePaths() {
		Http visitor = Http.to(this.port, this.key + ".test");
		visitor.with("Referer", "https://user:secret@Links.example/page?token=1").get("/hrre?password=secret");
		visitor.get("/hrre");
		visitor.get("/wp-login.php");
		visitor.get("/.env");
		visitor.get("/%E2%80%AEevil%3Cscript%3E");
		visitor.get("/long".repeat(200));
		this.tally.flush();
		List<MissingPath> list = on(() -> this.missing.list(false, PageRequest.of(0, 10)).getContent());
		assertThat(list).extracting(MissingPath::path).containsExactly("/hrre", "/%E2%80%AEevil%3Cscript%3E");
		assertThat(list.get(0).hits()).isEqualTo(2);
		assertThat(list.get(0).referrer()).isEqualTo("links.example");
		assertThat(on(this.missing::ofScanners).orElseThrow().hits()).isEqualTo(3);
		assertThat(admin("/redirects/missing").body())
			.contains("/hrre", "links.example", "Redirect to", "/here", "3 times")
			.doesNotContain("secret", "token=1", "\u202E", "<script>");
	}

	@Test
	void aRedirectIsMadeOutOfAMissingPathInOneClick() {
		site("/hrre");
		this.tally.flush();
		HttpResponse<String> list = admin("/redirects/missing");
		assertThat(list.body()).contains("name=\"from\" value=\"/hrre\"", "name=\"target\" value=\"/here\"");
		assertThat(post("/redirects", "from=/hrre&target=/here&back=missing").headers().firstValue("Location")).get()
			.asString()
			.endsWith("/redirects/missing");
		assertThat(location(site("/hrre"))).isEqualTo("/here");
		assertThat(admin("/redirects/missing").body()).contains("Nothing is missing");
	}

	@Test
	void missingPathsAreIgnoredAndForgotten() {
		site("/one");
		site("/two");
		this.tally.flush();
		long one = on(() -> this.missing.list(false, PageRequest.of(0, 10))).stream()
			.filter((path) -> path.path().equals("/one"))
			.findFirst()
			.orElseThrow()
			.id();
		assertThat(post("/redirects/missing/" + one, "ignore=true").statusCode()).isEqualTo(302);
		assertThat(admin("/redirects/missing").body()).contains("/two", "Ignored (1)").doesNotContain(">/one<");
		assertThat(admin("/redirects/missing?ignored=true").body()).contains("/one");
		post("/redirects/missing/clear", "");
		assertThat(on(() -> this.missing.count(false))).isZero();
		assertThat(on(() -> this.missing.count(true))).isOne();
	}

	/** A flood of made-up paths neither fills the memory nor the table. */
	@Test
	void aFloodOfMissingPathsIsBounded() {
		Site site = theSite();
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 2000; i++) {
				this.tally.missed(site, "/flood/" + round + "/" + i, "");
			}
			this.tally.flush();
		}
		assertThat(on(() -> this.missing.count(false))).isEqualTo(500);
		assertThat(on(() -> this.missing.list(false, PageRequest.of(0, 500))).getContent())
			.allSatisfy((path) -> assertThat(path.path()).startsWith("/flood/2/"));
	}

	@Test
	void loopsChainsAndDoublesAreRefused() {
		add("/a", "/b", "exact", "permanent");
		assertThat(tryToAdd("/a", "/c").body()).contains("There is a redirect from /a already");
		assertThat(tryToAdd("/b", "/c").body()).contains("sent on twice");
		assertThat(tryToAdd("/b", "/a").body()).contains("circle");
		assertThat(tryToAdd("/x", "/a").body()).contains("Write where visitors end up");
		assertThat(tryToAdd("/x", "/x").statusCode()).isEqualTo(422);
	}

	@Test
	void aMovedPageLeavesARedirectAndChainsAreShortened() {
		move("/a", "/b");
		move("/b", "/c");
		assertThat(location(site("/a"))).isEqualTo("/c");
		assertThat(location(site("/b"))).isEqualTo("/c");
		move("/c", "/a");
		assertThat(drafts()).as("a page is at /a again").extracting(RedirectDraft::from).containsExactly("/b", "/c");
		assertThat(location(site("/b"))).isEqualTo("/a");
	}

	@Test
	void aMovedBranchTakesEverythingBelowAlong() {
		on(() -> this.redirects.add(new RedirectDraft("/x", Coverage.EXACT, "/docs/start?y#z", true)));
		moveTree("/docs", "/manual");
		assertThat(location(site("/docs/start/deep"))).isEqualTo("/manual/start/deep");
		assertThat(location(site("/x"))).isEqualTo("/manual/start?y#z");
		move("/manual/start", "/manual/begin");
		assertThat(location(site("/docs/start"))).isEqualTo("/manual/begin");
		assertThat(location(site("/docs/other"))).isEqualTo("/manual/other");
		moveTree("/manual", "/docs");
		assertThat(location(site("/manual/other"))).isEqualTo("/docs/other");
		assertThat(site("/docs/other").statusCode()).isEqualTo(404);
		assertThat(location(site("/docs/start"))).isEqualTo("/docs/begin");
	}

	/** Moved to and fro, with a redirect that nobody may change. */
	@Test
	void noMoveEverMakesACircle() {
		page("news/a", "A");
		on(() -> this.redirects.add(new RedirectDraft("/blog", Coverage.PREFIX, "/news", true)));
		move("/news/a", "/blog/a");
		page("blog/a", "A");
		this.api.send("DELETE", "/api/sites/" + this.key + "/pages/news/a", null);
		assertThat(location(site("/news/a"))).isEqualTo("/blog/a");
		this.api.send("DELETE", "/api/sites/" + this.key + "/pages/blog/a", null);
		assertThat(site("/news/a").statusCode()).isEqualTo(404);
		assertThat(site("/blog/a").statusCode()).isEqualTo(404);
	}

	@Test
	void aTableComesInAndGoesOut() {
		String url = "/api/sites/" + this.key + "/redirects";
		String csv = "from,to,match,status\n/a,/here,exact,permanent\n/b,/c,prefix,temporary\n";
		Http table = this.api.with("Content-Type", "text/csv");
		HttpResponse<String> checked = table.send("PUT", url + "?dryRun=true", csv);
		assertThat((Integer) JsonPath.read(checked.body(), "$.added")).isEqualTo(2);
		assertThat(drafts()).isEmpty();
		assertThat(table.send("PUT", url, csv).statusCode()).isEqualTo(200);
		assertThat(this.api.with("Accept", "text/csv").get(url).body()).isEqualTo(csv);
		HttpResponse<String> wrong = table.send("PUT", url, csv + "x,/y,,\n/b,/d,prefix,\n");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<String>read(wrong.body(), "$.errors['line 4']")).contains("one slash");
		assertThat(JsonPath.<String>read(wrong.body(), "$.errors['line 5']")).contains("line 3 already");
		assertThat(this.api.with("Accept", "text/csv").get(url).body()).as("all or nothing").isEqualTo(csv);
		HttpResponse<String> changed = table.send("PUT", url, "from,to\n/a,/c\n");
		assertThat(JsonPath.<Integer>read(changed.body(), "$.changed")).isEqualTo(1);
		assertThat(JsonPath.<Integer>read(changed.body(), "$.removed")).isEqualTo(1);
		assertThat(this.api.send("DELETE", url + "?from=/a", null).statusCode()).isEqualTo(204);
		assertThat(this.api.send("DELETE", url + "?from=/a", null).statusCode()).isEqualTo(404);
	}

	@Test
	void theFormOfAnImportTellsBeforeItDoes() {
		String csv = URLEncoder.encode("from,to\n/a,/here\n", StandardCharsets.UTF_8);
		assertThat(post("/redirects/import", "action=check&csv=" + csv).body()).contains("1 added, 0 changed",
				"Nothing has changed yet", "/a,/here");
		assertThat(drafts()).isEmpty();
		assertThat(post("/redirects/import", "action=import&csv=" + csv).statusCode()).isEqualTo(302);
		assertThat(drafts()).hasSize(1);
		HttpResponse<String> wrong = post("/redirects/import", "action=import&csv=from,to%0Aa,b");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("Line 2", "one slash", "from,to\na,b");
		assertThat(admin("/redirects.csv").body()).isEqualTo("from,to,match,status\n/a,/here,exact,permanent\n");
	}

	@Test
	void aRedirectIsChangedAndDeletedInTheAdminUi() {
		add("/a", "/here", "exact", "permanent");
		long id = on(() -> this.redirects.find("/a", Coverage.EXACT)).orElseThrow().id();
		assertThat(admin("/redirects/" + id).body()).contains("value=\"/a\"", "value=\"/here\"");
		assertThat(post("/redirects/" + id, "from=/a&target=").body()).contains("Write where it leads", "value=\"/a\"");
		assertThat(post("/redirects/" + id, "from=/a2&target=/here&match=prefix&status=temporary").statusCode())
			.isEqualTo(302);
		assertThat(drafts()).containsExactly(new RedirectDraft("/a2", Coverage.PREFIX, "/here", false));
		assertThat(post("/redirects/" + id + "/delete", "").statusCode()).isEqualTo(302);
		assertThat(drafts()).isEmpty();
	}

	@Test
	void anImportOfThousandsIsFastEnoughForAForm() {
		StringBuilder csv = new StringBuilder("from,to,match\n");
		for (int i = 0; i < 4990; i++) {
			csv.append("/old/").append(i).append(",/fresh/").append(i).append((i % 50 == 0) ? ",prefix\n" : ",\n");
		}
		long start = System.nanoTime();
		assertThat(this.api.with("Content-Type", "text/csv")
			.send("PUT", "/api/sites/" + this.key + "/redirects", csv.toString())
			.statusCode()).isEqualTo(200);
		assertThat(location(site("/old/4321"))).isEqualTo("/fresh/4321");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	private void move(String from, String to) {
		on(() -> this.transactions.execute((status) -> {
			this.redirects.moved(from, to);
			return "";
		}));
		page("version", "raised by saving " + from);
	}

	private void moveTree(String from, String to) {
		on(() -> this.transactions.execute((status) -> {
			this.redirects.movedTree(from, to);
			return "";
		}));
		page("version", "raised by saving the branch " + from);
	}

	private List<RedirectDraft> drafts() {
		return on(this.redirects::all).stream().map(PathRedirect::toDraft).toList();
	}

	private void page(String path, String title) {
		assertThat(this.api
			.json("PUT", "/api/sites/" + this.key + "/pages/" + path,
					"{\"title\":\"" + title + "\",\"markdown\":\"Text\",\"state\":\"published\"}")
			.statusCode()).isIn(200, 201);
	}

	private void add(String from, String to, String match, String status) {
		HttpResponse<String> answer = this.api.json("POST", "/api/sites/" + this.key + "/redirects",
				"{\"from\":\"%s\",\"to\":\"%s\",\"match\":\"%s\",\"status\":\"%s\"}".formatted(from, to, match,
						status));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
	}

	private HttpResponse<String> tryToAdd(String from, String to) {
		return this.api.json("POST", "/api/sites/" + this.key + "/redirects",
				"{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to));
	}

	/** Each try waits for a connection, and there may be a thousand sites. */
	@Test
	void whileTheDatabaseIsAwayOneSiteAsksForIt() {
		AtomicInteger tries = new AtomicInteger();
		RedirectTallyWriter away = new RedirectTallyWriter(this.redirectRows, this.missingRows) {

			@Override
			void write(Map<Long, RedirectTally.Count> hits, Map<String, RedirectTally.Count> missed) {
				tries.incrementAndGet();
				throw new CannotCreateTransactionException("no connection");
			}

		};
		RedirectTally own = new RedirectTally(this.currentSite, away);
		for (String key : List.of(this.key, "garden", "bakery")) {
			own.missed(this.sites.find(key).orElseThrow(), "/nothing", "");
		}
		own.stop();
		assertThat(tries).hasValue(1);
	}

	private HttpResponse<String> site(String path) {
		return Http.to(this.port, this.key + ".test").get(path);
	}

	private HttpResponse<String> admin(String path) {
		return AdminSession.signIn(this.port).get("/sites/" + this.key + path);
	}

	private HttpResponse<String> post(String path, String body) {
		Http admin = AdminSession.signIn(this.port);
		String csrf = AdminSession.csrf(admin.get("/sites/" + this.key + "/redirects/add"));
		return admin.form("/sites/" + this.key + path, body + "&_csrf=" + csrf);
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
	}

	private Site theSite() {
		return this.sites.find(this.key).orElseThrow();
	}

	private <T> T on(Supplier<T> action) {
		return this.currentSite.call(theSite(), action);
	}

}
