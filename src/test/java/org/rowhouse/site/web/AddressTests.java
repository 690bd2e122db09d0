package org.rowhouse.site.web;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what addresses do, from the REST API to the answer of a host.
 */
@RowhouseTest
class AddressTests {

	@Value("${local.server.port}")
	private int port;

	@Value("${local.management.port}")
	private int managementPort;

	private Http api;

	/** Part of every host of a test, so that tests do not meet. */
	private String id;

	@BeforeEach
	void signIn() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.id = "t" + UUID.randomUUID().toString().substring(0, 8);
	}

	@Test
	void aWildcardServesAndLinksToThePrimaryAddress() {
		site("a", "main.ID.test", "*.ID.test", "bücher.ID.test");
		HttpResponse<String> page = host("anything.ID.test").get("/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains(
				("<link rel=\"canonical\" href=\"http://main.ID.test:" + this.port + "/\"").replace("ID", this.id));
		assertThat(host("a.b.ID.test").get("/").statusCode()).isEqualTo(421);
		assertThat(host("xn--bcher-kva.ID.test").get("/").statusCode()).isEqualTo(200);
		HttpResponse<String> read = this.api.get("/api/sites/a" + this.id);
		assertThat(read.body()).contains("\"*." + this.id + ".test\"", "\"bücher." + this.id + ".test\"");
	}

	@Test
	void aHostThatNamesASiteReachesThatSiteOrNone() {
		site("a", "main.ID.test");
		assertThat(shared("{site}.ID.example", "").statusCode()).isEqualTo(201);
		assertThat(host("a" + this.id + ".ID.example").get("/").statusCode()).isEqualTo(200);
		HttpResponse<String> nobody = host("nobody.ID.example").get("/");
		assertThat(nobody.statusCode()).isEqualTo(404);
		assertThat(nobody.body()).doesNotContain(this.id);
		assertThat(explain("http://nobody.ID.example/")).contains("\"status\":404", "which does not exist");
		HttpResponse<String> identical = this.api.json("PATCH", "/api/sites/a" + this.id,
				json("{'addresses':['main.ID.test','*.ID.example']}"));
		assertThat(identical.statusCode()).isEqualTo(422);
		assertThat(identical.body()).contains("shared addresses");
		assertThat(this.api.send("DELETE", "/api/addresses?pattern=" + encoded("{site}.ID.example"), null).statusCode())
			.isEqualTo(204);
		assertThat(host("a" + this.id + ".ID.example").get("/").statusCode()).isEqualTo(421);
	}

	@Test
	void aDomainWithoutASiteRedirectsAndKeepsPathAndQuery() {
		assertThat(shared("old.ID.test/shop", "https://ID.example/new/").statusCode()).isEqualTo(201);
		HttpResponse<String> answer = host("old.ID.test").get("/shop/a%20b?c=%26");
		assertThat(answer.statusCode()).isEqualTo(301);
		assertThat(answer.headers().firstValue("Location")).contains("https://" + this.id + ".example/new/a%20b?c=%26");
		assertThat(host("old.ID.test").get("/").statusCode()).isEqualTo(404);
		assertThat(host("old.ID.test").get("/shopping").statusCode()).isEqualTo(404);
	}

	@Test
	void redirectsMakeNoChainAndNoCircle() {
		site("a", "a.ID.test");
		this.api.json("PATCH", "/api/sites/a" + this.id,
				json("{'addresses':['a.ID.test',{'pattern':'www.a.ID.test','role':'redirect'}]}"));
		assertThat(shared("x.ID.test", "http://www.a.ID.test/").body()).contains("redirects as well");
		assertThat(shared("y.ID.test", "http://y.ID.test/deeper").body()).contains("redirect to itself");
		assertThat(shared("z.ID.test", "https://later.ID.test").statusCode()).isEqualTo(201);
		assertThat(shared("later.ID.test", "https://elsewhere.example").body()).contains("redirects to it");
		assertThat(shared("**.ID.test", "https://elsewhere.example").body()).contains("redirects to it");
		assertThat(shared("~" + this.id + "\\\\.self\\\\.test", "http://" + this.id + ".self.test").body())
			.contains("redirect to itself");
		assertThat(shared("p.ID.test", "http://p2.ID.test:0/").body()).contains("is not a URL");
		HttpResponse<String> intoIt = this.api.json("PATCH", "/api/sites/a" + this.id,
				json("{'addresses':['a.ID.test',{'pattern':'later.ID.test','role':'redirect'}]}"));
		assertThat(intoIt.statusCode()).isEqualTo(422);
		assertThat(intoIt.body()).contains("redirects to it");
		// For a part of the paths two redirects meet; the visitor sees one.
		assertThat(shared("a.ID.test/old", "https://elsewhere.example/new").statusCode()).isEqualTo(201);
		assertThat(host("www.a.ID.test").get("/old/x?y").headers().firstValue("Location"))
			.contains("https://elsewhere.example/new/x?y");
		assertThat(host("www.a.ID.test").get("/other").headers().firstValue("Location"))
			.contains("http://a." + this.id + ".test:" + this.port + "/other");
	}

	@Test
	void canonicalUrlsBeginAsTheSiteSaysAndNeverAsTheRequestDoes() {
		site("a", "c.ID.test", "alias.ID.test");
		this.api.json("PATCH", "/api/sites/a" + this.id, "{\"urlScheme\":\"https\"}");
		assertThat(host("alias.ID.test:1234").get("/").body())
			.contains("rel=\"canonical\" href=\"https://c." + this.id + ".test/\"");
		this.api.json("PATCH", "/api/sites/a" + this.id, "{\"urlPort\":8443}");
		assertThat(host("alias.ID.test").get("/").body())
			.contains("rel=\"canonical\" href=\"https://c." + this.id + ".test:8443/\"");
		this.api.json("PATCH", "/api/sites/a" + this.id, "{\"urlPort\":0}");
		assertThat(host("alias.ID.test").get("/").body())
			.contains("rel=\"canonical\" href=\"https://c." + this.id + ".test/\"");
	}

	@Test
	void explainSaysWhoAnswersAndWhyTheOthersDoNot() {
		site("a", "www.ID.test", "*.ID.test", "www.ID.test/shop");
		site("b", "b.ID.example", "**.ID.test");
		String answer = explain("https://www.ID.test:8443/shopping?q=1#x");
		assertThat((String) JsonPath.read(answer, "$.site")).isEqualTo("a" + this.id);
		assertThat((Integer) JsonPath.read(answer, "$.status")).isEqualTo(200);
		assertThat((String) JsonPath.read(answer, "$.address")).isEqualTo("www." + this.id + ".test");
		assertThat((String) JsonPath.read(answer, "$.path")).isEqualTo("/shopping");
		assertThat(answer).contains("does not cover the path '/shopping'", "is nearer", "**." + this.id + ".test");
		assertThat(explain("ID.test")).contains("\"status\":421", "not for that name itself");
		assertThat(explain("wwww.b.ID.example")).contains("421");
		assertThat(explain("c.ID.example")).contains("differs in one letter");
		assertThat(explain("www.b.ID.example")).contains("Add it to the same site");
		assertThat(explain("http://a b/")).contains("\"status\":400", "Malformed");
		assertThat(explain("http://www.ID.test/a%2fb")).contains("\"status\":400");
		assertThat(explain("http://localhost/x")).contains("admin UI");
		assertThat(explain("www.ID.test/login?next=https://b.ID.example/x")).contains("\"site\":\"a" + this.id);
		assertThat(explain("http://www.ID.test/../x")).contains("\"status\":400");
		String actuator = Http.to(this.managementPort, "127.0.0.1")
			.get("/actuator/routes?url=" + encoded("x.y.ID.test"))
			.body();
		assertThat((String) JsonPath.read(actuator, "$.site")).isEqualTo("b" + this.id);
	}

	@Test
	void whatMaySurpriseIsNoted() {
		site("a", "www.ID.test", "*.ID.test");
		site("b", "x.ID.test", "www.ID.test/inside");
		assertThat(notes("a")).contains("'x." + this.id + ".test' of 'b" + this.id + "' goes before '*." + this.id,
				"www." + this.id + ".test/inside' goes to 'b");
		assertThat(notes("b")).contains("goes before '*." + this.id + ".test' of 'a" + this.id,
				"lies inside 'www." + this.id + ".test' of 'a");
	}

	@Test
	void peopleWhoAskForAHostThatNobodyHasAreCounted() {
		for (int i = 0; i < 3; i++) {
			HttpResponse<String> answer = host("Asked.ID.test").get("/");
			assertThat(answer.statusCode()).isEqualTo(421);
			assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
			assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		}
		String routes = Http.to(this.managementPort, "127.0.0.1").get("/actuator/routes").body();
		assertThat(routes).contains("{\"host\":\"asked." + this.id + ".test\",\"count\":3");
		assertThat(Http.to(this.managementPort, "127.0.0.1").get("/actuator/prometheus").body())
			.contains("rowhouse_unknown_host_requests_total")
			.doesNotContain("asked." + this.id);
	}

	@Test
	void aRequestWithoutAHostIsForTheDefaultAlone() {
		assertThat(Http.raw(this.port, "GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421");
		site("a", "main.ID.test", "**");
		try {
			assertThat(Http.raw(this.port, "GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
			assertThat(host("whatever.example").get("/").statusCode()).isEqualTo(200);
			assertThat(host("garden.localhost").get("/").body()).doesNotContain("main." + this.id);
		}
		finally {
			this.api.send("DELETE", "/api/sites/a" + this.id, null);
		}
		assertThat(host("whatever.example").get("/").statusCode()).isEqualTo(421);
	}

	private void site(String prefix, String... addresses) {
		String body = "{\"key\":\"" + prefix + this.id + "\",\"name\":\"x\",\"addresses\":[\""
				+ String.join("\",\"", addresses).replace("ID", this.id) + "\"]}";
		assertThat(this.api.json("POST", "/api/sites", body).statusCode()).isEqualTo(201);
	}

	private HttpResponse<String> shared(String pattern, String target) {
		return this.api.json("POST", "/api/addresses", json("{'pattern':'" + pattern + "','target':'" + target + "'}"));
	}

	private String explain(String url) {
		return this.api.get("/api/route?url=" + encoded(url)).body();
	}

	private String notes(String prefix) {
		return this.api.get("/api/sites/" + prefix + this.id + "/notes").body();
	}

	private Http host(String host) {
		return Http.to(this.port, host.replace("ID", this.id));
	}

	private String json(String text) {
		return text.replace("ID", this.id).replace('\'', '"');
	}

	private String encoded(String text) {
		return URLEncoder.encode(text.replace("ID", this.id), StandardCharsets.UTF_8);
	}

}
