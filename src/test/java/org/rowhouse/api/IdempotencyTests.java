package org.rowhouse.api;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.Sites;
import org.rowhouse.site.Worker;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are sent again do nothing twice; lists are read whole while they change;
 * and each person has so many requests.
 */
@RowhouseTest
class IdempotencyTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private IdempotentRequests requests;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteDefaults defaults;

	@Autowired
	private SiteLabels labels;

	private Http api;

	private String id;

	@BeforeEach
	void signIn() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.id = "i" + UUID.randomUUID().toString().substring(0, 8);
	}

	@Test
	void aRequestThatIsSentAgainGetsTheFirstAnswer() {
		Http again = this.api.with("Idempotency-Key", "key-" + this.id);
		HttpResponse<String> first = again.json("POST", "/api/sites", site(this.id));
		HttpResponse<String> second = again.json("POST", "/api/sites", site(this.id));
		assertThat(first.statusCode()).isEqualTo(201);
		assertThat(second.statusCode()).isEqualTo(201);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
		assertThat(second.headers().firstValue("Content-Type")).isEqualTo(first.headers().firstValue("Content-Type"));
		assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
		assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
		assertThat(this.api.json("POST", "/api/sites", site(this.id)).statusCode()).as("without the key")
			.isEqualTo(422);
	}

	@Test
	void ofManyAtOnceOneIsDone() {
		Http again = this.api.with("Idempotency-Key", "many-" + this.id);
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> again.json("POST", "/api/sites", site(this.id))))
			.toList();
		List<Integer> codes = answers.stream().map((answer) -> answer.join().statusCode()).toList();
		assertThat(codes).contains(201).containsAnyOf(201, 409).doesNotContain(422, 500);
		assertThat(answers.stream()
			.map(CompletableFuture::join)
			.filter((answer) -> answer.statusCode() == 201)
			.filter((answer) -> answer.headers().firstValue("Idempotency-Replayed").isEmpty())
			.count()).isOne();
	}

	@Test
	void aKeyBelongsToOneRequestAndOnePerson() {
		Http again = this.api.with("Idempotency-Key", "only-" + this.id);
		assertThat(again.json("POST", "/api/sites", site(this.id)).statusCode()).isEqualTo(201);
		HttpResponse<String> other = again.json("POST", "/api/sites", site(this.id + "x"));
		assertThat(other.statusCode()).isEqualTo(422);
		assertThat(other.body()).contains("another request");
		this.api.json("POST", "/api/people", "{\"username\":\"" + this.id + "\",\"password\":\"each to their own\"}");
		Http somebody = Http.to(this.port, "localhost")
			.as(this.id, "each to their own")
			.with("Idempotency-Key", "only-" + this.id);
		assertThat(somebody.json("POST", "/api/sites", site(this.id)).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "short", "with a space in it", "ümläute-and-more" })
	void refusesKeysThatAreNone(String key) {
		String raw = "POST /api/sites HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
				+ java.util.Base64.getEncoder().encodeToString(("admin:" + TestInstallation.PASSWORD).getBytes())
				+ "\r\nIdempotency-Key: " + key
				+ "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
		assertThat(Http.raw(this.port, raw)).startsWith("HTTP/1.1 400");
	}

	@Test
	void aMistakeIsKeptAndAFileIsRefused() {
		Http again = this.api.with("Idempotency-Key", "wrong-" + this.id);
		assertThat(again.json("POST", "/api/sites", "{\"key\":\"NO\"}").statusCode()).isEqualTo(422);
		HttpResponse<String> second = again.json("POST", "/api/sites", "{\"key\":\"NO\"}");
		assertThat(second.statusCode()).isEqualTo(422);
		assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
		HttpResponse<String> file = this.api.with("Idempotency-Key", "file-" + this.id)
			.with("Content-Type", "image/png")
			.send("POST", "/api/sites/bakery/media?name=x.png", "x");
		assertThat(file.statusCode()).isEqualTo(400);
		HttpResponse<String> token = this.api.with("Idempotency-Key", "token-" + this.id)
			.json("POST", "/api/tokens", "{\"name\":\"x\",\"scope\":\"read\",\"days\":3}");
		assertThat(token.statusCode()).as("a secret is kept nowhere").isEqualTo(400);
		HttpResponse<String> link = this.api.with("Idempotency-Key", "link-" + this.id)
			.json("POST", "/api/people/somebody/reset%2dlink", "{}");
		assertThat(link.statusCode()).as("nor that of a link").isEqualTo(400);
	}

	@Test
	void whatAnotherConditionOrCredentialWouldAnswerIsNotKept() {
		String path = "/api/sites/idempotent-" + this.id;
		this.api.json("POST", "/api/sites", "{\"key\":\"idempotent-" + this.id + "\",\"name\":\"I\"}");
		Http again = this.api.with("Idempotency-Key", "condition-" + this.id);
		assertThat(again.with("If-Match", "\"old\"").json("PATCH", path, "{\"tagline\":\"One\"}").statusCode())
			.isEqualTo(412);
		assertThat(again.json("PATCH", path, "{\"tagline\":\"One\"}").statusCode()).isEqualTo(200);
	}

	@Test
	void aListIsReadWholeThoughItChanges() {
		this.api.json("POST", "/api/sites", site(this.id));
		for (int i = 0; i < 7; i++) {
			put("posts/p" + i, "Post " + i, (i % 2 == 0) ? "even" : "odd");
		}
		String path = "/api/sites/" + this.id + "/posts?size=3&cursor=";
		JsonNode first = json(this.api.get(path));
		assertThat(titles(first)).containsExactly("Post 0", "Post 1", "Post 2");
		put("posts/aaa", "Another", "odd");
		this.api.send("DELETE", "/api/sites/" + this.id + "/posts/p0", null);
		JsonNode second = json(this.api.get(path + first.at("/next").asString()));
		assertThat(titles(second)).containsExactly("Post 3", "Post 4", "Post 5");
		JsonNode third = json(this.api.get(path + second.at("/next").asString()));
		assertThat(titles(third)).containsExactly("Post 6");
		assertThat(third.at("/next").isNull()).isTrue();
		JsonNode odd = json(this.api.get("/api/sites/" + this.id + "/posts?tag=odd&q=post&state=draft"));
		assertThat(titles(odd)).containsExactly("Post 1", "Post 3", "Post 5");
		assertThat(odd.at("/content/0/tags/0").asString()).isEqualTo("odd");
		assertThat(this.api.get(path + "nonsense").statusCode()).isEqualTo(422);
	}

	@Test
	void sitesAreReadWholeWithACursor() {
		for (int i = 0; i < 3; i++) {
			this.api.json("POST", "/api/sites", site(this.id + i));
		}
		JsonNode first = json(this.api.get("/api/sites?size=2&cursor=&q=" + this.id));
		JsonNode rest = json(
				this.api.get("/api/sites?size=2&q=" + this.id + "&cursor=" + first.at("/next").asString()));
		assertThat(first.at("/content/1/key").asString()).isEqualTo(this.id + "1");
		assertThat(rest.at("/content/0/key").asString()).isEqualTo(this.id + "2");
		assertThat(rest.at("/content").size()).isOne();
		assertThat(rest.at("/next").isNull()).isTrue();
		for (String filter : List.of("state=suspended", "theme=plain", "health=ok", "sort=name", "order=reversed",
				"template=true")) {
			assertThat(this.api.get("/api/sites?cursor=&" + filter).statusCode()).as(filter).isEqualTo(422);
		}
	}

	@Test
	void redirectsMediaPeopleAndJobsAreReadWholeWithACursor() {
		this.api.json("POST", "/api/sites", site(this.id));
		String site = "/api/sites/" + this.id;
		for (int i = 0; i < 5; i++) {
			this.api.json("POST", site + "/redirects", "{\"from\":\"/old" + i + "\",\"to\":\"/\"}");
			this.api.with("Content-Type", "image/svg+xml")
				.send("POST", site + "/media?name=sign" + i + ".svg",
						"<svg xmlns='http://www.w3.org/2000/svg' width='" + (i + 1) + "' height='9'></svg>");
			this.api.json("POST", "/api/people",
					"{\"username\":\"" + this.id + "-" + i + "\",\"password\":\"each to their own\"}");
			this.api.json("POST", "/api/jobs",
					"{\"action\":\"add-tag\",\"value\":\"t\",\"sites\":[\"" + this.id + "\"]}");
		}
		assertThat(whole(site + "/redirects?size=2&q=old", "/from")).containsExactly("/old0", "/old1", "/old2", "/old3",
				"/old4");
		assertThat(whole(site + "/media?size=2&q=sign", "/name")).containsExactly("sign4.svg", "sign3.svg", "sign2.svg",
				"sign1.svg", "sign0.svg");
		assertThat(whole("/api/people?size=2&q=" + this.id, "/username")).containsExactly(this.id + "-0",
				this.id + "-1", this.id + "-2", this.id + "-3", this.id + "-4");
		assertThat(whole("/api/jobs?size=2", "/id")).doesNotHaveDuplicates()
			.hasSizeGreaterThanOrEqualTo(5)
			.isSortedAccordingTo(Comparator.<String>comparingLong(Long::parseLong).reversed());
		for (String list : List.of(site + "/redirects", site + "/media", "/api/people", "/api/jobs",
				"/api/mail/queue")) {
			assertThat(this.api.get(list + "?cursor=nonsense").statusCode()).as(list).isEqualTo(422);
		}
	}

	private List<String> whole(String path, String field) {
		List<String> all = new ArrayList<>();
		for (String cursor = ""; cursor != null;) {
			JsonNode part = json(this.api.get(path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor));
			part.at("/content").forEach((each) -> all.add(each.at(field).asString()));
			cursor = (part.at("/next").isNull()) ? null : part.at("/next").asString();
		}
		return all;
	}

	@Test
	void theTagOfASiteIsTheSameForEverybodyAndInAnyOrderOfItsOptions() {
		this.api.json("POST", "/api/sites", "{\"key\":\"" + this.id + "\",\"name\":\"One\",\"tags\":[\"client\"]}");
		String path = "/api/sites/" + this.id;
		this.api.json("POST", "/api/people", "{\"username\":\"" + this.id + "\",\"password\":\"each to their own\"}");
		this.api.json("PUT", path + "/people/" + this.id, "{\"role\":\"owner\"}");
		Http owner = Http.to(this.port, "localhost").as(this.id, "each to their own");
		HttpResponse<String> read = owner.get(path);
		assertThat(read.body()).doesNotContain("client");
		assertThat(read.headers().firstValue("ETag")).isEqualTo(this.api.get(path).headers().firstValue("ETag"));
		Site site = this.sites.find(this.id).orElseThrow();
		Map<String, String> options = new LinkedHashMap<>();
		options.put("a", "1");
		options.put("b", "2");
		Map<String, String> turned = new LinkedHashMap<>();
		turned.put("b", "2");
		turned.put("a", "1");
		assertThat(SiteBody.tag(options, site, this.defaults, this.labels))
			.isEqualTo(SiteBody.tag(turned, site, this.defaults, this.labels))
			.isNotEqualTo(SiteBody.tag(Map.of(), site, this.defaults, this.labels));
	}

	@Test
	void anAnswerThatIsTooLongToKeepDoesNotMakeTheRequestNewAgain() throws Exception {
		IdempotencyFilter filter = new IdempotencyFilter(this.requests, new Administrator());
		AtomicInteger done = new AtomicInteger();
		FilterChain work = (request, response) -> {
			((HttpServletResponse) response).setStatus(201);
			((HttpServletResponse) response).setHeader("Location", "/api/done/" + done.incrementAndGet());
			response.getOutputStream().write("x".repeat(1_000_001).getBytes(StandardCharsets.UTF_8));
		};
		MockHttpServletResponse first = sent(filter, work);
		MockHttpServletResponse second = sent(filter, work);
		assertThat(done).hasValue(1);
		assertThat(first.getContentAsByteArray()).hasSize(1_000_001);
		assertThat(List.of(second.getStatus(), second.getHeader("Location"), second.getHeader("Idempotency-Replayed")))
			.containsExactly(201, "/api/done/1", "true");
	}

	private MockHttpServletResponse sent(IdempotencyFilter filter, FilterChain work) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/sites");
		HostKind.ADMIN.mark(request, "");
		request.addHeader("Idempotency-Key", "long-" + this.id);
		MockHttpServletResponse response = new MockHttpServletResponse();
		filter.doFilter(request, response, work);
		return response;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%61pi/sites", "/%61%70%69/sites", "/api/%73ites", "/x/../api/sites", "/./api/sites",
			"/api;x/sites", "/api;x=y/sites", "/api/sites;x", "/%2fapi/sites", "//api/sites", "/api%2fsites",
			"/API/sites", "/api%00/sites", "/%2561pi/sites" })
	void noSpellingOfAnAddressGetsAroundWhatStandsBeforeTheApi(String path) {
		String credentials = java.util.Base64.getEncoder()
			.encodeToString(("admin:" + TestInstallation.PASSWORD).getBytes(StandardCharsets.UTF_8));
		String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
		String known = Http.raw(this.port, head + "Authorization: Basic " + credentials + "\r\n\r\n");
		String unknown = Http.raw(this.port, head + "\r\n");
		String elsewhere = Http.raw(this.port,
				head + "Sec-Fetch-Site: cross-site\r\nAuthorization: Basic " + credentials + "\r\n\r\n");
		if (known.startsWith("HTTP/1.1 200")) {
			assertThat(known).contains("RateLimit-Policy").contains("application/json");
			assertThat(unknown).startsWith("HTTP/1.1 401");
			assertThat(elsewhere).startsWith("HTTP/1.1 403");
		}
		else {
			assertThat(known).matches("(?s)HTTP/1\\.1 (302|400|404) .*").doesNotContain("\"content\"");
			assertThat(unknown).matches("(?s)HTTP/1\\.1 (302|400|404) .*");
		}
	}

	@Test
	void aSiteIsChangedOnlyAsItWasRead() {
		this.api.json("POST", "/api/sites", site(this.id));
		String path = "/api/sites/" + this.id;
		String tag = this.api.get(path).headers().firstValue("ETag").orElseThrow();
		put("pages/x", "X", "");
		assertThat(this.api.with("If-None-Match", tag).get(path).statusCode()).as("content is no setting")
			.isEqualTo(304);
		HttpResponse<String> changed = this.api.with("If-Match", tag).json("PATCH", path, "{\"tagline\":\"One\"}");
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
		assertThat(this.api.with("If-Match", tag).json("PATCH", path, "{\"tagline\":\"Two\"}").statusCode())
			.isEqualTo(412);
		assertThat(this.api.with("If-Match", tag).send("DELETE", path, null).statusCode()).isEqualTo(412);
		assertThat(json(this.api.get(path)).at("/tagline").asString()).isEqualTo("One");
	}

	@Test
	void aPageOfAnotherSiteCannotUseTheApi() {
		for (String from : List.of("cross-site", "same-site")) {
			Http page = this.api.with("Sec-Fetch-Site", from);
			assertThat(page.get("/api/sites").statusCode()).isEqualTo(403);
			assertThat(page.send("POST", "/api/sites/garden/export", null).statusCode()).isEqualTo(403);
		}
		assertThat(this.api.with("Sec-Fetch-Site", "none").get("/api/sites").statusCode()).isEqualTo(200);
		for (String origin : List.of("http://evil.example", "null", "http://localhost:1")) {
			assertThat(this.api.with("Origin", origin).get("/api/sites").statusCode()).as(origin).isEqualTo(403);
		}
	}

	@Test
	void saysHowManyRequestsAreLeft() {
		HttpResponse<String> answer = this.api.get("/api/sites?size=1");
		assertThat(answer.headers().firstValue("RateLimit-Policy").orElse("")).matches("\"person\";q=\\d+;w=60");
		assertThat(answer.headers().firstValue("RateLimit").orElse("")).matches("\"person\";r=\\d+;t=\\d+");
	}

	private static List<String> titles(JsonNode list) {
		return list.at("/content").valueStream().map((item) -> item.at("/title").asString()).toList();
	}

	private void put(String path, String title, String tag) {
		assertThat(
				this.api
					.json("PUT", "/api/sites/" + this.id + "/" + path,
							"{\"title\":\"" + title + "\"" + ((tag.isEmpty()) ? "" : ",\"tags\":[\"" + tag + "\"]")
									+ "}")
					.statusCode())
			.isEqualTo(201);
	}

	private static String site(String key) {
		return "{\"key\":\"" + key + "\",\"name\":\"" + key + "\"}";
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

	/** Somebody with a number, whoever it is. */
	private static final class Administrator implements Worker {

		@Override
		public Long id() {
			return 1L;
		}

		@Override
		public String name() {
			return "admin";
		}

		@Override
		public boolean seesAllSites() {
			return true;
		}

		@Override
		public boolean writesOwnDraftsOnly() {
			return false;
		}

	}

}
