package org.rowhouse.delivery;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rowhouse.AdminSession;
import org.rowhouse.site.Home;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mistake in a template stays at home: {@link SiteErrorPages}, {@link PlainErrorPage},
 * and what the admin UI tells the owner.
 */
@RowhouseTest
@ExtendWith(OutputCaptureExtension.class)
class TemplateErrorTests {

	private static final Pattern ID = Pattern.compile("<code>([0-9a-f]{8})</code>");

	private static final String BROKEN = "<p>one</p>\n<p>two</p>\n<p th:text=\"${T(java.lang.System).getenv()}\">x</p>\n";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Home home;

	@Autowired
	@Qualifier("siteFolders")
	private ApplicationRunner folders;

	@Test
	void aBrokenTemplateShowsTheErrorPageOfItsSiteAndNoOtherSiteNotices(CapturedOutput log) throws Exception {
		site("template-broken", "en");
		write("template-broken/templates/page.html", BROKEN);
		write("template-broken/templates/error.html", "<p>Our own page: <code th:text=\"${error.id}\">x</code></p>");
		load();
		HttpResponse<String> answer = get("template-broken", "/about");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).contains("Our own page");
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(get("garden", "/about").statusCode()).isEqualTo(200);
		String id = id(answer);
		assertThat(log.toString().lines().filter((line) -> line.contains(id))).singleElement()
			.asString()
			.contains("template-broken", "sites/template-broken/templates/page.html, line 3", "Java types");
		assertThat(log.toString()).doesNotContain("TemplateProcessingException");
	}

	@Test
	void whereTheErrorPageIsBrokenTooAPlainPageAnswersInTheLanguageOfTheSite() throws Exception {
		site("template-broken-both", "de");
		write("template-broken-both/templates/page.html", BROKEN);
		write("template-broken-both/templates/error.html", "<p th:insert=\"~{error}\">x</p>");
		load();
		HttpResponse<String> answer = get("template-broken-both", "/about");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).contains("<html lang=\"de\">", "Hier ist etwas schiefgegangen", "name=\"viewport\"");
		assertThat(id(answer)).isNotEmpty();
		assertThat(answer.headers().allValues("Content-Security-Policy")).singleElement()
			.asString()
			.contains("default-src 'none'", "style-src 'unsafe-inline'");
		HttpResponse<String> missing = get("template-broken-both", "/nothing");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.body()).contains("Diese Seite gibt es nicht");
		assertThat(get("garden", "/nothing").body()).doesNotContain("Diese Seite gibt es nicht");
	}

	@Test
	void aSiteWhoseLayoutTakesSomethingElseCanBeSearchedAllTheSame() throws Exception {
		site("template-layout", "de");
		write("template-layout/templates/layout.html",
				"<html th:fragment=\"layout(title, description, main)\"><main th:replace=\"${main}\"></main></html>");
		load();
		HttpResponse<String> answer = get("template-layout", "/search?q=Haus");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("Suche: Haus", "value=\"Haus\"", "role=\"search\"");
		site("template-search", "de");
		write("template-search/templates/search.html", BROKEN);
		load();
		assertThat(get("template-search", "/search").statusCode()).as("a mistake of its own").isEqualTo(500);
	}

	@Test
	void anErrorPageMayShowSnippetsWhateverThreadItIsMadeOn() throws Exception {
		site("template-snippet", "en");
		write("template-snippet/templates/error.html",
				"<p>Our own page <b th:utext=\"${snippets['none']} ?: 'without'\">x</b></p>");
		load();
		for (String path : List.of("/nothing", "/static/nothing.css", "/media/nothing.png?w=320")) {
			assertThat(get("template-snippet", path).body()).as(path).contains("Our own page <b>without</b>");
		}
	}

	@Test
	void anErrorPageIsCompressedForWhoTakesIt() throws Exception {
		site("template-long-error", "en");
		write("template-long-error/templates/page.html", BROKEN);
		write("template-long-error/templates/error.html", "<p>" + "Our own page. ".repeat(200) + "</p>");
		load();
		HttpResponse<byte[]> answer = Http.to(this.port, "template-long-error.localhost")
			.with("Accept-Encoding", "gzip")
			.bytes("GET", "/about", new byte[0]);
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
		assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
		assertThat(answer.body().length).isLessThan(500);
	}

	@Test
	void theAdministratorSeesFileLineAndExcerptAndHowOften() throws Exception {
		site("template-told", "en");
		write("template-told/templates/fragments/facts.html", BROKEN);
		write("template-told/templates/page.html", "<p th:insert=\"~{fragments/facts}\">x</p>");
		load();
		get("template-told", "/about");
		String id = id(get("template-told", "/about"), Pattern.compile("\\b([0-9a-f]{8})\\b"));
		String page = AdminSession.signIn(this.port).get("/sites/template-told").body();
		assertThat(page).contains("Template errors", "sites/template-told/templates/fragments/facts.html:3",
				"Java types", "2 times", id, "/about");
		assertThat(page).containsPattern("<mark>→ 3  &lt;p th:text=&quot;\\$\\{T\\(");
		assertThat(page).contains("<span>  2  &lt;p&gt;two&lt;/p&gt;</span>");
		assertThat(AdminSession.signIn(this.port).get("/sites/garden").body()).doesNotContain("template-told");
	}

	@Test
	void aPageWithoutEndFailsAloneAndInTime() throws Exception {
		site("template-endless", "en");
		String ten = "${ {1,2,3,4,5,6,7,8,9,10} }";
		write("template-endless/templates/page.html",
				"<b th:each=\"v : %1$s\">".formatted(ten).repeat(9) + "</b>".repeat(9));
		load();
		assertThat(get("template-endless", "/about").statusCode()).isEqualTo(500);
		assertThat(get("template-endless", "/").statusCode()).isEqualTo(200);
		assertThat(AdminSession.signIn(this.port).get("/sites/template-endless").body())
			.containsPattern("(steps|seconds) to render");
	}

	private void site(String key, String locale) throws IOException {
		write(key + "/site.yml", "name: " + key + "\nlocale: " + locale + "\n");
		write(key + "/content/about.md", "# About\n\nText");
	}

	private void write(String path, String text) throws IOException {
		Path file = this.home.root().resolve("sites").resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private void load() throws Exception {
		this.folders.run(new DefaultApplicationArguments());
	}

	private HttpResponse<String> get(String site, String path) {
		return Http.to(this.port, site + ".localhost").get(path);
	}

	private static String id(HttpResponse<String> answer) {
		return id(answer, ID);
	}

	private static String id(HttpResponse<String> answer, Pattern pattern) {
		Matcher matcher = pattern.matcher(answer.body());
		assertThat(matcher.find()).as(answer.body()).isTrue();
		return matcher.group(1);
	}

}
