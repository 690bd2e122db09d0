package org.rowhouse.admin;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was deleted by mistake comes back with one button, which is a form like any other.
 */
@RowhouseTest
class UndoTests {

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private Http admin;

	private String key;

	@BeforeEach
	void makeASite() {
		this.key = "u" + UUID.randomUUID().toString().substring(0, 8);
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.api.json("POST", "/api/sites", "{\"key\":\"" + this.key + "\",\"name\":\"Undo\"}");
		this.admin = AdminSession.signIn(this.port);
	}

	@Test
	void aRedirectComesBackAsItWas() {
		HttpResponse<String> made = this.api.json("POST", site("/api", "/redirects"),
				"{\"from\":\"/old-häuser\",\"to\":\"https://example.org/neu\",\"match\":\"prefix\",\"status\":\"temporary\"}");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		String before = this.api.with("Accept", "text/csv").get(site("/api", "/redirects")).body();
		assertThat(before).contains("example.org");
		String list = site("", "/redirects");
		Element page = sent(list, "form[action$=/delete]");
		assertThat(page.select("[role=status]").text()).contains("/old-häuser has been deleted");
		assertThat(this.api.with("Accept", "text/csv").get(site("/api", "/redirects")).body())
			.doesNotContain("example.org");
		submit(page.selectFirst(".notice--undo form"));
		assertThat(this.api.with("Accept", "text/csv").get(site("/api", "/redirects")).body()).isEqualTo(before);
		assertThat(Jsoup.parse(this.admin.get(list).body()).select(".notice--undo form")).as("it is offered once")
			.isEmpty();
	}

	@Test
	void aMemberHasTheSameRoleAgain() {
		this.api.json("POST", "/api/people", "{\"username\":\"" + this.key + "\",\"password\":\"each to their own\"}");
		this.api.json("PUT", site("/api", "/people/" + this.key), "{\"role\":\"owner\"}");
		Http member = Http.to(this.port, "localhost").as(this.key, "each to their own");
		Element page = sent(site("", "/people"), "form[action$=/remove]");
		assertThat(member.get(site("/api", "")).statusCode()).isEqualTo(404);
		submit(page.selectFirst(".notice--undo form"));
		assertThat(this.api.get(site("/api", "/people")).body()).contains("\"owner\"");
		assertThat(member.get(site("/api", "")).statusCode()).isEqualTo(200);
	}

	@Test
	void aSnippetComesBackAndIsAskedForOnlyWhereSomethingShowsIt() {
		this.api.json("PUT", site("/api", "/snippets/hours"),
				"{\"title\":\"Hours\",\"markdown\":\"Nine\\n\\nto *five*\"}");
		Element page = sent(site("", "/snippets"), "form[action$=hours/delete]");
		assertThat(this.api.get(site("/api", "/snippets/hours")).statusCode()).isEqualTo(404);
		submit(page.selectFirst(".notice--undo form"));
		assertThat(this.api.get(site("/api", "/snippets/hours")).body()).contains("to *five*", "\"Hours\"");
		this.api.json("PUT", site("/api", "/pages/about"),
				"{\"title\":\"About\",\"markdown\":\"{{snippet hours}}\",\"state\":\"published\"}");
		Element list = Jsoup.parse(this.admin.get(site("", "/snippets")).body());
		assertThat(list.select("form[action$=hours/delete]")).isEmpty();
		assertThat(list.select("a[href$=hours/delete]")).hasSize(1);
	}

	/** Sends a form of a page, and returns the page that comes after it. */
	private Element sent(String path, String form) {
		Element found = Jsoup.parse(this.admin.get(path).body()).selectFirst(form);
		assertThat(found).as(form).isNotNull();
		return submit(found);
	}

	private Element submit(Element form) {
		assertThat(form).isNotNull();
		String body = form.select("input")
			.stream()
			.map((input) -> encoded(input.attr("name")) + "=" + encoded(input.val()))
			.collect(Collectors.joining("&"));
		HttpResponse<String> answer = this.admin.form(form.attr("action"), body);
		assertThat(answer.statusCode()).as(form.attr("action")).isEqualTo(302);
		return Jsoup.parse(this.admin.get(answer.headers().firstValue("Location").orElseThrow()).body());
	}

	private String site(String before, String path) {
		return before + "/sites/" + this.key + path;
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
