package org.rowhouse.admin;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The palette finds what its person may go to, and nothing else.
 */
@RowhouseTest
class FinderTests {

	private static final String PASSWORD = "each to their own";

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String id;

	@BeforeEach
	void makeTwoSitesAndAnAuthorOfOne() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.id = "f" + UUID.randomUUID().toString().substring(0, 8);
		for (String key : List.of(this.id + "a", this.id + "b")) {
			this.api.json("POST", "/api/sites", "{\"key\":\"" + key + "\",\"name\":\"Site " + key + "\"}");
			this.api.json("PUT", "/api/sites/" + key + "/pages/hours",
					"{\"title\":\"Opening " + this.id + " of " + key + "\"}");
		}
		this.api.json("POST", "/api/people", "{\"username\":\"" + this.id + "\",\"password\":\"" + PASSWORD + "\"}");
		this.api.json("PUT", "/api/sites/" + this.id + "a/people/" + this.id, "{\"role\":\"author\"}");
	}

	@Test
	void anAuthorFindsTheirSiteItsPagesAndWhatAuthorsDo() {
		Http session = AdminSession.signIn(this.port, this.id, PASSWORD);
		JsonNode found = find(session, "/find.json?q=" + this.id);
		assertThat(labels(found)).contains("Site " + this.id + "a", "Opening " + this.id + " of " + this.id + "a")
			.noneMatch((label) -> label.contains(this.id + "b"));
		JsonNode here = find(session, "/sites/" + this.id + "a/find.json");
		assertThat(labels(here)).contains("New page", "Media", "API tokens")
			.doesNotContain("Settings", "Design", "People", "Audit log", "New site");
		assertThat(session.get("/sites/" + this.id + "b/find.json").statusCode()).isEqualTo(404);
		found.forEach((each) -> assertThat(session.get(each.at("/url").asString()).statusCode()).as(each.toString())
			.isEqualTo(200));
		here.forEach((each) -> assertThat(session.get(each.at("/url").asString()).statusCode()).as(each.toString())
			.isEqualTo(200));
	}

	@Test
	void everyActionOfAnAdministratorLeadsSomewhere() {
		Http session = AdminSession.signIn(this.port, "admin", TestInstallation.PASSWORD);
		JsonNode found = find(session, "/sites/" + this.id + "a/find.json");
		assertThat(found.size()).isEqualTo(Action.all().size());
		found.forEach((each) -> assertThat(session.get(each.at("/url").asString()).statusCode()).as(each.toString())
			.isEqualTo(200));
	}

	@Test
	void withoutScriptsThereIsAPage() {
		Http session = AdminSession.signIn(this.port, this.id, PASSWORD);
		assertThat(session.get("/find?q=opening").body()).contains("Opening " + this.id + " of " + this.id + "a");
		assertThat(session.get("/find?q=%3Cscript%3E").body()).contains("Nothing matches")
			.doesNotContain("<script>\u201d");
	}

	@Test
	void styleAndScriptsOfAPageAreSmallOnTheirWay() {
		Http http = Http.to(this.port, "localhost");
		int bytes = 0;
		for (String name : List.of("admin.css", "content.css", "dashboard.css", "htmx.min.js", "admin.js", "tree.js",
				"palette.js")) {
			HttpResponse<byte[]> answer = http.with("Accept-Encoding", "br, gzip")
				.bytes("GET", "/assets/" + name, new byte[0]);
			assertThat(answer.headers().firstValue("Content-Encoding")).as(name).contains("gzip");
			bytes += answer.body().length;
		}
		assertThat(bytes).as("bytes of the start page besides itself").isLessThan(60_000);
		HttpResponse<String> plain = http.with("Accept-Encoding", "gzip;q=0").get("/assets/admin.css");
		assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
		assertThat(plain.body()).startsWith("/*");
	}

	private JsonNode find(Http session, String path) {
		return JsonMapper.shared().readTree(session.get(path).body());
	}

	private static List<String> labels(JsonNode found) {
		return found.valueStream().map((each) -> each.at("/label").asString()).toList();
	}

}
