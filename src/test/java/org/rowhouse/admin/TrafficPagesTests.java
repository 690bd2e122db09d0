package org.rowhouse.admin;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.overview.OverviewTesting;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.CompletedRequest.Effort;
import org.rowhouse.site.Home;
import org.rowhouse.site.RequestFailure;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import org.rowhouse.traffic.TrafficCounters;
import org.rowhouse.traffic.TrafficTesting;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The list of sites and the charts of each, in the admin UI and the REST API, over real
 * HTTP.
 */
@RowhouseTest
class TrafficPagesTests {

	private static final Duration TEN = Duration.ofMillis(10);

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteLabels labels;

	@Autowired
	private TrafficCounters counters;

	@Autowired
	private Home home;

	@Autowired
	@Qualifier("siteFolders")
	private ApplicationRunner folders;

	@Value("${local.server.port}")
	private int port;

	private Http admin;

	private Http api;

	private String word;

	private Site site;

	private Site neighbour;

	@BeforeEach
	void makeSites() {
		this.admin = AdminSession.signIn(this.port);
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.word = "t" + UUID.randomUUID().toString().substring(0, 8);
		this.site = newSite("a");
		this.neighbour = newSite("b");
	}

	@Test
	void theListShowsHowEachSiteIsDoing() {
		TrafficTesting.past(this.context, this.site, 2, 1234, 7, TEN);
		OverviewTesting.measure(this.context);
		Document list = page("/sites?q=" + this.word);
		Element row = row(list, this.site);
		assertThat(row.select(".cell-health").text()).isEqualTo("Attention");
		assertThat(row.select(".row-reason").text()).isEqualTo("7 of 1,234 requests failed in the last 24 hours.");
		assertThat(row.select(".spark-number").text()).isEqualTo("1,234");
		assertThat(row.select(".cell-errors").text()).endsWith("7");
		assertThat(row.select(".cell-storage").text()).contains("bytes");
		assertThat(row.select("svg.spark").attr("role")).isEqualTo("img");
		assertThat(row.select("svg.spark").attr("aria-label")).startsWith("Most requests at ");
		assertThat(row.select("svg.spark path")).hasSize(3);
		Element quiet = row(list, this.neighbour);
		assertThat(quiet.select(".spark-number").text()).isEqualTo("0");
		assertThat(quiet.select("svg.spark").attr("aria-label")).isEqualTo("No requests");
		assertThat(quiet.select(".cell-health").text()).isEqualTo("Good");
	}

	@Test
	void theListIsSortedAndFiltered() {
		TrafficTesting.past(this.context, this.neighbour, 1, 20, 0, TEN);
		assertThat(keys("/sites?q=" + this.word)).containsExactly(this.site.key(), this.neighbour.key());
		Document byRequests = page("/sites?q=" + this.word + "&sort=requests");
		assertThat(keys(byRequests)).containsExactly(this.neighbour.key(), this.site.key());
		Element head = byRequests.select("th[aria-sort]").first();
		assertThat(head.text()).isEqualTo("Last 24 hours");
		assertThat(head.attr("aria-sort")).isEqualTo("descending");
		String reversed = head.select("a").attr("href");
		assertThat(keys(reversed)).containsExactly(this.site.key(), this.neighbour.key());
		assertThat(page(reversed).select("th[aria-sort]").attr("aria-sort")).isEqualTo("ascending");
		this.sites.changeState(this.site.key(), SiteState.SUSPENDED);
		assertThat(keys("/sites?q=" + this.word + "&state=suspended")).containsExactly(this.site.key());
		assertThat(keys("/sites?q=" + this.word + "&theme=plain&health=good")).hasSize(2);
		assertThat(keys("/sites?q=" + this.word + "&health=failing")).isEmpty();
		assertThat(keys("/sites?q=" + this.word + "&sort=nonsense&state=nonsense&health=x&order=y&page=-3")).hasSize(2);
	}

	@Test
	void somebodySeesTheirOwnSitesAloneAndTheSumsOfThese() {
		TrafficTesting.past(this.context, this.site, 2, 12, 3, TEN);
		TrafficTesting.past(this.context, this.neighbour, 2, 4321, 9, TEN);
		this.labels.change(this.neighbour, List.of("Secret " + this.word));
		String person = "p-" + this.word;
		this.api.json("POST", "/api/people",
				"{\"username\":\"" + person + "\",\"password\":\"" + TestInstallation.PASSWORD + "\"}");
		this.api.json("PUT", "/api/sites/" + this.site.key() + "/people/" + person, "{\"role\":\"author\"}");
		Http author = AdminSession.signIn(this.port, person, TestInstallation.PASSWORD);
		for (String query : List.of("", "?sort=requests", "?health=attention", "?q=" + this.word,
				"?state=active&theme=plain&sort=storage&order=reversed")) {
			Document list = Jsoup.parse(author.get("/sites" + query).body());
			assertThat(keys(list)).as(query).containsExactly(this.site.key());
			assertThat(list.text()).contains("12 requests in the last 24 hours, 3 of them failed", "1 needs attention")
				.doesNotContain(this.neighbour.key(), "Secret", "4,321");
			assertThat(list.getElementById("count").text()).isEqualTo("1 site");
			assertThat(list.select("#theme option").eachText()).containsExactly("All", "plain");
			assertThat(list.select("#bulk, .cell-tick, a[href='/sites/new']")).isEmpty();
		}
		assertThat(keys(Jsoup.parse(author.get("/sites?tag=Secret+" + this.word).body())))
			.as("tags are the platform's: they filter nothing")
			.containsExactly(this.site.key());
		for (String at : List.of("/sites/%s/traffic", "/api/sites/%s/traffic", "/api/sites/%s/errors")) {
			Http asked = at.startsWith("/api") ? Http.to(this.port, "localhost").as(person, TestInstallation.PASSWORD)
					: author;
			assertThat(asked.get(at.formatted(this.site.key())).statusCode()).as(at).isEqualTo(200);
			assertThat(asked.get(at.formatted(this.neighbour.key())).statusCode()).as(at).isEqualTo(404);
		}
		this.counters.onCompleted(new CompletedRequest(this.site, "GET", "/", 500, TEN, Effort.NONE,
				new RequestFailure("0123abcd", "No answer from secret.internal:5432", null, null)));
		TrafficTesting.write(this.context);
		String traffic = "/sites/" + this.site.key() + "/traffic";
		assertThat(author.get(traffic).body()).contains("Something failed on the server", "0123abcd")
			.doesNotContain("secret.internal");
		assertThat(this.admin.get(traffic).body()).contains("secret.internal");
		String api = Http.to(this.port, "localhost").as(person, TestInstallation.PASSWORD).get("/api/sites").body();
		assertThat(JsonPath.<List<String>>read(api, "$.content[*].key")).containsExactly(this.site.key());
	}

	@Test
	void whatIsDoneWithAllThatMatchIsDoneWithThoseOfTheList() {
		this.sites.changeState(this.site.key(), SiteState.SUSPENDED);
		this.labels.change(this.site, List.of("Kept"));
		String query = "q=" + this.word + "&state=suspended&tag=kept&theme=plain&health=good";
		Document list = page("/sites?" + query + "&sort=requests");
		assertThat(keys(list)).containsExactly(this.site.key());
		assertThat(list.select("#tag option[selected]").val()).isEqualTo("Kept");
		assertThat(list.select("#bulk input[type=hidden]").eachAttr("name")).containsExactly("q", "tag", "state",
				"theme", "health");
		Document job = page("/jobs/new?all=true&" + query + "&action=archive");
		assertThat(job.select("h1").text()).isEqualTo("Change one site");
		assertThat(job.select("form[action=/jobs] input[name=state]").val()).isEqualTo("suspended");
		for (String unknown : List.of("state=gone", "health=ill")) {
			HttpResponse<String> refused = this.admin.get("/jobs/new?all=true&q=" + this.word + "&" + unknown);
			assertThat(refused.statusCode()).isEqualTo(422);
			assertThat(refused.body()).contains("Pick the sites in the list again");
		}
	}

	@Test
	void pagesOfTheListKeepWhatWasAskedFor() {
		IntStream.range(0, 30).forEach((i) -> newSite("more" + i));
		Document first = page("/sites?q=" + this.word + "&theme=plain&sort=requests&order=reversed");
		assertThat(keys(first)).hasSize(25);
		String next = first.select("a[rel=next]").attr("href");
		assertThat(next).contains("q=" + this.word, "theme=plain", "sort=requests", "order=reversed", "page=2");
		assertThat(keys(next)).hasSize(7);
		assertThat(page("/sites?q=%7Bstate%7D%26page%3D7").select("input[name=q]").val()).isEqualTo("{state}&page=7");
	}

	@Test
	void chartsCanBeReadWithoutSeeingThem() {
		TrafficTesting.past(this.context, this.site, 2, 300, 4, TEN);
		TrafficTesting.past(this.context, this.neighbour, 2, 77, 0, TEN);
		for (String range : List.of("24h", "7d", "30d", "nonsense")) {
			Document page = page("/sites/" + this.site.key() + "/traffic?range=" + range);
			assertThat(page.select("svg.chart-plot")).hasSize(6).allSatisfy((chart) -> {
				assertThat(chart.attr("role")).isEqualTo("img");
				for (String id : chart.attr("aria-labelledby").split(" ")) {
					assertThat(page.getElementById(id).text()).as(id).isNotBlank();
				}
			});
			assertThat(page.getElementById("requests-desc").text()).contains("300 requests in the last",
					"Whole answers 300", "table");
			assertThat(page.getElementById("errors-desc").text()).contains("4 server errors");
			int periods = (range.equals("7d")) ? 28 : (range.equals("30d")) ? 30 : 24;
			assertThat(page.select("details table tbody tr")).hasSize(periods)
				.anySatisfy((row) -> assertThat(row.select("td").eachText()).startsWith("300", "0", "0", "4"));
			assertThat(page.select("#requests ~ *, .chart-slot title").eachText())
				.anyMatch((title) -> title.contains("Whole answers 300"));
			assertThat(page.select(".figures dd").eachText()).startsWith("300", "4", "0");
			assertThat(page.select("[style]")).isEmpty();
			assertThat(page.select(".ranges [aria-current]").text())
				.isEqualTo((range.equals("7d")) ? "7 days" : (range.equals("30d")) ? "30 days" : "24 hours");
		}
		Document neighbours = page("/sites/" + this.neighbour.key() + "/traffic");
		assertThat(neighbours.select(".figures dd").eachText()).startsWith("77", "0", "0");
		assertThat(neighbours.select("details table td").eachText()).contains("77").doesNotContain("300");
	}

	@Test
	void whereNobodyCameThePageSaysSo() {
		Document page = page("/sites/" + this.site.key() + "/traffic?range=7d");
		assertThat(page.text()).contains("Nobody came in the last 7 days");
		assertThat(page.select("svg.chart-plot")).isEmpty();
		assertThat(page("/sites/" + this.site.key()).select("svg.chart-plot")).hasSize(1);
		assertThat(this.admin.get("/sites/nothing-like-it/traffic").statusCode()).isEqualTo(404);
	}

	@Test
	void aFailureIsShownWithItsCauseOnItsOwnSiteAlone() throws Exception {
		String key = this.word + "-broken";
		Path folder = this.home.root().resolve("sites/" + key);
		Files.createDirectories(folder.resolve("templates"));
		Files.createDirectories(folder.resolve("content"));
		Files.writeString(folder.resolve("templates/page.html"), "<p>\n<b th:text=\"${nothing.at.all}\"></b></p>");
		Files.writeString(folder.resolve("content/about.md"), "# About");
		Files.writeString(folder.resolve("site.yml"), "name: Broken");
		this.folders.run(new DefaultApplicationArguments());
		Http visitor = Http.to(this.port, key + ".localhost");
		visitor.get("/about?secret=word");
		HttpResponse<String> failed = visitor.get("/about?secret=word");
		Site broken = this.sites.find(key).orElseThrow();
		await().until(() -> this.counters.of(broken).errors() == 2);
		TrafficTesting.write(this.context);
		String page = this.admin.get("/sites/" + key + "/traffic").body();
		Element failure = Jsoup.parse(page).select(".failures li").first();
		assertThat(failure.select(".failure-cause").text()).contains("There is no 'at' here");
		assertThat(failure.text()).contains("sites/" + key + "/templates/page.html:2", "GET /about", "500", "2 times");
		assertThat(page).doesNotContain("secret");
		assertThat(failed.body()).contains(failure.select(".tag[title]").text());
		assertThat(page("/sites/" + this.neighbour.key() + "/traffic").select(".failures li")).isEmpty();
		String errors = this.api.get("/api/sites/" + key + "/errors").body();
		assertThat(JsonPath.<String>read(errors, "$.errors[0].path")).isEqualTo("/about");
		assertThat(JsonPath.<Integer>read(errors, "$.errors[0].line")).isEqualTo(2);
		assertThat(JsonPath.<Integer>read(errors, "$.errors[0].times")).isEqualTo(2);
		assertThat(JsonPath.<List<?>>read(this.api.get("/api/sites/" + this.neighbour.key() + "/errors").body(),
				"$.errors"))
			.isEmpty();
	}

	@Test
	void theShareOfACacheCountsNoRequestTwice() {
		answered(40, 304, true);
		answered(20, 200, true);
		answered(40, 200, false);
		TrafficTesting.write(this.context);
		Document page = page("/sites/" + this.site.key() + "/traffic");
		assertThat(page.getElementById("hits-desc").text())
			.startsWith("60 % of the requests were answered out of a cache")
			.contains("304) 40 %", "server’s 20 %");
	}

	private void answered(int times, int status, boolean cached) {
		CompletedRequest request = new CompletedRequest(this.site, "GET", "/", status, TEN,
				new Effort(10, Duration.ZERO, Duration.ZERO, cached, "/"), null);
		IntStream.range(0, times).forEach((i) -> this.counters.onCompleted(request));
	}

	@Test
	void theApiSaysTheSame() {
		TrafficTesting.past(this.context, this.site, 2, 300, 4, TEN);
		String traffic = this.api.get("/api/sites/" + this.site.key() + "/traffic?range=7d").body();
		assertThat(JsonPath.<String>read(traffic, "$.range")).isEqualTo("7d");
		assertThat(JsonPath.<String>read(traffic, "$.timeZone")).isEqualTo("Asia/Kolkata");
		assertThat(JsonPath.<Integer>read(traffic, "$.total.requests")).isEqualTo(300);
		assertThat(JsonPath.<Integer>read(traffic, "$.total.serverErrors")).isEqualTo(4);
		assertThat(JsonPath.<Double>read(traffic, "$.total.p99Millis")).isBetween(10.0, 12.0);
		assertThat(JsonPath.<List<?>>read(traffic, "$.periods")).hasSize(28);
		assertThat(traffic).as("there is no cache").doesNotContain("cached");
		assertThat(JsonPath.<Object>read(traffic, "$.periods[0].figures.p50Millis")).isNull();
		String list = this.api.get("/api/sites?q=" + this.word + "&sort=errors&health=attention").body();
		assertThat(JsonPath.<List<String>>read(list, "$.content[*].key")).containsExactly(this.site.key());
		assertThat(JsonPath.<Integer>read(list, "$.content[0].lastDay.requests")).isEqualTo(300);
		assertThat(JsonPath.<String>read(list, "$.content[0].health")).isEqualTo("attention");
		assertThat(JsonPath.<String>read(list, "$.content[0].addresses[0].pattern"))
			.isEqualTo(this.site.key() + ".localhost");
		assertThat(JsonPath.<List<?>>read(this.api.get("/api/sites/" + this.neighbour.key() + "/traffic").body(),
				"$.periods"))
			.hasSize(24);
	}

	@Test
	void theApiSaysWhatCanBeAskedFor() {
		Map.of("/api/sites/" + this.site.key() + "/traffic?range=1y", "24h, 7d, 30d", "/api/sites?sort=size",
				"name, state, theme", "/api/sites?state=gone", "active, suspended", "/api/sites?health=ill",
				"good, attention, failing", "/api/sites?order=down", "'reversed'")
			.forEach((path, words) -> {
				HttpResponse<String> answer = this.api.get(path);
				assertThat(answer.statusCode()).as(path).isEqualTo(422);
				assertThat(JsonPath.<String>read(answer.body(), "$.detail")).contains(words);
			});
		assertThat(this.api.get("/api/sites/nothing-like-it/traffic").statusCode()).isEqualTo(404);
		assertThat(this.api.get("/api/sites/nothing-like-it/errors").statusCode()).isEqualTo(404);
		assertThat(Http.to(this.port, "localhost").get("/api/sites/" + this.site.key() + "/errors").statusCode())
			.isEqualTo(401);
	}

	private Document page(String path) {
		HttpResponse<String> answer = this.admin.get(path);
		assertThat(answer.statusCode()).as(path).isEqualTo(200);
		return Jsoup.parse(answer.body());
	}

	private List<String> keys(String path) {
		return keys(page(path));
	}

	private static List<String> keys(Document list) {
		return list.select(".row-link").eachAttr("href").stream().map((href) -> href.replace("/sites/", "")).toList();
	}

	private static Element row(Document list, Site site) {
		return list.select("tbody tr:has(a[href=/sites/" + site.key() + "])").first();
	}

	private Site newSite(String name) {
		String key = this.word + "-" + name;
		return this.sites.create(new SiteSettings(key, key, "", List.of(), "plain", "en", "Asia/Kolkata", Map.of()));
	}

}
