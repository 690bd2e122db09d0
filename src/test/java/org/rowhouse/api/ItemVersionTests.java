package org.rowhouse.api;

import java.net.http.HttpResponse;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Versions, conditions and revisions of pages and posts in the REST API (decision 0012).
 */
@RowhouseTest
class ItemVersionTests {

	private static final String DETAILS = """
			{"title":"Rye","markdown":"Four","author":"Ada","cover":"/media/rye.jpg","coverAlt":"A loaf","hidden":true,
			"position":3,"unpublishAt":"2099-01-01T00:00:00Z","fields":{"price":"3"}}""";

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String site;

	@BeforeEach
	void addSite() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		String key = "v" + UUID.randomUUID().toString().substring(0, 8);
		this.site = "/api/sites/" + key;
		this.api.json("POST", "/api/sites", "{\"key\":\"" + key + "\",\"name\":\"V\"}");
	}

	@Test
	void whatOlderClientsDoNotKnowStaysAndEmptyValuesEmpty() {
		String at = this.site + "/pages/rye";
		assertThat(this.api.json("PUT", at, DETAILS).statusCode()).isEqualTo(201);
		String kept = this.api.json("PUT", at, "{\"title\":\"Rye\",\"markdown\":\"Five\"}").body();
		assertThat(kept).contains("\"author\":\"Ada\"", "\"cover\":\"/media/rye.jpg\"", "\"hidden\":true",
				"\"position\":3", "\"unpublishAt\":\"2099-01-01T00:00:00Z\"", "\"price\":\"3\"", "\"version\":2");
		String emptied = this.api
			.json("PUT", at, "{\"title\":\"Rye\",\"author\":\"\",\"unpublishAt\":\"\",\"fields\":{},\"hidden\":false}")
			.body();
		assertThat(emptied).contains("\"author\":\"\"", "\"hidden\":false", "\"fields\":{}").doesNotContain("2099");
		assertThat(this.api.json("PUT", at, "{\"title\":\"Rye\",\"unpublishAt\":\"tomorrow\"}").body())
			.contains("2026-11-20T09:30:00Z");
	}

	@Test
	void aVersionThatIsNotTheLastOneChangesNothing() {
		String at = this.site + "/posts/rye";
		HttpResponse<String> first = this.api.json("PUT", at, "{\"title\":\"Rye\"}");
		String tag = first.headers().firstValue("ETag").orElseThrow();
		assertThat(tag).matches("\"\\d+-1\"").isEqualTo(this.api.get(at).headers().firstValue("ETag").orElseThrow());
		HttpResponse<String> second = this.api.with("If-Match", tag).json("PUT", at, "{\"title\":\"Second\"}");
		assertThat(second.statusCode()).isEqualTo(200);
		assertThat(this.api.with("If-Match", tag).json("PUT", at, "{\"title\":\"Third\"}").statusCode()).isEqualTo(412);
		assertThat(this.api.with("If-None-Match", "*").json("PUT", at, "{\"title\":\"Third\"}").statusCode())
			.isEqualTo(412);
		HttpResponse<String> stale = this.api.json("PUT", at, "{\"title\":\"Third\",\"version\":1}");
		assertThat(stale.statusCode()).isEqualTo(409);
		assertThat(stale.body()).contains("version 2");
		assertThat(this.api.with("If-Match", tag).send("DELETE", at, null).statusCode()).isEqualTo(412);
		assertThat(this.api.get(at).body()).contains("\"title\":\"Second\"");
		assertThat(this.api.json("PUT", at, "{\"title\":\"Third\"}").statusCode()).isEqualTo(200);
		assertThat(this.api.with("If-Match", "*").send("DELETE", at, null).statusCode()).isEqualTo(204);
		assertThat(this.api.with("If-Match", "*").json("PUT", at, "{\"title\":\"Again\"}").statusCode()).isEqualTo(412);
		HttpResponse<String> gone = this.api.json("PUT", at, "{\"title\":\"Again\",\"version\":3}");
		assertThat(gone.statusCode()).isEqualTo(409);
		assertThat(gone.body()).contains("has been deleted or moved");
		assertThat(this.api.get(at).statusCode()).isEqualTo(404);
	}

	@Test
	void listsTellWhichOfTheirPagesThereCanBe() {
		for (String list : new String[] { this.site + "/redirects", "/api/sites" }) {
			HttpResponse<String> far = this.api.get(list + "?page=2147483647&size=1000");
			assertThat(far.statusCode()).as(list).isEqualTo(422);
			assertThat(far.body()).as(list).contains("between 0 and 100000");
			assertThat(this.api.get(list + "?page=100000&size=1000").statusCode()).as(list).isEqualTo(200);
		}
		assertThat(this.api.get(this.site + "/media?page=2147483647&size=1000").statusCode()).isEqualTo(200);
	}

	@Test
	void revisionsAreListedReadAndRestored() {
		this.api.json("PUT", this.site + "/pages/rye", DETAILS);
		this.api.json("PUT", this.site + "/pages/rye",
				"{\"title\":\"Rye bread\",\"markdown\":\"Five\",\"author\":\"Ben\",\"state\":\"published\"}");
		String item = "?kind=page&path=rye";
		assertThat(this.api.get(this.site + "/revisions" + item).body()).contains("\"number\":2",
				"\"action\":\"published\"", "\"number\":1", "\"savedBy\":\"admin\"");
		assertThat(this.api.get(this.site + "/revisions/1" + item).body()).contains("\"markdown\":\"Four\"",
				"\"author\":\"Ada\"", "\"state\":\"draft\"");
		HttpResponse<String> restored = this.api.send("POST", this.site + "/revisions/1/restore" + item, null);
		assertThat(restored.statusCode()).isEqualTo(200);
		assertThat(restored.body()).contains("\"markdown\":\"Four\"", "\"author\":\"Ada\"", "\"state\":\"published\"",
				"\"version\":3");
		assertThat(this.api.get(this.site + "/revisions/9" + item).statusCode()).isEqualTo(404);
		assertThat(this.api.get(this.site + "/revisions?kind=x&path=rye").statusCode()).isEqualTo(422);
	}

	@Test
	void everyStateHasItsWord() {
		for (String state : new String[] { "draft", "review", "published", "archived" }) {
			assertThat(this.api.json("PUT", this.site + "/pages/s", "{\"title\":\"S\",\"state\":\"" + state + "\"}")
				.body()).contains("\"state\":\"" + state + "\"");
		}
		assertThat(this.api
			.json("PUT", this.site + "/pages/s",
					"{\"title\":\"S\",\"state\":\"scheduled\",\"publishAt\":\"2099-01-01T00:00:00Z\"}")
			.body()).contains("\"state\":\"scheduled\"");
	}

}
