package org.rowhouse.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SiteLinks} and {@link SiteLinkBuilder}.
 */
@RowhouseTest
class SiteLinksTests {

	@Autowired
	private Sites sites;

	@Autowired
	private Home home;

	@Autowired
	private StaticFiles files;

	@Autowired
	private SiteTemplates templates;

	private Site garden;

	@BeforeEach
	void findTheSite() throws IOException {
		this.garden = this.sites.find("garden").orElseThrow();
		for (String name : new String[] { "links one.txt", "links-é.txt" }) {
			Path file = this.home.root().resolve("sites/garden/static/" + name);
			Files.writeString(file, "Hollowlane");
			Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
		}
	}

	@ParameterizedTest
	@CsvSource({ "/shop/static/site.css, /shop/static/site.css?v=HASH",
			"/shop/static/hero.svg#roof, /shop/static/hero.svg?v=HASH#roof",
			"/shop/static/hero.svg?a=b, /shop/static/hero.svg?a=b&v=HASH",
			"/shop/static/hero.svg?v=1, /shop/static/hero.svg?v=1",
			"/shop/static/links%20one.txt, /shop/static/links%20one.txt?v=HASH",
			"/shop/static/links one.txt, /shop/static/links one.txt?v=HASH",
			"/shop/static/links-%C3%A9.txt, /shop/static/links-%C3%A9.txt?v=HASH",
			"/shop/static/links-e%CC%81.txt, /shop/static/links-e%CC%81.txt?v=HASH",
			"/shop/options.css, /shop/options.css?v=HASH", "/shop/options.css/x, /shop/options.css/x",
			"/shop/static/none.css, /shop/static/none.css", "/shop/static/../site.yml, /shop/static/../site.yml",
			"/shop/static/%2e%2e/site.yml, /shop/static/%2e%2e/site.yml", "/shop/static/%, /shop/static/%",
			"/shop/static/, /shop/static/", "/static/site.css, /static/site.css", "/shop/about, /shop/about",
			"https://other.test/shop/static/site.css, https://other.test/shop/static/site.css" })
	void linksToWhatIsThereCarryItsHash(String link, String expected) {
		SiteLinks links = new SiteLinks("/shop", (name) -> this.files.fingerprint(this.garden, name),
				(path) -> (path.equals("/options.css")) ? Optional.of("0123456789abcdef") : Optional.empty());
		assertThat(links.fingerprinted(link).replaceAll("v=[0-9a-f]{16}", "v=HASH")).isEqualTo(expected);
	}

	@Test
	void pathsThatComeInOptionsCarryItToo() throws IOException {
		String html = render("<img th:attr=\"src=@{${hero}}\"><a th:href=\"@{/about(x=1)}\"></a>",
				Map.of("hero", "/static/hero.svg"));
		assertThat(html)
			.matches("<img src=\"/shop/static/hero.svg\\?v=[0-9a-f]{16}\"><a href=\"/shop/about\\?x=1\"></a>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "${['rowhouse::links']}", "${['rowhouse::pathPrefix']}", "${rowhouse::links}" })
	void templatesCannotReadWhatLinksNeed(String expression) {
		assertThatExceptionOfType(TemplateFailedException.class)
			.isThrownBy(() -> render("<p th:text=\"" + expression + "\"></p>", Map.of()));
	}

	@Test
	void templatesCannotSetWhatLinksNeed() throws IOException {
		String name = SiteLinkBuilder.LINKS_VARIABLE.replaceFirst("::[^:]+$", "");
		String outcome;
		try {
			outcome = render("<p th:with=\"${'" + name + "'}='/evil'\"><a th:href=\"@{/about}\"></a></p>", Map.of());
		}
		catch (TemplateFailedException ex) {
			outcome = "refused";
		}
		assertThat(outcome).isIn("refused", "<p><a href=\"/shop/about\"></a></p>");
	}

	private String render(String template, Map<String, ?> model) throws IOException {
		Path file = this.home.root().resolve("sites/garden/templates/links" + System.nanoTime() + ".html");
		Files.createDirectories(file.getParent());
		Files.writeString(file, template);
		try {
			return this.templates.render(this.garden, "/shop", file.getFileName().toString().replace(".html", ""),
					model);
		}
		finally {
			Files.delete(file);
		}
	}

}
