package org.rowhouse.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The themes that ship, with the sites of {@code src/test/resources/showcase} and with
 * empty ones, in a real browser: every kind of page, light and dark, wide and narrow,
 * with the accessibility rules of axe-core. What is seen stays in
 * {@code target/screenshots}; {@code preview.webp} of a theme is one of these.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ThemeLooksTests.Showcase.class)
@TestInstance(Lifecycle.PER_CLASS)
@Tag("browser")
class ThemeLooksTests {

	private static final int WIDE = 1280;

	private static final int NARROW = 390;

	/** What can be wrong in one of two colour schemes alone. */
	private static final String COLOURS = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

	private static final String EVERYTHING = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
			+ " 'wcag22aa', 'best-practice'] }";

	/** Colours that no designer would choose: the lightest, the darkest, the loudest. */
	private static final List<String> ACCENTS = List.of("#ffffff", "#ffe600", "#00ff66", "#ff00ff", "#7c7c7c",
			"#0000ff", "#000000");

	@Value("${local.server.port}")
	private int port;

	private String axe;

	private ChromeDriver browser;

	@BeforeAll
	void openBrowser() throws IOException {
		try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
			this.axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		this.browser = Browser.open();
		this.browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
	}

	@AfterAll
	void closeBrowser() {
		this.browser.quit();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "business", "journal", "docs" })
	void noPageOfAThemeHasABarrierOrLeavesTheScreenOrAsksElsewhere(String theme) throws IOException {
		List<String> problems = new ArrayList<>();
		for (String page : pages(theme)) {
			for (int width : new int[] { WIDE, NARROW }) {
				String what = theme + " " + page + " at " + width;
				show(width, "light");
				open("look-" + page.replaceFirst("/.*", ""), page.replaceFirst("^[^/]+", ""));
				barriers(EVERYTHING).forEach((barrier) -> problems.add(what + ": " + barrier));
				outside().forEach((element) -> problems.add(what + ": sticks out: " + element));
				elsewhere().forEach((url) -> problems.add(what + ": asks for " + url));
				screenshot(page, theme, width, "light");
				show(width, "dark");
				barriers(COLOURS).forEach((barrier) -> problems.add(what + " in the dark: " + barrier));
				screenshot(page, theme, width, "dark");
			}
			for (int width : new int[] { 640, 360, 1600 }) {
				show(width, "light");
				outside().forEach((element) -> problems.add(theme + " " + page + " at " + width + ": " + element));
			}
		}
		assertThat(problems).isEmpty();
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			// what is asked for on purpose, what a site need not have, what axe does
			.filteredOn((entry) -> !entry.getMessage().matches("(.*/nope .* 404 .*|.*/options\\.css.*|security .*)"))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "business", "journal", "docs" })
	void textStaysReadableWithAnyAccentColour(String theme) {
		List<String> problems = new ArrayList<>();
		open("look-own-" + theme, "/");
		for (String scheme : List.of("light", "dark")) {
			show(WIDE, scheme);
			for (String accent : ACCENTS) {
				// stands in for what /options.css says
				this.browser.executeScript("document.documentElement.style.setProperty('--own-accent', arguments[0])",
						accent);
				barriers(COLOURS).forEach((barrier) -> problems.add(theme + " " + accent + " " + scheme + barrier));
			}
		}
		assertThat(problems).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "business", "journal", "docs" })
	void aSiteIsLightOrDarkWhateverTheDevicePrefersIfItsOwnerSaysSo(String theme) {
		show(WIDE, "light");
		open("look-dark-" + theme, "/");
		assertThat(lightness()).as("dark on a light device").isLessThan(0.1);
		assertThat(barriers(COLOURS)).isEmpty();
		show(WIDE, "dark");
		open("look-own-" + theme, "/nope");
		assertThat(lightness()).as("dark on a dark device").isLessThan(0.1);
		open("look-light-" + theme, "/");
		assertThat(lightness()).as("light on a dark device").isGreaterThan(0.8);
		assertThat(barriers(COLOURS)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "business", "journal", "docs" })
	void theFirstTabStopLeadsPastTheNavigation(String theme) {
		show(WIDE, "light");
		open("look-" + theme, "/posts");
		this.browser.switchTo().activeElement().sendKeys(Keys.TAB);
		WebElement skip = this.browser.switchTo().activeElement();
		assertThat(skip.getDomAttribute("href")).isEqualTo("#main");
		assertThat(skip.getRect().getY()).as("visible once it has the focus").isGreaterThanOrEqualTo(0);
		skip.sendKeys(Keys.ENTER);
		assertThat(this.browser.switchTo().activeElement().getTagName()).isEqualTo("main");
	}

	@Test
	void onNarrowScreensTheTableOfContentsIsASheetThatOpensAndClosesWithoutAScript() {
		show(NARROW, "light");
		open("look-docs", "/setup");
		WebElement contents = this.browser.findElement(By.id("contents"));
		assertThat(contents.isDisplayed()).isFalse();
		this.browser.findElement(By.cssSelector("a[href='#contents']")).click();
		assertThat(contents.isDisplayed()).isTrue();
		assertThat(barriers(EVERYTHING)).isEmpty();
		contents.findElement(By.cssSelector("a[href='#main']")).click();
		assertThat(contents.isDisplayed()).isFalse();
		show(WIDE, "light");
		assertThat(contents.isDisplayed()).isTrue();
	}

	/** One of each kind; before the slash the site, without {@code look-}. */
	private static List<String> pages(String theme) {
		List<String> pages = new ArrayList<>(List.of(theme + "/", theme + "/posts", theme + "/posts/2026/11",
				theme + "/nope", "light-" + theme + "/", "light-" + theme + "/posts"));
		pages.addAll(switch (theme) {
			case "business" -> List.of("business/leistungen", "business/posts/rueckenschule", "business/tag/praxis");
			case "docs" -> List.of("docs/setup", "docs/setup/wiring", "docs/setup/wiring/old-boards",
					"docs/posts/version-3-2", "docs/tag/firmware?page=2", "docs/author/morwenna-tregear");
			default -> List.of(theme + "/about", theme + "/posts/die-elbe-bei-niedrigwasser", theme + "/tag/flusse",
					theme + "/author/ilse-marquardt");
		});
		return pages;
	}

	private void open(String site, String path) {
		this.browser.get("http://" + site + ".localhost:" + this.port + path);
	}

	private void show(int width, String scheme) {
		this.browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
		this.browser.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	@SuppressWarnings("unchecked")
	private List<String> barriers(String rules) {
		if (!Boolean.TRUE.equals(this.browser.executeScript("return typeof axe === 'object'"))) {
			this.browser.executeScript(this.axe);
		}
		Object found = this.browser.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run(document, { runOnly: %s, resultTypes: ['violations'] }).then(
					(result) => done(result.violations.map((rule) => rule.id + ': ' + rule.nodes.map((node) =>
						node.target.join(' ') + ' ' + node.any.map((check) => check.message).join(' ')).join('; '))),
					(error) => done(['axe failed: ' + error]));
				""".formatted(rules));
		return (List<String>) Objects.requireNonNull(found);
	}

	@SuppressWarnings("unchecked")
	private List<String> outside() {
		return (List<String>) Objects.requireNonNull(this.browser.executeScript("""
				const wide = document.documentElement.clientWidth;
				const found = [...document.body.querySelectorAll('*')].filter((element) => {
					const box = element.getBoundingClientRect();
					return box.width > 0 && (box.right > wide + 1 || box.left < -1)
						&& getComputedStyle(element).position !== 'absolute';
				}).map((element) => element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 30));
				if (document.documentElement.scrollWidth > wide) {
					found.push('the page is ' + document.documentElement.scrollWidth + ' pixels wide');
				}
				return found;
				"""));
	}

	/** Data is no script, and the search's is a file of the site. */
	@SuppressWarnings("unchecked")
	private List<String> elsewhere() {
		return (List<String>) Objects.requireNonNull(this.browser.executeScript(
				"""
						return performance.getEntriesByType('resource').map((entry) => entry.name)
							.filter((url) => !url.startsWith(location.origin + '/'))
							.concat([...document.querySelectorAll(
								'script:not([type="application/ld+json"], [src^="/static/search.js"]), style, iframe, [style]')].map((e) => e.outerHTML));
						"""));
	}

	/** Of the page's background as it is painted, from 0 to 1. */
	private double lightness() {
		Object found = this.browser.executeScript("""
				const canvas = document.createElement('canvas').getContext('2d');
				canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
				canvas.fillRect(0, 0, 1, 1);
				const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
				return (r + g + b) / 3 / 255 + 0.000001;
				""");
		return ((Number) Objects.requireNonNull(found)).doubleValue();
	}

	private void screenshot(String page, String theme, int width, String scheme) throws IOException {
		if (!page.equals(theme + "/")) {
			return;
		}
		Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", (width * 5) / 8, "scale", 0.5);
		Map<String, Object> taken = this.browser.executeCdpCommand("Page.captureScreenshot",
				Map.of("format", "webp", "quality", 60, "clip", clip));
		Path folder = Path.of("target/screenshots");
		Files.createDirectories(folder);
		Files.write(folder.resolve("theme-" + theme + "-" + width + "-" + scheme + ".webp"),
				Base64.getDecoder().decode(String.valueOf(taken.get("data"))));
	}

	/**
	 * The sites of the showcase, each with its theme, the journal's content with the
	 * built-in one, and for each theme empty sites with its options.
	 */
	static class Showcase extends TestInstallation {

		private static final Path SITES = Path.of("src/test/resources/showcase");

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			super.initialize(context);
			Path sites = Path.of(Objects.requireNonNull(context.getEnvironment().getProperty("rowhouse.home")))
				.resolve("sites");
			try {
				for (String theme : List.of("plain", "business", "journal", "docs")) {
					Path from = SITES.resolve((theme.equals("plain")) ? "journal" : theme);
					String settings = Files.readString(from.resolve("site.yml"))
						.replaceFirst("theme: .*", "theme: " + theme);
					copy(from, sites.resolve("look-" + theme), settings);
					copy(from, sites.resolve("look-own-" + theme),
							settings.replaceFirst("accent: .*", "ownAccent: \"#b3401f\""));
					for (String scheme : List.of("light", "dark")) {
						empty(sites.resolve("look-" + scheme + "-" + theme), theme, scheme);
					}
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void copy(Path from, Path to, String settings) throws IOException {
			try (Stream<Path> files = Files.list(from)) {
				for (Path file : files.toList()) {
					FileSystemUtils.copyRecursively(file, to.resolve(file.getFileName()));
				}
			}
			Files.writeString(to.resolve("site.yml"), settings);
		}

		private static void empty(Path folder, String theme, String scheme) throws IOException {
			Files.createDirectories(folder);
			Files.writeString(folder.resolve("site.yml"), """
					name: Leeuwenbekjesvermeerderingsvereniging
					theme: %s
					locale: nl
					options: { scheme: %s }
					""".formatted(theme, scheme));
		}

	}

}
