package org.rowhouse.account;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.AllSites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions are in the database, belong to one person, and end when they must.
 */
@RowhouseTest
class SessionTests {

	private static final String PASSWORD = "seven seldom sailing ships";

	private static final String NEXT = "eight even older oaken oars";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private AccountRepository accounts;

	@Autowired
	private SignInSessionRepository sessions;

	@Autowired
	private DatabaseSessions databaseSessions;

	@Autowired
	private TransactionOperations transactions;

	@Autowired
	private Passwords passwords;

	@Autowired
	private AllSites allSites;

	@Autowired
	private KnownDevices devices;

	private Http administrator;

	@BeforeEach
	void makePeople() {
		this.administrator = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		make("s-ada");
		make("s-bob");
	}

	private void make(String username) {
		this.allSites.call("a test", () -> {
			Account account = this.accounts.findByUsername(username)
				.orElseGet(() -> new Account(username, "", false, Instant.now()));
			account.changePassword(this.passwords.hash(PASSWORD));
			return this.accounts.save(account);
		});
	}

	@Test
	void aSessionIsKnownToWhoeverHasTheDatabaseAndNothingElse() {
		HttpResponse<String> form = Http.to(this.port, "localhost").get("/login");
		String id = AdminSession.cookie(form).substring("rowhouse-session=".length());
		DatabaseSessions another = new DatabaseSessions(this.sessions, this.allSites, this.transactions);
		assertThat(another.findById(id)).as("found by a process that has just started").isNotNull();
		assertThat(another.findById(SecretTokens.hash(id))).as("found by what the table holds").isNull();
	}

	@Test
	void aSessionEndsAfterEightIdleHoursAndAfterTwoWeeksInAnyCase() {
		String id = id(signIn("s-ada"));
		assertThat(at(Duration.ofMinutes(8 * 60 - 1)).findById(id)).isNotNull();
		assertThat(at(Duration.ofMinutes(16 * 60 - 2)).findById(id)).as("used in between").isNotNull();
		assertThat(at(Duration.ofMinutes(24 * 60)).findById(id)).as("not used").isNull();
		String busy = id(signIn("s-ada"));
		for (int hours = 7; hours < 14 * 24; hours += 7) {
			assertThat(at(Duration.ofHours(hours)).findById(busy)).as("after %s hours", hours).isNotNull();
		}
		assertThat(at(Duration.ofHours(14 * 24)).findById(busy)).as("after two weeks").isNull();
	}

	private DatabaseSessions at(Duration later) {
		return new DatabaseSessions(this.sessions, this.allSites, this.transactions,
				Clock.offset(Clock.systemUTC(), later));
	}

	@Test
	void whatHasExpiredIsForgotten() {
		Http session = signIn("s-ada");
		assertThat(this.databaseSessions.forgetExpired()).isNotNegative();
		assertThat(session.get("/sites").statusCode()).isEqualTo(200);
		assertThat(at(Duration.ofDays(15)).forgetExpired()).isPositive();
		assertThat(session.get("/sites").statusCode()).isEqualTo(302);
	}

	@Test
	void aSessionThatSomebodyPlantedIsNotSignedIn() {
		HttpResponse<String> form = Http.to(this.port, "localhost").get("/login");
		String planted = AdminSession.cookie(form);
		HttpResponse<String> answer = Http.to(this.port, "localhost")
			.with("Cookie", planted)
			.form("/login", "username=s-ada&password=" + encode(PASSWORD) + "&_csrf=" + AdminSession.csrf(form));
		assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/sites");
		assertThat(AdminSession.cookie(answer)).isNotEqualTo(planted);
		assertThat(Http.to(this.port, "localhost").with("Cookie", planted).get("/account").statusCode()).isEqualTo(302);
		Http chosen = Http.to(this.port, "localhost").with("Cookie", "rowhouse-session=chosen-by-an-attacker");
		assertThat(AdminSession.cookie(chosen.get("/login"))).doesNotContain("chosen-by-an-attacker");
	}

	@Test
	void signInsWithoutTheTokenOfTheFormAreRefused() {
		HttpResponse<String> answer = Http.to(this.port, "localhost")
			.form("/login", "username=s-ada&password=" + encode(PASSWORD));
		assertThat(answer.statusCode()).isEqualTo(403);
	}

	@Test
	void theAccountPageShowsWhereOneIsSignedInAndNoSecrets() {
		Http session = signIn("s-ada", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
		signIn("s-ada", "<script>alert(1)</script> (iPhone) Safari");
		String page = session.get("/account").body();
		assertThat(page).contains("Firefox on Linux", "Safari on iPhone", "127.0.0.1", "this one")
			.doesNotContain("<script>alert", id(session), SecretTokens.hash(id(session)));
	}

	@Test
	void oneOfThemCanBeEndedAndAllOthers() {
		Http first = signIn("s-ada");
		Http second = signIn("s-ada");
		Http third = signIn("s-ada");
		long number = numberOf(id(second));
		assertThat(post(first, "/account/sessions/" + number + "/end", "").statusCode()).isEqualTo(302);
		assertThat(second.get("/account").statusCode()).isEqualTo(302);
		assertThat(third.get("/account").statusCode()).isEqualTo(200);
		assertThat(post(first, "/account/sessions/end-others", "").statusCode()).isEqualTo(302);
		assertThat(third.get("/account").statusCode()).isEqualTo(302);
		assertThat(first.get("/account").statusCode()).isEqualTo(200);
	}

	@Test
	void nobodyEndsTheSessionOfSomebodyElse() {
		Http ada = signIn("s-ada");
		long number = numberOf(id(ada));
		assertThat(post(signIn("s-bob"), "/account/sessions/" + number + "/end", "").statusCode()).isEqualTo(404);
		Http api = Http.to(this.port, "localhost").as("s-bob", PASSWORD);
		assertThat(api.send("DELETE", "/api/me/sessions/" + number, null).statusCode()).isEqualTo(404);
		assertThat(api.get("/api/me/sessions").body()).doesNotContain("\"id\":" + number + ",");
		assertThat(ada.get("/account").statusCode()).isEqualTo(200);
	}

	@Test
	void theApiTellsAndEndsOnesOwnSessions() {
		Http session = signIn("s-ada");
		Http api = Http.to(this.port, "localhost").as("s-ada", PASSWORD);
		assertThat(api.get("/api/me").body()).contains("\"username\":\"s-ada\"").doesNotContain("hash", "password");
		long number = numberOf(id(session));
		assertThat(api.get("/api/me/sessions").body()).contains("\"id\":" + number + ",");
		assertThat(api.send("DELETE", "/api/me/sessions/" + number, null).statusCode()).isEqualTo(204);
		assertThat(session.get("/account").statusCode()).isEqualTo(302);
	}

	@Test
	void changingThePasswordEndsEveryOtherSessionAndGivesThisOneAnotherId() {
		Http here = signIn("s-ada");
		Http there = signIn("s-ada");
		HttpResponse<String> answer = post(here, "/account/password",
				"present=" + encode(PASSWORD) + "&password=" + encode(NEXT) + "&passwordAgain=" + encode(NEXT));
		assertThat(answer.statusCode()).isEqualTo(302);
		Http renewed = Http.to(this.port, "localhost").with("Cookie", AdminSession.cookie(answer));
		assertThat(renewed.get("/account").body()).contains("Your password is changed");
		assertThat(there.get("/account").statusCode()).isEqualTo(302);
		assertThat(here.get("/account").statusCode()).isEqualTo(302);
		Http api = Http.to(this.port, "localhost");
		assertThat(api.as("s-ada", PASSWORD).get("/api/me").statusCode()).isEqualTo(401);
		assertThat(api.as("s-ada", NEXT).get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void theApiForgetsAPasswordThatItHasJustVerifiedWhenItChanges() {
		Http api = Http.to(this.port, "localhost").as("s-bob", PASSWORD);
		assertThat(api.get("/api/me").statusCode()).isEqualTo(200);
		make("s-bob", NEXT);
		assertThat(api.get("/api/me").statusCode()).isEqualTo(401);
	}

	private void make(String username, String password) {
		this.allSites.call("a test", () -> {
			Account account = this.accounts.findByUsername(username).orElseThrow();
			account.changePassword(this.passwords.hash(password));
			return this.accounts.save(account);
		});
	}

	@Test
	void aWrongPresentPasswordChangesNothing() {
		Http session = signIn("s-ada");
		HttpResponse<String> answer = post(session, "/account/password",
				"present=wrong+wrong+wrong&password=" + encode(NEXT) + "&passwordAgain=" + encode(NEXT));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("This is not your current password.");
		assertThat(session.get("/account").statusCode()).isEqualTo(200);
	}

	@Test
	void aSessionThatBeganWithAnOlderPasswordIsNoneEvenIfItsRowIsLeft() {
		Http session = signIn("s-ada");
		make("s-ada", NEXT);
		assertThat(session.get("/account").statusCode()).isEqualTo(302);
	}

	@Test
	void whoIsDisabledIsSignedOutForGood() {
		Http session = signIn("s-bob");
		this.administrator.json("PATCH", "/api/people/s-bob", "{\"enabled\":false}");
		assertThat(session.get("/account").statusCode()).isEqualTo(302);
		this.administrator.json("PATCH", "/api/people/s-bob", "{\"enabled\":true}");
		assertThat(session.get("/account").statusCode()).isEqualTo(302);
	}

	@Test
	void whatWasTypedBeforeTheSessionEndedIsShownToBeSentAgain() {
		Http gone = Http.to(this.port, "localhost")
			.with("Cookie", "rowhouse-session=of-long-ago")
			.with("Origin", "http://localhost");
		String typed = "title=Seven+%3Cseas%3E&markdown=A%0ALot&password=tell-nobody&_csrf=old";
		HttpResponse<String> answer = gone.form("/sites/garden/pages", typed);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body())
			.contains("You are signed out", "action=\"/sites/garden/pages\"", "value=\"Seven &lt;seas&gt;\"")
			.doesNotContain("tell-nobody", "value=\"old\"");
		Http elsewhere = Http.to(this.port, "localhost").with("Origin", "http://evil.example");
		assertThat(elsewhere.form("/sites/garden/pages", typed).body()).doesNotContain("Seven");
		assertThat(Http.to(this.port, "localhost").form("/sites/garden/pages", typed).body()).doesNotContain("Seven");
		assertThat(signIn("s-ada").with("Origin", "http://localhost").form("/sites/garden/pages", typed).body())
			.contains("This page was open for too long", "Seven &lt;seas&gt;");
		assertThat(gone.form("/login", "username=s-ada&password=tell-nobody").body())
			.contains("This page was open for too long")
			.doesNotContain("tell-nobody", "s-ada");
	}

	@Test
	void theAuditLogSaysHowPeopleSignInAndWhatTheyChange() {
		Http here = signIn("s-bob");
		signIn("s-bob");
		post(here, "/account/sessions/end-others", "");
		post(here, "/account/password",
				"present=" + encode(PASSWORD) + "&password=" + encode(NEXT) + "&passwordAgain=" + encode(NEXT));
		String log = this.administrator.get("/api/audit?who=s-bob&size=20").body();
		assertThat(log)
			.contains("person.signed-in", "\"with\":\"password\"", "person.sessions-ended", "person.password-changed",
					"127.0.0.1")
			.doesNotContain(PASSWORD, NEXT, id(here));
	}

	@Test
	void aBrowserIsKnownToWhoeverHasSignedInThereAlone() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.devices.remember("s-ada", request, response);
		Cookie cookie = response.getCookie("rowhouse-device");
		assertThat(response.getHeader("Set-Cookie")).contains("HttpOnly", "SameSite=Strict").doesNotContain("s-ada");
		request.setCookies(cookie);
		assertThat(this.devices.find(request, " S-Ada ")).isPresent();
		assertThat(this.devices.find(request, "s-bob")).isEmpty();
		request.setCookies(new Cookie("rowhouse-device", cookie.getValue().replaceFirst(".", "_")));
		assertThat(this.devices.find(request, "s-ada")).isEmpty();
	}

	@Test
	void sitesHaveNoSessions() {
		HttpResponse<String> answer = Http.to(this.port, "garden.localhost")
			.with("Cookie", signInCookie("s-ada"))
			.get("/");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
	}

	private String signInCookie(String username) {
		return "rowhouse-session=" + id(signIn(username));
	}

	private long numberOf(String id) {
		return this.allSites.call("a test",
				() -> this.sessions.findLive(SecretTokens.hash(id), Instant.now()).orElseThrow().id());
	}

	private Http signIn(String username) {
		return signIn(username, "curl/8");
	}

	private Http signIn(String username, String agent) {
		Http browser = Http.to(this.port, "localhost").with("User-Agent", agent);
		HttpResponse<String> form = browser.get("/login");
		HttpResponse<String> answer = browser.with("Cookie", AdminSession.cookie(form))
			.form("/login",
					"username=" + username + "&password=" + encode(PASSWORD) + "&_csrf=" + AdminSession.csrf(form));
		return browser.with("Cookie", AdminSession.cookie(answer));
	}

	private static String id(Http session) {
		return session.header("Cookie").substring("rowhouse-session=".length());
	}

	private static HttpResponse<String> post(Http session, String path, String body) {
		return session.form(path, body + "&_csrf=" + encode(AdminSession.csrf(session.get("/account"))));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
