package org.rowhouse.api;

import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.AdminSession;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs sign in with tokens, which may as much as their scope, their site and their
 * person allow, and no more.
 */
@RowhouseTest
class TokenTests {

	private static final String PASSWORD = "each to their own";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	private Http admin;

	private String one;

	private String two;

	private String person;

	@BeforeEach
	void makeSitesAndAPerson() {
		this.admin = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		String id = UUID.randomUUID().toString().substring(0, 8);
		this.one = "t1" + id;
		this.two = "t2" + id;
		this.person = "p" + id;
		for (String key : List.of(this.one, this.two)) {
			this.admin.json("POST", "/api/sites", "{\"key\":\"" + key + "\",\"name\":\"" + key + "\"}");
		}
		this.admin.json("POST", "/api/people",
				"{\"username\":\"" + this.person + "\",\"password\":\"" + PASSWORD + "\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			# who   | scope   | site | method | path                       | status
			admin   | all     |      | GET    | /api/people                | 200
			admin   | all     |      | GET    | /api/sites/TWO             | 200
			admin   | all     | ONE  | GET    | /api/sites/ONE             | 200
			admin   | all     | ONE  | GET    | /api/sites/TWO             | 404
			admin   | all     | ONE  | GET    | /api/people                | 403
			admin   | all     | ONE  | DELETE | /api/sites/ONE             | 403
			admin   | read    |      | GET    | /api/people                | 200
			admin   | read    |      | PUT    | /api/sites/ONE/pages/x     | 403
			admin   | content |      | PUT    | /api/sites/TWO/pages/x     | 201
			admin   | content |      | GET    | /api/people                | 403
			admin   | content |      | PATCH  | /api/sites/ONE             | 403
			admin   | content | ONE  | PUT    | /api/sites/ONE/pages/x     | 201
			admin   | content | ONE  | PUT    | /api/sites/TWO/pages/x     | 404
			author  | all     |      | PUT    | /api/sites/ONE/pages/x     | 201
			author  | all     |      | PATCH  | /api/sites/ONE             | 403
			author  | all     |      | GET    | /api/sites/TWO             | 404
			author  | read    | ONE  | GET    | /api/sites/ONE/pages       | 200
			author  | all     |      | GET    | /api/tokens                | 403
			admin   | all     |      | POST   | /api/tokens                | 403
			admin   | all     |      | GET    | /api/me/sessions           | 403
			admin   | content | ONE  | DELETE | /api/me/sessions           | 403
			admin   | all     |      | POST   | /api/people/P/reset-link   | 403
			admin   | all     |      | DELETE | /api/people/P/second-step  | 403
			admin   | all     |      | PATCH  | /api/people/admin          | 403
			admin   | all     |      | PATCH  | /api/people/P              | 200
			""")
	void aTokenMayWhatItsScopeItsSiteAndItsPersonMay(String who, String scope, String site, String method, String path,
			int status) {
		this.admin.json("PUT", "/api/sites/" + this.one + "/people/" + this.person, "{\"role\":\"author\"}");
		Http owner = (who.equals("admin")) ? this.admin : Http.to(this.port, "localhost").as(this.person, PASSWORD);
		Http program = with(secret(make(owner, scope, (site != null) ? this.one : "", 30)));
		String target = path.replace("ONE", this.one)
			.replace("TWO", this.two)
			.replace("/P/", "/" + this.person + "/")
			.replaceFirst("/P$", "/" + this.person);
		String body = (method.equals("PUT")) ? "{\"title\":\"X\"}" : (method.equals("GET")) ? null : "{}";
		HttpResponse<String> answer = (body != null) ? program.json(method, target, body) : program.get(target);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
	}

	@Test
	void aTokenOfOneSiteListsThatSiteAlone() {
		Http program = with(secret(make(this.admin, "all", this.one, 30)));
		JsonNode found = json(program.get("/api/sites?size=1000"));
		assertThat(found.at("/page/totalElements").asInt()).isOne();
		assertThat(found.at("/content/0/key").asString()).isEqualTo(this.one);
		assertThat(json(program.get("/api/sites?cursor=")).at("/content").size()).isOne();
	}

	@Test
	void aTokenEndsAtItsTimeAndWhenItsPersonEndsIt() {
		JsonNode token = make(this.admin, "read", "", 1);
		Http program = with(secret(token));
		assertThat(program.get("/api/sites").statusCode()).isEqualTo(200);
		this.jdbc.update("update api_token set expires_at = ? where id = ?",
				Timestamp.from(Instant.now().minusSeconds(1)), token.at("/id").asLong());
		HttpResponse<String> expired = program.get("/api/sites");
		assertThat(expired.statusCode()).isEqualTo(401);
		assertThat(expired.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
		JsonNode other = make(this.admin, "read", "", 1);
		assertThat(with(secret(other)).get("/api/sites").statusCode()).isEqualTo(200);
		assertThat(this.admin.send("DELETE", "/api/tokens/" + other.at("/id").asLong(), null).statusCode())
			.isEqualTo(204);
		assertThat(with(secret(other)).get("/api/sites").statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST  | /api/people             | {"username":"t-boss","password":"a row of houses","administrator":true}
			PATCH | /api/people/P           | {"administrator":true}
			POST  | /api/people/invitations | {"email":"t-boss@example.com","administrator":true}
			""")
	void noTokenMakesAnAdministrator(String method, String path, String body) {
		Http program = with(secret(make(this.admin, "all", "", 30)));
		assertThat(program.json(method, path.replaceFirst("/P$", "/" + this.person), body).statusCode()).isEqualTo(403);
	}

	@Test
	void nobodyGetsAtTheirOwnSignInWithoutTheirPassword() {
		assertThat(this.admin.send("POST", "/api/people/admin/reset-link", null).statusCode()).isEqualTo(409);
		assertThat(this.admin.send("DELETE", "/api/people/admin/second-step", null).statusCode()).isEqualTo(409);
	}

	@Test
	void aTokenOfSomebodyWhoMayNotSignInAnyMoreIsUnknown() {
		Http owner = Http.to(this.port, "localhost").as(this.person, PASSWORD);
		Http program = with(secret(make(owner, "all", "", 30)));
		assertThat(program.get("/api/sites").statusCode()).isEqualTo(200);
		this.admin.json("PATCH", "/api/people/" + this.person, "{\"enabled\":false}");
		assertThat(program.get("/api/sites").statusCode()).isEqualTo(401);
		this.admin.json("PATCH", "/api/people/" + this.person, "{\"enabled\":true}");
		assertThat(program.get("/api/sites").statusCode()).as("and stays so").isEqualTo(401);
	}

	@Test
	void theSecretIsShownOnceAndKeptNowhere() {
		JsonNode token = make(this.admin, "read", "", 30);
		assertThat(secret(token)).matches("rowhouse_[\\w-]{43}");
		assertThat(this.admin.get("/api/tokens").body()).contains("\"id\":" + token.at("/id").asLong())
			.doesNotContain("rowhouse_")
			.doesNotContain("secret");
		Map<String, Object> row = this.jdbc.queryForMap("select * from api_token where id = ?",
				token.at("/id").asLong());
		assertThat(row.toString()).doesNotContain(secret(token).substring(9, 30));
	}

	@Test
	void nobodyEndsTheTokenOfSomebodyElse() {
		JsonNode token = make(this.admin, "read", "", 30);
		Http other = Http.to(this.port, "localhost").as(this.person, PASSWORD);
		assertThat(other.send("DELETE", "/api/tokens/" + token.at("/id").asLong(), null).statusCode()).isEqualTo(404);
		assertThat(with(secret(token)).get("/api/sites").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"scope":"read","days":30}                            | name
			{"name":"x","days":30}                                | scope
			{"name":"x","scope":"root","days":30}                 | scope
			{"name":"x","scope":"read"}                           | days
			{"name":"x","scope":"read","days":367}                | days
			{"name":"x","scope":"read","days":30,"site":"nobody"} | site
			""")
	void saysAtItsFieldWhatIsWrong(String body, String field) {
		HttpResponse<String> answer = this.admin.json("POST", "/api/tokens", body);
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(json(answer).at("/errors").has(field)).as(answer.body()).isTrue();
	}

	@Test
	void thePageShowsTheSecretOnceAndEndsTokens() {
		Http session = AdminSession.signIn(this.port, this.person, PASSWORD);
		String csrf = AdminSession.csrf(session.get("/account/tokens"));
		HttpResponse<String> made = session.form("/account/tokens",
				"_csrf=" + csrf + "&name=Backup&scope=read&site=&days=30");
		assertThat(made.statusCode()).isEqualTo(201);
		assertThat(made.body()).contains("rowhouse_");
		String list = session.get("/account/tokens").body();
		assertThat(list).contains("Backup").doesNotContain("rowhouse_");
		String path = list.replaceAll("(?s).*action=\"(/account/tokens/\\d+/end)\".*", "$1");
		assertThat(session.form(path, "_csrf=" + csrf).statusCode()).isEqualTo(302);
		assertThat(session.get("/account/tokens").body()).doesNotContain("Backup");
	}

	private JsonNode make(Http owner, String scope, String site, int days) {
		HttpResponse<String> answer = owner.json("POST", "/api/tokens",
				"{\"name\":\"Test\",\"scope\":\"" + scope + "\",\"site\":\"" + site + "\",\"days\":" + days + "}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return json(answer);
	}

	private Http with(String secret) {
		return Http.to(this.port, "localhost").with("Authorization", "Bearer " + secret);
	}

	private static String secret(JsonNode token) {
		return token.at("/secret").asString();
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

}
