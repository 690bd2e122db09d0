package org.rowhouse.mail;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.rowhouse.AdminSession;
import org.rowhouse.site.AdminUrls;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidSettingException;
import org.rowhouse.site.PlatformSecrets;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.SmtpServer;
import org.rowhouse.testing.SmtpServer.Received;
import org.rowhouse.testing.TestInstallation;
import org.subethamail.smtp.RejectException;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The mail server, the queue and the senders of sites, in the admin UI and in the REST
 * API; and what mails look like that leave.
 */
@RowhouseTest
@TestInstance(Lifecycle.PER_CLASS)
class MailPagesTests {

	private static final String KEY = "letters";

	@Value("${local.server.port}")
	private int port;

	@Value("${local.management.port}")
	private int managementPort;

	@Autowired
	private MailServer server;

	@Autowired
	private MailQueue queue;

	@Autowired
	private Outbox outbox;

	@Autowired
	private SmtpSettingsRepository settings;

	@Autowired
	private PlatformSecrets secrets;

	@Autowired
	private AdminUrls adminUrls;

	@Autowired
	private PublicUrls publicUrls;

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private AllSites allSites;

	@Autowired
	private PlatformTransactionManager transactionManager;

	private Http admin;

	private Http api;

	private SmtpServer smtp;

	@BeforeEach
	void signIn() {
		if (this.admin == null) {
			this.admin = AdminSession.signIn(this.port);
		}
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.smtp = SmtpServer.start(0, SmtpServer.withPassword("rows", "right"));
	}

	@AfterEach
	void forgetEverything() {
		for (MailState state : MailState.values()) {
			this.queue.list(state, PageRequest.of(0, 100)).forEach((mail) -> this.queue.discard(mail.id()));
		}
		this.server.change(new SmtpDraft("", "", "", "", null, "", "", ""));
		this.smtp.close();
	}

	@Test
	void whatIsSetIsShownButNeverThePassword() {
		assertThat(this.admin.get("/mail").body()).contains("There is no mail server yet");
		HttpResponse<String> saved = post("/mail", form("right"));
		assertThat(saved.statusCode()).isEqualTo(302);
		String page = this.admin.get("/mail").body();
		assertThat(page)
			.contains("value=\"localhost\"", "value=\"rows\"", "value=\"no-reply@rows.test\"",
					"There is one. Leave this empty to keep it.")
			.doesNotContain("right");
		HttpResponse<String> read = this.api.get("/api/mail");
		assertThat(read.body()).doesNotContain("right", "\"password\"");
		assertThat(this.<Boolean>read(read, "$.passwordSet")).isTrue();
		assertThat(this.<Boolean>read(read, "$.ready")).isTrue();
		String stored = this.allSites.call("test",
				() -> this.settings.findById(SmtpSettingsEntity.ONLY).orElseThrow().password());
		assertThat(stored).isNotBlank().doesNotContain("right");
		// Kept, since the field was left empty; the test signs in with it.
		assertThat(post("/mail", form("")).statusCode()).isEqualTo(302);
		assertThat(this.server.test("ada@example.com").accepted()).isTrue();
	}

	@Test
	void thePasswordGoesNowhereElseUnlessItIsTypedAgain() {
		post("/mail", form("right"));
		for (String change : List.of("host=localhost:host=127.0.0.1", "username=rows:username=roses")) {
			String[] parts = change.split(":", 2);
			HttpResponse<String> refused = post("/mail", form("").replace(parts[0], parts[1]));
			assertThat(refused.statusCode()).as(change).isEqualTo(422);
			assertThat(refused.body()).contains("Type the password again");
		}
		assertThat(this.server.settings().host()).isEqualTo("localhost");
		assertThat(post("/mail", form("right").replace("host=localhost", "host=127.0.0.1")).statusCode())
			.isEqualTo(302);
		post("/mail", form("").replace("host=localhost", "host=127.0.0.1").replace("username=rows", "username="));
		assertThat(this.server.hasPassword()).as("of nobody who signs in").isFalse();
	}

	@Test
	void mistakesAreToldAtTheirFields() {
		HttpResponse<String> answer = post("/mail",
				"host=https%3A%2F%2Fmail&port=70000&tls=ssl&username=x&password=tell-nobody&senderName=a%40b.test"
						+ "&senderAddress=nobody&timeout=99");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body())
			.contains("id=\"host-error\"", "id=\"port-error\"", "id=\"tls-error\"", "id=\"senderName-error\"",
					"id=\"senderAddress-error\"", "id=\"timeout-error\"", "value=\"70000\"")
			.doesNotContain("tell-nobody");
		HttpResponse<String> json = this.api.json("PUT", "/api/mail", "{\"host\":\"localhost\",\"tls\":\"sls\"}");
		assertThat(json.statusCode()).isEqualTo(422);
		assertThat(this.<String>read(json, "$.errors.tls")).contains("Did you mean 'tls'?");
		assertThat(this.<String>read(json, "$.errors.senderAddress")).contains("Write the address");
		assertThat(this.api.json("PUT", "/api/mail", "{\"hots\":\"x\"}").statusCode()).isEqualTo(400);
	}

	@Test
	void theTestTellsWhatTheServerSays() {
		HttpResponse<String> early = post("/mail/test", "recipient=ada%40example.com");
		assertThat(early.statusCode()).isEqualTo(422);
		assertThat(early.body()).contains("Set a mail server");
		post("/mail", form("wrong"));
		assertThat(post("/mail/test", "recipient=nobody").body()).contains("is no mail address", "value=\"nobody\"");
		post("/mail/test", "recipient=ada%40example.com");
		assertThat(this.admin.get("/mail").body()).contains("refuses user name or password", "The server said: 535");
		post("/mail", form("right"));
		post("/mail/test", "recipient=ada%40example.com");
		assertThat(this.admin.get("/mail").body()).contains("has taken a mail to ada@example.com",
				"250 2.0.0 Ok: queued as TEST1");
		assertThat(this.smtp.received()).hasSize(1);
		assertThat(this.api.get("/api/audit?action=mail&size=20").body())
			.contains("mail.server-changed", "\"password\":\"changed\"", "mail.tested", "\"not taken\"", "\"taken\"")
			.doesNotContain("\"wrong\"", "\"right\"");
	}

	/** The host of a request that gets here is the admin's, but the rest is anybody's. */
	@Test
	void noRequestHasAPartInTheLinksOfMails() {
		post("/mail", form("right"));
		for (String host : List.of("localhost", "localhost:1", "LOCALHOST.:9")) {
			HttpResponse<String> answer = Http.to(this.port, host)
				.as("admin", TestInstallation.PASSWORD)
				.with("X-Forwarded-Host", "evil.example")
				.with("X-Forwarded-Proto", "https")
				.with("X-Forwarded-Port", "666")
				.json("POST", "/api/mail/test", "{\"recipient\":\"ada@example.com\"}");
			assertThat(this.<Boolean>read(answer, "$.accepted")).as(answer.body()).isTrue();
			Received mail = this.smtp.await("ada@example.com");
			String url = "http://localhost:" + this.port + "/mail";
			assertThat(this.adminUrls.url("/mail")).isEqualTo(url);
			assertThat(mail.part("text/plain")).contains(url);
			assertThat(mail.part("text/html")).contains("href=\"" + url + "\"");
			assertThat(mail.part("text/plain") + mail.part("text/html")).doesNotContain("evil", "666", ":1/", ":9/");
		}
	}

	@Test
	void theQueueIsListedSentAgainAndDiscarded() {
		post("/mail", form("right"));
		this.smtp.refuseRecipient(new RejectException(550, "5.1.1 <b>No such user</b>"));
		send(Message.to("ada@example.com", "Invitation").adminButton("Accept", "/invite/secret-token"));
		send(Message.to("bob@example.com", "Invitation").adminButton("Accept", "/invite/secret-token"));
		Awaitility.await().until(() -> this.queue.counts().get(MailState.FAILED) == 2);
		String page = this.admin.get("/mail/queue?state=failed").body();
		assertThat(page).contains("ada@example.com", "&lt;b&gt;No such user", "Failed (2)", "Send again")
			.doesNotContain("secret-token");
		HttpResponse<String> list = this.api.get("/api/mail/queue?state=failed");
		assertThat(list.body()).doesNotContain("secret-token");
		assertThat(this.<List<String>>read(list, "$.content[*].recipient")).containsExactlyInAnyOrder("ada@example.com",
				"bob@example.com");
		HttpResponse<String> part = this.api.get("/api/mail/queue?state=failed&size=1&cursor=");
		assertThat(this.<List<String>>read(part, "$.content[*].recipient")).containsExactly("bob@example.com");
		HttpResponse<String> rest = this.api
			.get("/api/mail/queue?state=failed&size=1&cursor=" + this.<String>read(part, "$.next"));
		assertThat(this.<List<String>>read(rest, "$.content[*].recipient")).containsExactly("ada@example.com");
		assertThat(this.<String>read(rest, "$.next")).isNull();
		int ada = this.<List<Integer>>read(list, "$.content[?(@.recipient=='ada@example.com')].id").get(0);
		int bob = this.<List<Integer>>read(list, "$.content[?(@.recipient=='bob@example.com')].id").get(0);
		this.smtp.refuseRecipient(null);
		assertThat(post("/mail/queue/" + ada + "/retry", "").statusCode()).isEqualTo(302);
		assertThat(this.smtp.await("ada@example.com").part("text/plain"))
			.contains(this.adminUrls.url("/invite/secret-token"));
		assertThat(post("/mail/queue/" + bob + "/discard", "").statusCode()).isEqualTo(302);
		assertThat(this.api.get("/api/mail/queue/" + bob).statusCode()).isEqualTo(404);
		assertThat(post("/mail/queue/" + bob + "/retry", "").statusCode()).isEqualTo(404);
		Awaitility.await().until(() -> this.queue.counts().get(MailState.DELIVERED) == 1);
		assertThat(this.api.send("POST", "/api/mail/queue/" + ada + "/retry", null).statusCode()).isEqualTo(409);
		assertThat(this.api.get("/api/audit?action=mail&size=20").body()).contains(
				"Mail " + ada + " to ada@example.com", "mail.sent-again", "Mail " + bob + " to bob@example.com",
				"mail.discarded");
		assertThat(this.admin.get("/mail/queue?state=delivered").body()).contains("ada@example.com", "250 2.0.0 Ok");
		assertThat(this.api.get("/api/mail/queue?state=lost").statusCode()).isEqualTo(422);
	}

	@Test
	void aSiteHasASenderOfItsOwn() {
		post("/mail", form("right"));
		Site site = site();
		HttpResponse<String> wrong = post("/sites/" + KEY + "/mail", "name=a%40b&address=x&replyTo=y");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("id=\"name-error\"", "id=\"address-error\"", "id=\"replyTo-error\"");
		assertThat(post("/sites/" + KEY + "/mail",
				"name=The+Letters&address=letters%40rows.test&replyTo=editor%40letters.test")
			.statusCode()).isEqualTo(302);
		assertThat(this.admin.get("/sites/" + KEY + "/mail").body()).contains("value=\"The Letters\"");
		assertThat(this.api.get("/api/sites/" + KEY + "/mail").body()).isEqualTo(
				"{\"name\":\"The Letters\",\"address\":\"letters@rows.test\",\"replyTo\":\"editor@letters.test\"}");
		this.currentSite.run(site, () -> inTransaction(
				Message.to("ada@example.com", "Hello").about(site).siteButton("Read it", "/posts/new?x=1")));
		Received own = this.smtp.await("ada@example.com");
		assertThat(own.header("From")).isEqualTo("The Letters <letters@rows.test>");
		assertThat(own.header("Reply-To")).isEqualTo("editor@letters.test");
		assertThat(own.part("text/plain")).startsWith("Letters & Co")
			.contains(this.publicUrls.of(site) + "/posts/new?x=1");
		send(Message.to("bob@example.com", "Hello").about(this.sites.find("garden").orElseThrow()));
		Received other = this.smtp.await("bob@example.com");
		assertThat(other.header("From")).isEqualTo("Rowhouse <no-reply@rows.test>");
		assertThat(other.header("Reply-To")).isNull();
		assertThat(this.api.json("PUT", "/api/sites/" + KEY + "/mail", "{}").body())
			.isEqualTo("{\"name\":\"\",\"address\":\"\",\"replyTo\":\"\"}");
		assertThat(this.api.get("/api/sites/nothing-here/mail").statusCode()).isEqualTo(404);
	}

	@Test
	void theMailsOfASiteGoWithIt() {
		Site site = site();
		send(Message.to("ada@example.com", "Hello").about(site));
		Awaitility.await().until(() -> this.queue.counts().get(MailState.WAITING) == 1);
		assertThat(this.<String>read(this.api.get("/api/mail/queue"), "$.content[0].site")).isEqualTo(KEY);
		this.sites.delete(KEY);
		assertThat(this.queue.counts().get(MailState.WAITING)).isZero();
	}

	@Test
	void whatAMailSaysIsTextAndShownInItsLanguage() {
		post("/mail", form("right"));
		send(Message.to("ada@example.com", "שלום")
			.in(Locale.forLanguageTag("he"))
			.titled("<script>alert(1)</script>")
			.paragraph("a & b <img src=x>")
			.adminButton("Go \"there\"", "/x?a=1&b=2")
			.footnote("<b>why</b>"));
		Received mail = this.smtp.await("ada@example.com");
		assertThat(mail.subject()).isEqualTo("שלום");
		String html = mail.part("text/html");
		assertThat(html)
			.contains("lang=\"he\"", "dir=\"rtl\"", "&lt;script&gt;alert", "a &amp; b &lt;img src=x&gt;",
					"/x?a=1&amp;b=2\"", "&lt;b&gt;why", "prefers-color-scheme: dark")
			.doesNotContain("<script", "<img", "th:text", "[(");
		assertThat(mail.part("text/plain").lines().toList()).containsSequence("<script>alert(1)</script>", "",
				"a & b <img src=x>", "", "Go \"there\":", this.adminUrls.url("/x?a=1&b=2"), "", "<b>why</b>");
	}

	@Test
	void propertiesGoBeforeWhatIsSetHere() {
		post("/mail", form("right"));
		SmtpAccounts accounts = accounts(properties("smtp.example.com", null, null, "postman", "secret"));
		SmtpAccount account = accounts.load();
		assertThat(account.settings().host()).isEqualTo("smtp.example.com");
		assertThat(account.settings().port()).isEqualTo(this.smtp.port());
		assertThat(account.password()).isEqualTo("secret");
		assertThat(account.toString()).doesNotContain("secret");
		assertThat(account.fixed()).containsExactlyInAnyOrder(SmtpField.HOST, SmtpField.USERNAME, SmtpField.PASSWORD);
		assertThatExceptionOfType(ConflictException.class).isThrownBy(
				() -> accounts.store(new SmtpDraft("other.example.com", "", "", "", null, "", "a@b.test", ""), () -> {
				}))
			.withMessageContaining("'host' is set by rowhouse.mail.host");
	}

	@Test
	void aPropertyThatCannotBeUsedStopsTheStart() {
		Map<MailProperties, String> wrong = Map.of(properties("a b", null, null, null, null), "rowhouse.mail.host",
				properties(null, "x", null, null, null), "rowhouse.mail.port",
				properties(null, null, "ssl", null, null), "rowhouse.mail.tls",
				properties(null, null, null, null, "secret"), "rowhouse.mail.password is set without");
		wrong.forEach((properties, message) -> assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> accounts(properties))
			.withMessageContaining(message)
			.satisfies((failure) -> assertThat(failure.getMessage() + failure.action()).doesNotContain("secret")));
	}

	@Test
	void aMailServerThatIsAwayTakesNothingElseDown() {
		post("/mail", form("right"));
		this.smtp.close();
		send(Message.to("ada@example.com", "Hello"));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.admin.get("/mail").body()).contains("A mail could not be delivered",
					"refuses the connection"));
		HttpResponse<String> health = Http.to(this.managementPort, "localhost").get("/actuator/health");
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).doesNotContain("\"mail\"");
	}

	@Test
	void nobodyGetsHereWithoutSigningIn() {
		for (String path : List.of("/mail", "/mail/queue", "/sites/garden/mail")) {
			assertThat(Http.to(this.port, "localhost").get(path).statusCode()).as(path).isEqualTo(302);
			assertThat(Http.to(this.port, "garden.localhost").get(path).statusCode()).as(path).isEqualTo(404);
		}
		for (String path : List.of("/api/mail", "/api/mail/queue", "/api/sites/garden/mail")) {
			assertThat(Http.to(this.port, "localhost").get(path).statusCode()).as(path).isEqualTo(401);
		}
		assertThat(this.admin.form("/mail/test", "recipient=a%40b.test").statusCode()).isEqualTo(403);
	}

	private SmtpAccounts accounts(MailProperties properties) {
		return new SmtpAccounts(properties, this.settings, this.secrets, this.allSites, (event) -> {
		}, this.transactionManager);
	}

	private static MailProperties properties(String host, String port, String tls, String username, String password) {
		return new MailProperties(host, port, tls, username, password, null, null, null, null);
	}

	private Site site() {
		return this.sites.find(KEY)
			.orElseGet(() -> this.sites.create(new SiteSettings(KEY, "Letters & Co", "",
					List.of(new TypedAddress(KEY + ".mail.test", "primary")), "", "", "", Map.of(), "https", "")));
	}

	private void send(Message message) {
		this.allSites.call("test mails", () -> {
			inTransaction(message);
			return true;
		});
	}

	private void inTransaction(Message message) {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> this.outbox.send(message));
	}

	private String form(String password) {
		return "host=localhost&port=" + this.smtp.port() + "&tls=none&username=rows&password=" + password
				+ "&senderName=&senderAddress=no-reply%40rows.test&timeout=5";
	}

	private HttpResponse<String> post(String path, String body) {
		String csrf = URLEncoder.encode(AdminSession.csrf(this.admin.get("/mail")), StandardCharsets.UTF_8);
		return this.admin.form(path, body + "&_csrf=" + csrf);
	}

	private <T> T read(HttpResponse<String> response, String path) {
		return JsonPath.read(response.body(), path);
	}

}
