package org.rowhouse.account;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.AllSites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.SmtpServer;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Invitations: what they give, to whom, and for how long.
 */
@RowhouseTest
class InvitationTests {

	private static final String PASSWORD = "seven seldom sailing ships";

	private static final Pattern LINK = Pattern
		.compile("value=\"(http://localhost:[0-9]+(/[a-z]+\\?token=([\\w-]+)))\"");

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private AccountRepository accounts;

	@Autowired
	private Passwords passwords;

	@Autowired
	private AllSites allSites;

	private Http api;

	@BeforeEach
	void makeSitesAndPeople() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		if (this.api.get("/api/sites/links").statusCode() != 200) {
			for (String key : List.of("links", "links-other")) {
				this.api.json("POST", "/api/sites", "{\"key\":\"" + key + "\",\"name\":\"" + key + "\"}");
			}
		}
		somebody("l-ada");
	}

	private Http somebody(String username) {
		this.allSites.call("a test", () -> {
			Account account = this.accounts.findByUsername(username)
				.orElseGet(() -> new Account(username, "", false, Instant.now()));
			account.describe(username + "@example.com", true, "");
			account.changePassword(this.passwords.hash(PASSWORD));
			return this.accounts.save(account);
		});
		return Http.to(this.port, "localhost").as(username, PASSWORD);
	}

	private Http owner(String username) {
		Http owner = somebody(username);
		appoint(username, "owner");
		return owner;
	}

	private void appoint(String username, String role) {
		assertThat(
				this.api.json("PUT", "/api/sites/links/people/" + username, "{\"role\":\"" + role + "\"}").statusCode())
			.isIn(200, 201);
	}

	private static HttpResponse<String> invite(Http inviter, String email, String role) {
		return inviter.json("POST", "/api/sites/links/people/invitations",
				"{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}");
	}

	private static String tokenOf(HttpResponse<String> answer) {
		assertThat(answer.body()).contains("token=");
		return answer.body().replaceAll("(?s).*token=([\\w-]+).*", "$1");
	}

	private HttpResponse<String> accept(String token, String username) {
		return anonymous("/invitation?token=" + token, "/invitation", "token=" + token + "&username=" + username
				+ "&password=" + encode(PASSWORD) + "&passwordAgain=" + encode(PASSWORD));
	}

	@Test
	void whatSomebodyPromisedEndsWithTheirOwnRights() {
		Http owner = owner("i-owner");
		String token = tokenOf(invite(owner, "i-friend@example.com", "owner"));
		assertThat(Http.to(this.port, "localhost").get("/invitation?token=" + token).statusCode()).isEqualTo(200);
		assertThat(this.api.send("DELETE", "/api/sites/links/people/i-owner", null).statusCode()).isEqualTo(204);
		assertThat(Http.to(this.port, "localhost").get("/invitation?token=" + token).statusCode()).isEqualTo(403);
		String body = "token=" + token + "&username=i-friend&password=" + encode(PASSWORD) + "&passwordAgain="
				+ encode(PASSWORD);
		assertThat(anonymous("/login", "/invitation", body).body())
			.contains("Ask whoever invited you for another one.");
	}

	@Test
	void nobodyIsLessThanBeforeByAnInvitation() {
		Http owner = owner("i-self");
		assertThat(invite(owner, "i-self@example.com", "author").statusCode()).isEqualTo(409);
		String token = tokenOf(invite(this.api, "i-late@example.com", "author"));
		somebody("i-late");
		appoint("i-late", "owner");
		assertThat(accept(token, "").statusCode()).isEqualTo(302);
		assertThat(this.api.get("/api/sites/links/people").body()).contains("\"username\":\"i-late\"")
			.containsPattern("i-late\"[^}]*owner");
	}

	@Test
	void anAddressThatWasOnlyTypedGetsNobodyTheRolesOfItsOwner() {
		accept(tokenOf(invite(this.api, "boss@example.com", "author")), "i-mallory");
		HttpResponse<String> second = invite(this.api, "boss@example.com", "owner");
		assertThat(second.body()).doesNotContain("i-mallory");
		HttpResponse<String> refused = accept(tokenOf(second), "boss");
		assertThat(refused.body()).contains("Sign in with it, then open the link once more.");
		try (SmtpServer smtp = SmtpServer.start()) {
			this.api.json("PUT", "/api/mail", "{\"host\":\"127.0.0.1\",\"port\":" + smtp.port()
					+ ",\"tls\":\"none\",\"senderAddress\":\"rows@example.com\"}");
			invite(this.api, "boss@example.com", "owner");
			String token = smtp.await("boss@example.com")
				.part("text/plain")
				.replaceAll("(?s).*token=([\\w-]+).*", "$1");
			assertThat(accept(token, "boss").headers().firstValue("Location").orElse("")).endsWith("/sites");
		}
		finally {
			this.api.json("PUT", "/api/mail", "{}");
		}
		assertThat(this.api.get("/api/people/boss").body()).contains("boss@example.com");
		assertThat(this.api.get("/api/people/i-mallory").body()).doesNotContain("boss@example.com");
	}

	@Test
	void noNameLooksLikeAMailAddress() {
		String token = tokenOf(invite(this.api, "i-squatter@example.com", "author"));
		assertThat(accept(token, "owner%40example.com").statusCode()).isEqualTo(422);
		assertThat(this.api
			.json("POST", "/api/people", "{\"username\":\"owner@example.com\",\"password\":\"" + PASSWORD + "\"}")
			.statusCode()).isEqualTo(422);
	}

	@Test
	void whoIsInvitedToASiteMakesAnAccountIsSignedInAndHasTheRole() {
		String page = adminPost("/sites/links/people", "username=New.Hand%40Example.com&role=editor");
		assertThat(page).contains("new.hand@example.com", "No mail server is set up");
		Matcher link = LINK.matcher(page);
		assertThat(link.find()).isTrue();
		assertThat(this.api.get("/api/sites/links/people/invitations").body()).contains("new.hand@example.com")
			.doesNotContain(link.group(3), SecretTokens.hash(link.group(3)));
		assertThat(Http.to(this.port, "localhost").get(link.group(2)).body()).contains("on “links”", "admin");
		String body = "token=" + link.group(3) + "&username=new.hand&displayName=Hand&password=" + encode(PASSWORD)
				+ "&passwordAgain=" + encode(PASSWORD);
		HttpResponse<String> accepted = anonymous(link.group(2), "/invitation", body);
		assertThat(accepted.headers().firstValue("Location").orElse("")).endsWith("/sites");
		Http session = Http.to(this.port, "localhost").with("Cookie", AdminSession.cookie(accepted));
		assertThat(session.get("/sites/links").statusCode()).isEqualTo(200);
		assertThat(session.get("/sites/links/people").statusCode()).as("an editor").isEqualTo(403);
		assertThat(session.get("/sites/links-other").statusCode()).isEqualTo(404);
		assertThat(session.get("/people").statusCode()).isEqualTo(403);
		assertThat(Http.to(this.port, "localhost").get(link.group(2)).statusCode()).as("once more").isEqualTo(403);
	}

	@Test
	void anInvitationGivesWhatItPromisesAndNothingOfAnotherOne() {
		this.api.json("POST", "/api/people/invitations", "{\"email\":\"chief@example.com\",\"administrator\":true}");
		String answer = this.api
			.json("POST", "/api/sites/links/people/invitations",
					"{\"email\":\"chief@example.com\",\"role\":\"author\"}")
			.body();
		String token = answer.replaceAll("(?s).*token=([\\w-]+).*", "$1");
		HttpResponse<String> accepted = anonymous("/invitation?token=" + token, "/invitation",
				"token=" + token + "&username=chief&administrator=yes&role=owner&password=" + encode(PASSWORD)
						+ "&passwordAgain=" + encode(PASSWORD));
		Http session = Http.to(this.port, "localhost").with("Cookie", AdminSession.cookie(accepted));
		assertThat(session.get("/people").statusCode()).isEqualTo(403);
		assertThat(session.get("/sites/links/people").statusCode()).isEqualTo(403);
		assertThat(session.get("/sites/links").statusCode()).isEqualTo(200);
	}

	@Test
	void whoHasAnAccountJustGetsTheRole() {
		String answer = this.api
			.json("POST", "/api/sites/links/people/invitations",
					"{\"email\":\"L-Ada@example.com\",\"role\":\"author\"}")
			.body();
		assertThat(answer).contains("\"username\":\"l-ada\"").doesNotContain("token");
		assertThat(Http.to(this.port, "localhost").as("l-ada", PASSWORD).get("/api/sites/links").statusCode())
			.isEqualTo(200);
	}

	@Test
	void aWithdrawnInvitationDoesNotWorkAndAnotherSiteCannotWithdrawIt() {
		String answer = this.api
			.json("POST", "/api/sites/links/people/invitations", "{\"email\":\"gone@example.com\",\"role\":\"owner\"}")
			.body();
		String token = answer.replaceAll("(?s).*token=([\\w-]+).*", "$1");
		String list = this.api.get("/api/sites/links/people/invitations").body();
		String id = list.replaceAll("(?s).*\"id\":(\\d+),\"email\":\"gone@example.com\".*", "$1");
		assertThat(this.api.send("DELETE", "/api/sites/links-other/people/invitations/" + id, null).statusCode())
			.isEqualTo(404);
		assertThat(this.api.send("DELETE", "/api/people/invitations/" + id, null).statusCode()).isEqualTo(404);
		assertThat(Http.to(this.port, "localhost").get("/invitation?token=" + token).statusCode()).isEqualTo(200);
		assertThat(this.api.send("DELETE", "/api/sites/links/people/invitations/" + id, null).statusCode())
			.isEqualTo(204);
		assertThat(Http.to(this.port, "localhost").get("/invitation?token=" + token).statusCode()).isEqualTo(403);
	}

	private String adminPost(String path, String body) {
		Http admin = AdminSession.signIn(this.port);
		HttpResponse<String> answer = admin.form(path,
				body + "&_csrf=" + encode(AdminSession.csrf(admin.get("/account"))));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body();
	}

	private HttpResponse<String> anonymous(String page, String path, String body) {
		// The page of a site without mail server has no form of its own.
		HttpResponse<String> form = Http.to(this.port, "localhost").get((page.equals("/forgot")) ? "/login" : page);
		return Http.to(this.port, "localhost")
			.with("Cookie", AdminSession.cookie(form))
			.form(path, body + "&_csrf=" + encode(AdminSession.csrf(form)));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
