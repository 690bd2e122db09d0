package org.rowhouse.api;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the REST contract of sites, pages and posts, over real HTTP.
 */
@RowhouseTest
class ApiTests {

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String key;

	@BeforeEach
	void signIn() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "a" + UUID.randomUUID().toString().substring(0, 8);
	}

	@Test
	void aSiteIsMadeChangedAndDeleted() {
		HttpResponse<String> created = create();
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(created.headers().firstValue("Location")).contains("/api/sites/" + this.key);
		assertThat(read(created, "$.addresses[0].pattern")).isEqualTo(this.key + ".test");
		assertThat(read(created, "$.addresses[0].role")).isEqualTo("primary");
		assertThat(read(created, "$.state")).isEqualTo("active");
		assertThat(Http.to(this.port, this.key + ".test").get("/").statusCode()).isEqualTo(200);

		HttpResponse<String> changed = this.api.json("PATCH", "/api/sites/" + this.key, """
				{"name":"Changed","addresses":["new.%1$s.test",{"pattern":"%1$s.test","role":"redirect"}]}"""
			.formatted(this.key));
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(read(changed, "$.name")).isEqualTo("Changed");
		assertThat(read(changed, "$.timeZone")).isEqualTo("Europe/Vienna");
		assertThat(Http.to(this.port, "new." + this.key + ".test").get("/").body()).contains("Changed");
		assertThat(Http.to(this.port, this.key + ".test").get("/").statusCode()).isEqualTo(301);

		HttpResponse<String> suspended = this.api.json("POST", "/api/sites/" + this.key + "/state",
				"{\"state\":\"suspended\"}");
		assertThat(read(suspended, "$.state")).isEqualTo("suspended");
		assertThat(Http.to(this.port, "new." + this.key + ".test").get("/").statusCode()).isEqualTo(503);

		assertThat(this.api.send("DELETE", "/api/sites/" + this.key, null).statusCode()).isEqualTo(204);
		assertThat(this.api.get("/api/sites/" + this.key).statusCode()).isEqualTo(404);
		assertThat(Http.to(this.port, "new." + this.key + ".test").get("/").statusCode()).isEqualTo(421);
	}

	@Test
	void sitesAreListedAndFound() {
		create();
		HttpResponse<String> list = this.api.get("/api/sites?page=0&size=1&q=" + this.key);
		assertThat(read(list, "$.content[0].key")).isEqualTo(this.key);
		assertThat(read(list, "$.page.totalElements")).isEqualTo(1);
		assertThat(read(this.api.get("/api/sites?q=nothing-like-this"), "$.page.totalElements")).isEqualTo(0);
	}

	@Test
	void aPageIsPutReadAndDeleted() {
		create();
		String url = "/api/sites/" + this.key + "/pages/about/team";
		HttpResponse<String> draft = this.api.json("PUT", url, "{\"title\":\"Team\",\"markdown\":\"We are **two**.\"}");
		assertThat(draft.statusCode()).isEqualTo(201);
		assertThat(read(draft, "$.state")).isEqualTo("draft");
		assertThat(site("/about/team").statusCode()).isEqualTo(404);

		HttpResponse<String> published = this.api.json("PUT", url,
				"{\"title\":\"Team\",\"markdown\":\"We are **three**.\",\"state\":\"published\"}");
		assertThat(published.statusCode()).isEqualTo(200);
		assertThat(site("/about/team").body()).contains("We are <strong>three</strong>");
		assertThat(read(this.api.get(url), "$.html")).asString().contains("three");

		assertThat(this.api.send("DELETE", url, null).statusCode()).isEqualTo(204);
		assertThat(site("/about/team").statusCode()).isEqualTo(404);
		assertThat(this.api.get(url).statusCode()).isEqualTo(404);
	}

	@Test
	void theHomePageIsThePageIndex() {
		create();
		this.api.json("PUT", "/api/sites/" + this.key + "/pages/index",
				"{\"title\":\"Home\",\"markdown\":\"Come in.\",\"state\":\"published\"}");
		assertThat(site("/").body()).contains("Come in.");
	}

	@Test
	void aPostIsSeenFromItsTimeOn() {
		create();
		String posts = "/api/sites/" + this.key + "/posts/";
		this.api.json("PUT", posts + "now",
				"{\"title\":\"Now\",\"state\":\"published\",\"tags\":[\"Ünï Code\",\"b\"]}");
		this.api.json("PUT", posts + "later",
				"{\"title\":\"Later\",\"state\":\"published\",\"publishAt\":\"2099-01-01T00:00:00Z\"}");
		assertThat(site("/posts/now").statusCode()).isEqualTo(200);
		assertThat(site("/tag/uni-code").body()).contains("Now");
		assertThat(site("/posts/later").statusCode()).isEqualTo(404);
		assertThat(site("/posts").body()).contains("Now").doesNotContain("Later");
		assertThat(site("/feed.xml").body()).contains("Now").doesNotContain("Later");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			{}                                                                   | 422 | A key has
			{'key':'X','name':'x'}                                               | 422 | lower case
			{'key':'garden','name':'x'}                                          | 422 | already
			{'key':'ok-1','name':''}                                             | 422 | Write a name
			{'key':'ok-1','name':'x','theme':'nope'}                             | 422 | There is no theme
			{'key':'ok-1','name':'x','locale':'??'}                              | 422 | not a language tag
			{'key':'ok-1','name':'x','timeZone':'Mars'}                          | 422 | not a time zone
			{'key':'ok-1','name':'x','addresses':['garden.localhost']}           | 422 | belongs to the site 'garden'
			{'key':'ok-1','name':'x','addresses':['GARDEN.localhost.']}          | 422 | belongs to the site 'garden'
			{'key':'ok-1','name':'x','addresses':['localhost']}                  | 422 | host of the admin UI
			{'key':'ok-1','name':'x','addresses':['http://a.test']}              | 422 | Leave out 'http://'
			{'key':'ok-1','name':'x','addresses':['a.test:80']}                  | 422 | Leave out the port
			{'key':'ok-1','name':'x','addresses':['*.a.test']}                   | 422 | a single host by its name
			{'key':'ok-1','name':'x','addresses':['a.test','*.co.uk']}           | 422 | public suffix
			{'key':'ok-1','name':'x','addresses':['a.test','{site}.a.test']}     | 422 | shared addresses
			{'key':'ok-1','name':'x','addresses':['a.test','~(?=x)y']}           | 422 | not a regular expression
			{'key':'ok-1','name':'x','addresses':['a.test','~.*']}               | 422 | nothing in common
			{'key':'ok-1','name':'x','addresses':['a.test','a*.b.test']}         | 422 | whole label
			{'key':'ok-1','name':'x','urlScheme':'ftp'}                          | 422 | http or https
			{'key':'ok-1','name':'x','addresses':['a..test']}                    | 422 | not an address
			{'key':'ok-1','name':'x','addresses':['a.test','a.test']}            | 422 | twice
			{'key':'ok-1','name':'x','addresses':[{'pattern':'a.test','role':'boss'}]} | 422 | not a role
			{'key':'ok-1','name':'x','addresses':[null]}                         | 422 | host name is missing
			{'key':'ok-1','name':'x','addresses':[{'pattern':'a.test','role':'redirect'}]} | 422 | must serve the site
			{'key':'ok-1','name':'x','adresses':[]}                              | 400 | There is no field 'adresses'
			{'key':'ok-1','name':'x','state':'suspended'}                        | 422 | A new site is active
			{'key':{},'name':'x'}                                                | 400 | 'key'
			{'key':                                                              | 400 | line 1
			[1,2]                                                                | 400 | the body
			""")
	void aMistakeIsAProblemThatSaysWhatToDo(String body, int status, String detail) {
		HttpResponse<String> response = this.api.json("POST", "/api/sites", body.replace('\'', '"'));
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(read(response, "$.detail")).asString().contains(detail);
		assertThat(response.body()).doesNotContain("Exception", "org.rowhouse");
	}

	@Test
	void whoIsNobodyGetsNothing() {
		Http nobody = Http.to(this.port, "localhost");
		for (HttpResponse<String> response : List.of(nobody.get("/api/sites"), nobody.get("/api/nothing"),
				nobody.as("admin", "wrong").get("/api/sites"),
				nobody.json("POST", "/api/sites", "{\"key\":\"x\",\"name\":\"x\"}"))) {
			assertThat(response.statusCode()).isEqualTo(401);
			assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
			assertThat(response.headers().map()).doesNotContainKey("set-cookie");
		}
	}

	@Test
	void aFormOfAnotherSiteCannotUseTheApi() {
		HttpResponse<String> response = this.api.form("/api/sites", "{\"key\":\"x\",\"name\":\"x\"}");
		assertThat(response.statusCode()).isEqualTo(415);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	@Test
	void whatIsNotThereIsAProblemToo() {
		for (String path : List.of("/api/sites/nothing", "/api/nothing", "/api/sites/garden/pages/nothing",
				"/api/sites/garden/posts/nothing", "/api/sites/nothing/pages/about")) {
			HttpResponse<String> response = this.api.get(path);
			assertThat(response.statusCode()).as(path).isEqualTo(404);
			assertThat(response.headers().firstValue("Content-Type")).as(path).contains("application/problem+json");
		}
	}

	@Test
	void whatComesFromAFileIsAConflict() {
		HttpResponse<String> response = this.api.json("PUT", "/api/sites/garden/pages/about", "{\"title\":\"x\"}");
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(read(response, "$.detail")).asString().contains("sites/garden/content/about.md");
		assertThat(this.api.json("PATCH", "/api/sites/garden", "{\"name\":\"x\"}").statusCode()).isEqualTo(409);
		assertThat(this.api.send("DELETE", "/api/sites/garden", null).statusCode()).isEqualTo(409);
	}

	@Test
	void ofManyWhoWantTheSameAddressOneGetsIt() throws Exception {
		ExecutorService people = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Integer>> attempts = IntStream.range(0, 8)
				.<Callable<Integer>>mapToObj((i) -> () -> this.api
					.json("POST", "/api/sites",
							"{\"key\":\"%s-%d\",\"name\":\"x\",\"addresses\":[\"%s.race.test\"]}".formatted(this.key, i,
									this.key))
					.statusCode())
				.toList();
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> attempt : people.invokeAll(attempts)) {
				statuses.add(attempt.get());
			}
			assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 422);
		}
		finally {
			people.shutdownNow();
		}
	}

	@Test
	void savesOfOnePageAtTheSameTimeAreAnsweredOrRefusedButNeverFail() throws Exception {
		create();
		ExecutorService people = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Integer>> attempts = IntStream.range(0, 12)
				.<Callable<Integer>>mapToObj((i) -> () -> this.api
					.json((i % 2 == 0) ? "PUT" : "PATCH",
							(i % 2 == 0) ? "/api/sites/" + this.key + "/pages/one" : "/api/sites/" + this.key,
							(i % 2 == 0) ? "{\"title\":\"P\"}" : "{\"tagline\":\"T" + i + "\"}")
					.statusCode())
				.toList();
			for (Future<Integer> attempt : people.invokeAll(attempts)) {
				assertThat(attempt.get()).isIn(200, 201, 409);
			}
		}
		finally {
			people.shutdownNow();
		}
	}

	@Test
	void changesAtTheSameTimeDoNotUndoEachOther() throws Exception {
		create();
		ExecutorService people = Executors.newFixedThreadPool(3);
		String site = "/api/sites/" + this.key;
		try {
			for (int i = 0; i < 8; i++) {
				String value = "v" + i;
				List<Callable<Integer>> changes = List.of(
						() -> this.api.json("PATCH", site, "{\"name\":\"" + value + "\"}").statusCode(),
						() -> this.api.json("PATCH", site, "{\"tagline\":\"" + value + "\"}").statusCode(),
						() -> this.api.json("POST", site + "/state", "{\"state\":\"suspended\"}").statusCode());
				for (Future<Integer> change : people.invokeAll(changes)) {
					assertThat(change.get()).isEqualTo(200);
				}
				HttpResponse<String> now = this.api.get(site);
				assertThat(read(now, "$.name")).isEqualTo(value);
				assertThat(read(now, "$.tagline")).isEqualTo(value);
				assertThat(read(now, "$.state")).isEqualTo("suspended");
				this.api.json("POST", site + "/state", "{\"state\":\"active\"}");
			}
		}
		finally {
			people.shutdownNow();
		}
	}

	@Test
	void whatNoFeedCouldShowIsRefused() {
		create();
		String posts = "/api/sites/" + this.key + "/posts/x";
		assertThat(this.api.json("PUT", posts, "{\"title\":\"a\\uffff\"}").statusCode()).isEqualTo(422);
		assertThat(this.api.json("PUT", posts, "{\"title\":\"a\",\"markdown\":\"\\u0001\"}").statusCode())
			.isEqualTo(422);
		assertThat(this.api.json("PUT", posts, "{\"title\":\"a\",\"markdown\":\"\\ud800\"}").statusCode()).isIn(400,
				422);
	}

	@Test
	void aPageWithoutAPathIsAMistake() {
		assertThat(this.api.json("PUT", "/api/sites/garden/pages", "{\"title\":\"X\"}").statusCode()).isIn(405, 422);
		assertThat(this.api.json("PATCH", "/api/sites/garden", "{\"state\":\"suspended\"}").statusCode())
			.isEqualTo(422);
	}

	@Test
	void savesAtTheSameTimeAreAllKept() throws Exception {
		create();
		long before = ((Number) read(this.api.get("/api/sites/" + this.key), "$.version")).longValue();
		ExecutorService people = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Integer>> attempts = IntStream.range(0, 24)
				.<Callable<Integer>>mapToObj((i) -> () -> this.api
					.json("PUT", "/api/sites/" + this.key + "/pages/p" + i, "{\"title\":\"P\",\"state\":\"published\"}")
					.statusCode())
				.toList();
			for (Future<Integer> attempt : people.invokeAll(attempts)) {
				assertThat(attempt.get()).isEqualTo(201);
			}
		}
		finally {
			people.shutdownNow();
		}
		long after = ((Number) read(this.api.get("/api/sites/" + this.key), "$.version")).longValue();
		assertThat(after - before).isEqualTo(24);
	}

	private HttpResponse<String> create() {
		return this.api.json("POST", "/api/sites", """
				{"key":"%1$s","name":"Site %1$s","addresses":["%1$s.test"],"theme":"plain",\
				"locale":"de-AT","timeZone":"Europe/Vienna"}""".formatted(this.key));
	}

	private HttpResponse<String> site(String path) {
		return Http.to(this.port, this.key + ".test").get(path);
	}

	private static Object read(HttpResponse<String> response, String path) {
		return JsonPath.read(response.body(), path);
	}

}
