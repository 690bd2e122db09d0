package org.rowhouse.api;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * New sites, copies, tags and work on many sites in the REST API.
 */
@RowhouseTest
class JobApiTests {

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String id;

	@BeforeEach
	void signIn() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.id = "v" + UUID.randomUUID().toString().substring(0, 8);
	}

	@Test
	void aSiteMayBeginWithAFewPagesAndWithTags() {
		HttpResponse<String> made = create("{'key':'%s','name':'New','starter':'pages','tags':['Client','2026']}");
		assertThat(made.statusCode()).isEqualTo(201);
		assertThat(json(made).at("/tags").toString()).isEqualTo("[\"2026\",\"Client\"]");
		assertThat(Http.to(this.port, this.id + ".localhost").get("/").body()).contains("Welcome");
		JsonNode listed = json(this.api.get("/api/sites?tag=client&q=" + this.id));
		assertThat(listed.at("/page/totalElements").asInt()).isOne();
		assertThat(json(this.api.get("/api/sites?tag=nobody-has-it")).at("/page/totalElements").asInt()).isZero();
		long version = json(this.api.get("/api/sites/" + this.id)).at("/version").asLong();
		JsonNode changed = json(patch("{'tags':['two'],'template':true}"));
		assertThat(changed.at("/tags").toString()).isEqualTo("[\"two\"]");
		assertThat(changed.at("/version").asLong()).as("nothing changes for visitors").isEqualTo(version);
		assertThat(this.api.get("/api/sites?template=true&q=" + this.id).body()).contains(this.id);
		assertThat(json(patch("{'name':'Renamed'}")).at("/tags").toString()).isEqualTo("[\"two\"]");
		assertThat(json(patch("{'tags':[]}")).at("/tags").toString()).isEqualTo("[]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{'key':'%s','name':'N','starter':'all'}                | starter | 'empty' or with a few 'pages'
			{'key':'%s','name':'N','tags':['a,b']}                 | tags    | no comma
			{'key':'%s','name':'N','from':'garden','tags':['a']}   |         | no labels
			{'key':'%s','from':'garden'}                           | name    | Write a name
			""")
	void aWrongSiteIsToldAndNotMade(String body, String field, String message) {
		HttpResponse<String> refused = create(body);
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(json(refused).at("/errors/" + ((field != null) ? field : "")).asString()).contains(message);
		assertThat(this.api.get("/api/sites/" + this.id).statusCode()).isEqualTo(404);
		assertThat(create("{'key':'%s','name':'N'}").statusCode()).isEqualTo(201);
	}

	@Test
	void aCopyIsAJobThatCanBeWatched() {
		HttpResponse<String> started = create("{'key':'%s','name':'Copy','from':'garden'}");
		assertThat(started.statusCode()).isEqualTo(202);
		String job = started.headers().firstValue("Location").orElseThrow();
		JsonNode done = await(job);
		assertThat(done.at("/action").asString()).isEqualTo("clone");
		assertThat(done.at("/subject").asString()).isEqualTo("garden");
		assertThat(done.at("/total").asInt()).isEqualTo(done.at("/done").asInt()).isGreaterThan(20);
		assertThat(Http.to(this.port, this.id + ".localhost").get("/visit").statusCode()).isEqualTo(200);
		assertThat(this.api.json("DELETE", job, "").statusCode()).isEqualTo(409);
		assertThat(this.api.json("POST", job + "/undo", "").statusCode()).isEqualTo(409);
		String again = "/api/sites/" + this.id + "/clone";
		assertThat(this.api.json("POST", again, body("{'key':'%s','name':'Copy'}")).statusCode()).isEqualTo(422);
		await(this.api.json("POST", again, body("{'key':'x%s','name':'Copy of a copy'}"))
			.headers()
			.firstValue("Location")
			.orElseThrow());
		assertThat(Http.to(this.port, "x" + this.id + ".localhost").get("/visit").statusCode()).isEqualTo(200);
	}

	@Test
	void manySitesAreChangedAndEachHasItsResult() {
		create("{'key':'%s','name':'One','tags':['t%s']}");
		HttpResponse<String> started = this.api.json("POST", "/api/jobs",
				body("{'action':'theme','value':'docs','sites':['%s','bakery']}"));
		assertThat(started.statusCode()).isEqualTo(202);
		String job = started.headers().firstValue("Location").orElseThrow();
		JsonNode done = await(job);
		assertThat(done.at("/done").asInt()).isOne();
		assertThat(done.at("/failed").asInt()).isOne();
		JsonNode failed = json(this.api.get(job + "/results?state=failed"));
		assertThat(failed.at("/content/0/site").asString()).isEqualTo("bakery");
		assertThat(failed.at("/content/0/message").asString()).contains("site.yml");
		assertThat(json(this.api.get(job + "/results?size=1&page=1")).at("/page/totalElements").asInt()).isEqualTo(2);
		assertThat(this.api.get("/api/jobs").body()).contains("\"action\":\"theme\"");
		JsonNode undo = await(this.api.json("POST", job + "/undo", "").headers().firstValue("Location").orElseThrow());
		assertThat(undo.at("/undoes").asLong()).isEqualTo(done.at("/id").asLong());
		assertThat(json(this.api.get("/api/sites/" + this.id)).at("/theme").asString()).isEqualTo("plain");
		JsonNode tagged = await(
				this.api.json("POST", "/api/jobs", body("{'action':'state','value':'archived','filter':{'tag':'t%s'}}"))
					.headers()
					.firstValue("Location")
					.orElseThrow());
		assertThat(tagged.at("/total").asInt()).isOne();
		assertThat(Http.to(this.port, this.id + ".localhost").get("/").statusCode()).isEqualTo(410);
	}

	@Test
	void somebodyGetsARoleOnSitesThatAreFilteredAndItsResultsAreReadWhole() {
		for (int i = 0; i < 3; i++) {
			this.api.json("POST", "/api/sites", body("{'key':'%s-" + i + "','name':'Site " + i + "','tags':['r%s']}"));
		}
		this.api.json("POST", "/api/people", body("{'username':'%s','password':'each to their own'}"));
		HttpResponse<String> started = this.api.json("POST", "/api/jobs",
				body("{'action':'role','value':'editor','person':'%s','filter':{'tag':'r%s'}}"));
		assertThat(started.statusCode()).isEqualTo(202);
		String job = started.headers().firstValue("Location").orElseThrow();
		assertThat(await(job).at("/done").asInt()).isEqualTo(3);
		Http editor = Http.to(this.port, "localhost").as(this.id, "each to their own");
		assertThat(editor.get("/api/sites/" + this.id + "-2/pages").statusCode()).isEqualTo(200);
		JsonNode first = json(this.api.get(job + "/results?size=2&cursor="));
		JsonNode rest = json(this.api.get(job + "/results?size=2&cursor=" + first.at("/next").asString()));
		assertThat(first.at("/content").size()).isEqualTo(2);
		assertThat(rest.at("/content").size()).isOne();
		assertThat(rest.at("/next").isNull()).isTrue();
		assertThat(this.api.get("/api/audit?action=member&q=" + this.id).body()).contains("member.appointed",
				this.id + "-1");
		assertThat(editor
			.json("POST", "/api/jobs", body("{'action':'role','value':'owner','person':'%s','sites':['%s-1']}"))
			.statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{'value':'docs','sites':['garden']}                             | action
			{'action':'theme','value':'nope','sites':['garden']}            | value
			{'action':'theme','value':'docs'}                               | sites
			{'action':'theme','value':'docs','sites':[]}                    | sites
			{'action':'theme','value':'docs','sites':['nobody-is-here']}    | sites
			{'action':'theme','value':'docs','sites':['a'],'filter':{}}     | sites
			{'action':'theme','value':'docs','filter':{'state':'gone'}}     | state
			{'action':'theme','value':'docs','filter':{'health':'ill'}}     | health
			{'action':'role','value':'editor','sites':['garden']}           | person
			{'action':'role','value':'boss','person':'admin','sites':['a']} | value
			""")
	void aWrongJobIsToldAtItsField(String body, String field) {
		HttpResponse<String> refused = this.api.json("POST", "/api/jobs", body(body));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(json(refused).at("/errors/" + field).asString()).isNotBlank();
	}

	@Test
	void aJobThatIsNotThereIsNotFound() {
		for (String path : new String[] { "/api/jobs/999999999", "/api/jobs/999999999/results" }) {
			assertThat(this.api.get(path).statusCode()).isEqualTo(404);
		}
		assertThat(this.api.json("DELETE", "/api/jobs/999999999", "").statusCode()).isEqualTo(404);
		assertThat(this.api.get("/api/jobs/1/results?state=good").statusCode()).isIn(404, 422);
	}

	private HttpResponse<String> create(String body) {
		return this.api.json("POST", "/api/sites", body(body));
	}

	private HttpResponse<String> patch(String body) {
		return this.api.json("PATCH", "/api/sites/" + this.id, body(body));
	}

	private String body(String text) {
		return text.replace("%s", this.id).replace('\'', '"');
	}

	private JsonNode await(String job) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> !json(this.api.get(job)).at("/state").asString().equals("running"));
		JsonNode done = json(this.api.get(job));
		assertThat(done.at("/state").asString()).isEqualTo("done");
		return done;
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

}
