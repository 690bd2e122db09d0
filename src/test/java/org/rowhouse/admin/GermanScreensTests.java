package org.rowhouse.admin;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.language.Languages;
import org.rowhouse.language.Words;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The admin UI in German: each screen says so, and no text is in English that the
 * catalogue has in German.
 */
@RowhouseTest
class GermanScreensTests {

	private static final String SITE = "deutsch";

	private static final List<String> READ = List.of("title", "aria-label", "placeholder", "alt");

	/**
	 * What a theme calls its options, what the audit log keeps as it was, and the end of
	 * a quotation.
	 */
	private static final Set<String> OTHERS = Set.of("Look", "draft", "published", "“");

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Languages languages;

	private Http session;

	@BeforeEach
	void makeASiteAndSignIn() {
		Http api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		api.json("POST", "/api/sites", "{\"key\":\"" + SITE + "\",\"name\":\"Bei Ada\"}");
		api.json("PUT", "/api/sites/" + SITE + "/posts/eins",
				"{\"title\":\"Eins\",\"markdown\":\"Text\",\"state\":\"published\",\"tags\":[\"a\"]}");
		api.json("PUT", "/api/sites/" + SITE + "/pages/about", "{\"title\":\"Über uns\",\"markdown\":\"Text\"}");
		api.json("PUT", "/api/sites/" + SITE + "/snippets/zeiten", "{\"title\":\"Zeiten\",\"markdown\":\"Neun\"}");
		api.json("POST", "/api/sites/" + SITE + "/redirects", "{\"from\":\"/alt\",\"to\":\"/eins\"}");
		this.session = AdminSession.signIn(this.port).with("Accept-Language", "de-AT,en;q=0.5");
	}

	@Test
	void everyScreenIsGermanToWhoPrefersThat() {
		Words words = this.languages.of(Locale.GERMAN);
		Set<String> english = new TreeSet<>();
		Set<String> seen = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>(List.of("/login", "/sites", "/sites/" + SITE, "/account", "/find",
				"/sites/" + SITE + "/pages/new", "/jobs/new?action=theme&site=" + SITE, "/nirgends"));
		while (!next.isEmpty()) {
			String path = next.pop();
			if (!seen.add(path.replaceFirst("[?#].*", "").replaceAll("\\d+", "1")) || (path.startsWith("/sites/")
					&& !path.startsWith("/sites/" + SITE) && !path.equals("/sites/new"))) {
				continue;
			}
			HttpResponse<String> answer = this.session.get(path);
			if (!answer.headers().firstValue("Content-Type").orElse("").contains("html")
					|| answer.statusCode() == 302) {
				continue;
			}
			Document screen = Jsoup.parse(answer.body(), "http://localhost" + path);
			if (screen.title().isEmpty()) {
				continue;
			}
			assertThat(screen.selectFirst("html").attr("lang")).as(path).isEqualTo("de");
			screen.select("a[href^=/]").eachAttr("href").forEach(next::add);
			if (!path.startsWith("/sites/" + SITE)) {
				// What other tests have written reads as it reads.
				screen.select("tbody, .list").remove();
			}
			texts(screen).stream()
				.filter((text) -> !OTHERS.contains(text) && !text.equals(words.of(text)))
				.forEach((text) -> english.add(path + ": " + text));
		}
		assertThat(seen).hasSizeGreaterThan(40);
		assertThat(english).isEmpty();
	}

	@Test
	void personsOwnChoiceGoesBeforeTheBrowser() {
		assertThat(choose("en")).isEqualTo(302);
		assertThat(language("/account")).isEqualTo("en");
		assertThat(choose("xx")).isEqualTo(422);
		assertThat(choose("")).isEqualTo(302);
		assertThat(language("/account")).isEqualTo("de");
	}

	private int choose(String language) {
		String csrf = AdminSession.csrf(this.session.get("/account"));
		return this.session.form("/account/language", "language=" + language + "&_csrf=" + csrf).statusCode();
	}

	private String language(String path) {
		return Jsoup.parse(this.session.get(path).body()).selectFirst("html").attr("lang");
	}

	@Test
	void programsAreAnsweredInEnglish() {
		HttpResponse<String> answer = Http.to(this.port, "localhost")
			.as("admin", TestInstallation.PASSWORD)
			.with("Accept-Language", "de")
			.get("/api/sites/nirgends");
		assertThat(answer.body()).contains("There is no site with the key");
	}

	/** What people read, but for what they wrote themselves and code. */
	private static Set<String> texts(Document screen) {
		Set<String> texts = new LinkedHashSet<>();
		screen.select("code, pre, kbd, script, style, svg, bdi, .mono, .article, [translate=no]").remove();
		for (Element element : screen.getAllElements()) {
			for (TextNode text : element.textNodes()) {
				texts.add(text.text().strip());
			}
			for (String name : READ) {
				texts.add(element.attr(name).strip());
			}
		}
		return texts;
	}

}
