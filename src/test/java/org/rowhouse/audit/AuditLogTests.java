package org.rowhouse.audit;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What people do is written down, and stays.
 */
@RowhouseTest
class AuditLogTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private AuditLog log;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private AllSites allSites;

	@Autowired
	private DataSource database;

	private Http api;

	private String key;

	@BeforeEach
	void makeSite() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "a" + UUID.randomUUID().toString().substring(0, 8);
		assertThat(send("POST", "/api/sites", "{\"key\":\"" + this.key + "\",\"name\":\"Audited\"}")).isEqualTo(201);
	}

	@Test
	void everyKindOfChangeIsWrittenWithWhoWhereAndWhatItWas() {
		String site = "/api/sites/" + this.key;
		send("PATCH", site, "{\"name\":\"Renamed\"}");
		send("PUT", site + "/pages/about", "{\"title\":\"About\",\"markdown\":\"x\",\"state\":\"draft\"}");
		send("PUT", site + "/pages/about", "{\"title\":\"About us\",\"markdown\":\"x\",\"state\":\"published\"}");
		send("DELETE", site + "/pages/about", null);
		send("PUT", site + "/menu", "{\"entries\":[{\"label\":\"Home\",\"path\":\"/\"}]}");
		send("PUT", site + "/snippets/hours", "{\"markdown\":\"9 to 5\"}");
		send("DELETE", site + "/snippets/hours", null);
		send("POST", site + "/redirects", "{\"from\":\"/old\",\"to\":\"/about\"}");
		send("DELETE", site + "/redirects?from=/old", null);
		send("PATCH", site + "/limits", "{\"items\":\"100\"}");
		send("PUT", site + "/people/admin", "{\"role\":\"owner\"}");
		send("PUT", site + "/people/admin", "{\"role\":\"editor\"}");
		send("POST", site + "/state", "{\"state\":\"suspended\"}");
		this.api.with("Content-Type", "image/svg+xml")
			.send("POST", site + "/media?name=sign.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\"/>");
		send("PATCH", site + "/media/sign.svg", "{\"alt\":\"A sign\"}");
		send("DELETE", site + "/media/sign.svg", null);
		send("DELETE", site, null);

		List<AuditEntry> entries = this.log.find(
				new AuditFilter(0, this.key, "", "", "", AuditFilter.ALL.from(), AuditFilter.ALL.to()), Long.MAX_VALUE,
				100);
		assertThat(entries).extracting(AuditEntry::action)
			.containsExactly("site.deleted", "media.deleted", "media.described", "media.uploaded", "site.state-changed",
					"member.appointed", "member.appointed", "limits.changed", "redirect.deleted", "redirect.added",
					"snippet.deleted", "snippet.saved", "menu.changed", "page.deleted", "page.published",
					"page.created", "site.changed", "site.created");
		assertThat(entries).allSatisfy((entry) -> {
			assertThat(entry.username()).isEqualTo("admin");
			assertThat(entry.address()).isEqualTo("127.0.0.1");
		});
		assertThat(entry(entries, "site.changed").before()).isEqualTo(Map.of("name", "Audited"));
		assertThat(entry(entries, "site.changed").after()).isEqualTo(Map.of("name", "Renamed"));
		assertThat(entry(entries, "page.published").subject()).isEqualTo("/about");
		assertThat(entry(entries, "page.published").before()).isEqualTo(Map.of("title", "About", "state", "draft"));
		assertThat(entry(entries, "page.published").after())
			.isEqualTo(Map.of("title", "About us", "state", "published"));
		assertThat(entry(entries, "member.appointed").before()).isEqualTo(Map.of("role", "owner"));
	}

	private static AuditEntry entry(List<AuditEntry> entries, String action) {
		return entries.stream().filter((entry) -> entry.action().equals(action)).findFirst().orElseThrow();
	}

	@Test
	void whatIsDoneInTheBackgroundIsWrittenUnderTheNameOfWhoStartedIt() {
		send("POST", "/api/jobs", "{\"action\":\"add-tag\",\"value\":\"audited\",\"sites\":[\"" + this.key + "\"]}");
		AuditEntry tagged = await("site.tags-changed", this.key);
		assertThat(tagged.username()).isEqualTo("admin");
		assertThat(tagged.site()).as("owners do not see it").isNull();
		assertThat(tagged.after()).isEqualTo(Map.of("tags", "audited"));
		String copy = "c" + this.key;
		send("POST", "/api/sites/" + this.key + "/clone",
				"{\"key\":\"" + copy + "\",\"name\":\"Copy\",\"addresses\":[\"" + copy + ".test\"]}");
		AuditEntry created = await("site.created", copy);
		assertThat(created.username()).isEqualTo("admin");
		assertThat(created.after()).containsEntry("from", this.key).containsEntry("name", "Copy");
		assertThat(find("job.started", "Job ")).extracting((entry) -> entry.after().get("action"))
			.contains("add-tag audited", "clone");
	}

	@Test
	void whatWasLeftOutOfTheLogOnceIsWritten() {
		String pages = "p" + this.key;
		send("POST", "/api/sites", "{\"key\":\"" + pages + "\",\"name\":\"Pages\",\"starter\":\"pages\"}");
		assertThat(find("site.created", pages)).hasSize(1);
		send("PATCH", "/api/sites/" + pages, "{\"template\":true}");
		assertThat(find("site.template-changed", pages).get(0).after()).isEqualTo(Map.of("template", "true"));
		send("PUT", "/api/sites/" + pages + "/mail", "{\"name\":\"Pages\"}");
		send("PUT", "/api/sites/" + pages + "/mail", "{\"name\":\"Pages\"}");
		assertThat(find("site.mail-sender-changed", pages)).hasSize(1);
		send("POST", "/api/sites/" + pages + "/export", "{}");
		assertThat(find("site.exported", "sites/" + pages)).hasSize(1);
		assertThat(find("site.created", "garden")).anySatisfy((entry) -> {
			assertThat(entry.after()).containsEntry("folder", "sites/garden");
			assertThat(entry.username()).isEmpty();
		});
		assertThat(find("person.created", "admin")).isNotEmpty();
	}

	@Test
	void whoeverSignsOutIsNamed() {
		Http session = AdminSession.signIn(this.port);
		int before = find("person.signed-out", "admin").size();
		session.form("/logout", "_csrf=" + AdminSession.csrf(session.get("/sites")));
		List<AuditEntry> entries = find("person.signed-out", "admin");
		assertThat(entries).hasSize(before + 1);
		assertThat(entries.get(0).username()).isEqualTo("admin");
	}

	private List<AuditEntry> find(String action, String subject) {
		return this.log
			.find(new AuditFilter(0, "", "", action, subject, AuditFilter.ALL.from(), AuditFilter.ALL.to()),
					Long.MAX_VALUE, 100)
			.stream()
			.toList();
	}

	private AuditEntry await(String action, String subject) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !find(action, subject).isEmpty());
		return find(action, subject).get(0);
	}

	@Test
	void whatIsRolledBackIsNotWritten() {
		this.allSites.call("a test", () -> this.transaction.execute((status) -> {
			this.events.publishEvent(Changed.of("test.undone", null, this.key));
			status.setRollbackOnly();
			return true;
		}));
		this.events.publishEvent(Changed.of("test.done", null, this.key));
		assertThat(this.log.find(AuditFilter.ALL, Long.MAX_VALUE, 5)).extracting(AuditEntry::action)
			.contains("test.done")
			.doesNotContain("test.undone");
	}

	@Test
	void nothingIsTooMuchToBeWritten() {
		this.events.publishEvent(new Changed("test.large", null, "s\u0000" + "ü".repeat(2_000),
				Map.of("k".repeat(500), "\u0001".repeat(5_000)), Map.of()));
		AuditEntry entry = this.log
			.find(new AuditFilter(0, "", "", "test.large", "", AuditFilter.ALL.from(), AuditFilter.ALL.to()),
					Long.MAX_VALUE, 1)
			.get(0);
		assertThat(entry.subject()).startsWith("sü").endsWith("…").hasSize(600);
	}

	@Test
	void onPostgresqlNobodyCanChangeOrDeleteWhatIsWritten() throws SQLException {
		if (!TestInstallation.onPostgres()) {
			return;
		}
		for (String attempt : List.of("update audit_entry set username = 'somebody else'", "delete from audit_entry",
				"truncate audit_entry")) {
			try (Connection connection = this.database.getConnection();
					Statement statement = connection.createStatement()) {
				assertThatExceptionOfType(SQLException.class).as(attempt)
					.isThrownBy(() -> statement.execute(attempt))
					.withMessageContaining("permission denied");
			}
		}
	}

	@Test
	void entriesAreFoundPageByPageAndExported() {
		for (int i = 0; i < 3; i++) {
			send("PATCH", "/api/sites/" + this.key, "{\"name\":\"=Name " + i + "\"}");
		}
		String first = this.api.get("/api/sites/" + this.key + "/activity?size=2").body();
		assertThat(first).contains("=Name 2", "=Name 1").doesNotContain("site.created");
		String next = first.replaceAll("(?s).*\"next\":([0-9]+).*", "$1");
		assertThat(this.api.get("/api/sites/" + this.key + "/activity?size=2&before=" + next).body())
			.contains("=Name 0", "site.created")
			.doesNotContain("=Name 2");
		assertThat(this.api.get("/api/audit?site=" + this.key + "&action=site.created").body()).contains("site.created")
			.doesNotContain("site.changed");
		Http session = AdminSession.signIn(this.port);
		HttpResponse<String> page = session.get("/sites/" + this.key + "/activity?q=" + this.key);
		assertThat(page.body()).contains("site.changed", "=Name 1", "127.0.0.1");
		assertThat(session.get("/audit?who=admin&from=yesterday").statusCode()).isEqualTo(422);
		HttpResponse<String> csv = session.get("/sites/" + this.key + "/activity.csv");
		assertThat(csv.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
		assertThat(csv.body()).startsWith("time,who,from,site,action,subject,before,after\n").contains("site.changed");
		assertThat(session.get("/audit.csv?action=person.signed-in").body()).contains("person.signed-in");
	}

	@Test
	void whatASpreadsheetWouldCalculateIsText() {
		this.events.publishEvent(Changed.of("test.formula", null, "=HYPERLINK(\"x\")"));
		List<String> lines = new ArrayList<>(
				List.of(AdminSession.signIn(this.port).get("/audit.csv?action=test.formula").body().split("\n")));
		assertThat(lines.get(1)).contains("'=HYPERLINK");
	}

	private int send(String method, String path, String body) {
		int status = this.api.json(method, path, body).statusCode();
		assertThat(status).as(method + " " + path).isBetween(200, 299);
		return status;
	}

}
