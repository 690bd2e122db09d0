package org.rowhouse.account;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.AdminUrls;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.SmtpServer;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Links with which people choose a password or make an account: each works once, in time,
 * and for whom it was made.
 */
@RowhouseTest
class LinkTests {

	private static final String PASSWORD = "seven seldom sailing ships";

	private static final String NEXT = "eight even older oaken oars";

	private static final Pattern LINK = Pattern
		.compile("value=\"(http://localhost:[0-9]+(/[a-z]+\\?token=([\\w-]+)))\"");

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private PasswordResetRepository resets;

	@Autowired
	private AccountRepository accounts;

	@Autowired
	private Accounts names;

	@Autowired
	private SignInSessionRepository sessions;

	@Autowired
	private Passwords passwords;

	@Autowired
	private AdminUrls urls;

	@Autowired
	private SignedInPerson worker;

	@Autowired
	private AllSites allSites;

	@Autowired
	private TransactionOperations transactions;

	private Http api;

	private final List<String> sent = new ArrayList<>();

	private final List<String> told = new ArrayList<>();

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private AccountMail accountMail;

	@BeforeEach
	void makePeople() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		if (this.api.get("/api/sites/links").statusCode() != 200) {
			for (String key : List.of("links", "links-other")) {
				this.api.json("POST", "/api/sites", "{\"key\":\"" + key + "\",\"name\":\"" + key + "\"}");
			}
		}
		this.allSites.call("a test", () -> this.transactions.execute((status) -> {
			Account account = this.accounts.findByUsername("l-ada")
				.orElseGet(() -> new Account("l-ada", "", false, Instant.now()));
			account.describe("l-ada@example.com", true, "");
			account.changePassword(this.passwords.hash(PASSWORD));
			this.accounts.save(account);
			// Those of other tests may be of days that are still to come.
			this.resets.deleteExpired(Instant.now().plus(Duration.ofDays(9)));
			return account;
		}));
	}

	@Test
	void aMailIsInTheLanguageThatThePersonHasChosen() {
		this.allSites.call("a test", () -> this.transactions.execute((status) -> {
			Account account = this.accounts.findByUsername("l-ada").orElseThrow();
			account.speak("de");
			this.accounts.save(account);
			this.accountMail.reset("l-ada@example.com", "l-ada", "/reset?token=x");
			account.speak(null);
			return this.accounts.save(account);
		}));
		assertThat(this.api.get("/api/mail/queue?state=waiting&size=200").body())
			.contains("Ein anderes Passwort wählen");
	}

	private PasswordResets at(Duration later) {
		AccountMail mail = new AccountMail() {

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void reset(String recipient, String username, String path) {
				LinkTests.this.sent.add(recipient + " " + path);
			}

			@Override
			public void invitation(String recipient, String inviter, @Nullable Site site, String path) {
				throw new AssertionError();
			}

			@Override
			public void notice(Account account, Change change) {
				LinkTests.this.told.add(account.username() + " " + change);
			}

		};
		return new PasswordResets(this.resets, this.accounts, this.names, this.sessions, this.passwords,
				new SignInThrottle(), mail, this.urls, this.worker, this.allSites, this.transactions, Runnable::run,
				this.events, Clock.offset(Clock.systemUTC(), later));
	}

	private String token() {
		return this.sent.get(this.sent.size() - 1).replaceAll(".*token=", "");
	}

	@Test
	void aForgottenPasswordIsReplacedOnceByALinkAndEverySessionEnds() {
		Http session = AdminSession.signIn(this.port, "l-ada", PASSWORD);
		at(Duration.ofDays(1)).request(" L-Ada@Example.com ", new MockHttpServletRequest());
		assertThat(this.sent).singleElement().asString().startsWith("l-ada@example.com /reset?token=");
		at(Duration.ofDays(1)).choose(token(), NEXT);
		assertThat(this.told).containsExactly("l-ada PASSWORD");
		assertThat(session.get("/account").statusCode()).isEqualTo(302);
		assertThat(Http.to(this.port, "localhost").as("l-ada", NEXT).get("/api/me").statusCode()).isEqualTo(200);
		assertThatThrownBy(() -> at(Duration.ofDays(1)).choose(token(), PASSWORD))
			.isInstanceOf(InvalidInputException.class)
			.hasMessageContaining("has been used");
	}

	@Test
	void aLinkIsOldAfterAnHourAndVoidOnceThePasswordChangedOtherwise() {
		at(Duration.ofDays(2)).request("l-ada", new MockHttpServletRequest());
		assertThat(at(Duration.ofDays(2).plusMinutes(59)).isValid(token())).isTrue();
		assertThat(at(Duration.ofDays(2).plusMinutes(61)).isValid(token())).isFalse();
		this.allSites.call("a test", () -> {
			Account account = this.accounts.findByUsername("l-ada").orElseThrow();
			account.changePassword(this.passwords.hash(NEXT));
			return this.accounts.save(account);
		});
		assertThat(at(Duration.ofDays(2)).isValid(token())).as("after another change").isFalse();
	}

	@Test
	void nobodyIsFloodedAndWhoAsksForAnotherTakesNoLinkAway() {
		at(Duration.ofDays(3)).request("l-ada", new MockHttpServletRequest());
		String first = token();
		for (int minutes = 1; minutes <= 9; minutes++) {
			at(Duration.ofDays(3).plusMinutes(minutes)).request("l-ada", new MockHttpServletRequest());
		}
		assertThat(this.sent).hasSize(3);
		assertThat(at(Duration.ofDays(3).plusMinutes(9)).isValid(first)).isTrue();
		at(Duration.ofDays(3).plusMinutes(61)).request("l-ada", new MockHttpServletRequest());
		assertThat(this.sent).hasSize(4);
		at(Duration.ofDays(3).plusMinutes(61)).choose(token(), NEXT);
		assertThat(at(Duration.ofDays(3).plusMinutes(9)).isValid(first)).as("for another password").isFalse();
	}

	@Test
	void whoHasNoAccountOrIsDisabledGetsNoMail() {
		at(Duration.ofDays(4)).request("nobody", new MockHttpServletRequest());
		at(Duration.ofDays(4)).request("nobody@example.com", new MockHttpServletRequest());
		this.api.json("PATCH", "/api/people/l-ada", "{\"enabled\":false}");
		at(Duration.ofDays(4)).request("l-ada", new MockHttpServletRequest());
		this.api.json("PATCH", "/api/people/l-ada", "{\"enabled\":true}");
		assertThat(this.sent).isEmpty();
	}

	@Test
	void theAnswerIsTheSameWhoeverIsNamed() {
		HttpResponse<String> known = anonymous("/forgot", "/forgot", "who=l-ada");
		HttpResponse<String> unknown = anonymous("/forgot", "/forgot", "who=nobody");
		assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(302);
		assertThat(unknown.headers().firstValue("Location")).isEqualTo(known.headers().firstValue("Location"));
		for (String username : List.of("l-ada", "nobody-at-all")) {
			HttpResponse<String> answer = anonymous("/login", "/login", "username=" + username + "&password=wrong");
			assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login?error");
		}
	}

	@Test
	void anAdministratorPassesALinkOn() {
		String page = adminPost("/people/l-ada/reset-link", "");
		Matcher link = LINK.matcher(page);
		assertThat(link.find()).as(page).isTrue();
		HttpResponse<String> weak = anonymous(link.group(2), "/reset",
				"token=" + link.group(3) + "&password=password1234&passwordAgain=password1234");
		assertThat(weak.statusCode()).isEqualTo(422);
		HttpResponse<String> chosen = anonymous(link.group(2), "/reset",
				"token=" + link.group(3) + "&password=" + encode(NEXT) + "&passwordAgain=" + encode(NEXT));
		assertThat(chosen.headers().firstValue("Location").orElse("")).endsWith("/login?changed");
		assertThat(Http.to(this.port, "localhost").get(link.group(2)).statusCode()).as("once more").isEqualTo(403);
	}

	@Test
	void theApiMakesALinkForAdministratorsAlone() {
		HttpResponse<String> made = this.api.send("POST", "/api/people/l-ada/reset-link", null);
		assertThat(made.statusCode()).isEqualTo(201);
		assertThat(at(Duration.ZERO).isValid(made.body().replaceAll("(?s).*token=([\\w-]+).*", "$1"))).isTrue();
		assertThat(this.api.send("POST", "/api/people/nobody/reset-link", null).statusCode()).isEqualTo(404);
		assertThat(Http.to(this.port, "localhost")
			.as("l-ada", PASSWORD)
			.send("POST", "/api/people/l-ada/reset-link", null)
			.statusCode()).isEqualTo(403);
	}

	@Test
	void linksGoByMailToTheConfiguredHostWhereThereIsAMailServer() {
		try (SmtpServer smtp = SmtpServer.start()) {
			HttpResponse<String> set = this.api.json("PUT", "/api/mail", "{\"host\":\"127.0.0.1\",\"port\":"
					+ smtp.port() + ",\"tls\":\"none\",\"senderAddress\":\"rows@example.com\"}");
			assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
			String invited = this.api
				.json("POST", "/api/sites/links/people/invitations",
						"{\"email\":\"by.mail@example.com\",\"role\":\"author\"}")
				.body();
			assertThat(invited).contains("by.mail@example.com").doesNotContain("token");
			assertThat(smtp.await("by.mail@example.com").part("text/plain")).contains("'links'",
					this.urls.url("/invitation?token="));
			HttpResponse<String> asked = anonymous("/forgot", "/forgot", "who=l-ada");
			assertThat(asked.headers().firstValue("Location").orElse("")).endsWith("/forgot?sent");
			String text = smtp.await("l-ada@example.com").part("text/plain");
			assertThat(text).contains("'l-ada'", this.urls.url("/reset?token="));
			String token = text.replaceAll("(?s).*token=([\\w-]+).*", "$1");
			anonymous("/reset?token=" + token, "/reset",
					"token=" + token + "&password=" + encode(NEXT) + "&passwordAgain=" + encode(NEXT));
			assertThat(smtp.await("l-ada@example.com").subject()).isEqualTo("Your password has been changed");
		}
		finally {
			this.api.json("PUT", "/api/mail", "{}");
		}
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
