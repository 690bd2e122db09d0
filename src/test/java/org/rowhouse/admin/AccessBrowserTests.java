package org.rowhouse.admin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From a site that everybody reads to one that asks for a password, in a real browser, by
 * its owner and by a visitor, wide and narrow, light and dark.
 */
@RowhouseTest
@Tag("browser")
class AccessBrowserTests {

	private static final String PASSWORD = "three old owls";

	private static final String EVERYTHING = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
			+ " 'wcag22aa', 'best-practice'] }";

	@Value("${local.server.port}")
	private int port;

	private final List<String> problems = new ArrayList<>();

	private String axe;

	private ChromeDriver browser;

	@BeforeEach
	void signIn() throws IOException {
		try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
			this.axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		this.browser = Browser.signedIn(this.port);
		this.browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
	}

	@AfterEach
	void closeBrowser() {
		this.browser.quit();
	}

	@Test
	void anOwnerMakesABranchPrivateAndAVisitorSignsInToIt() {
		String key = "a" + UUID.randomUUID().toString().substring(0, 6);
		Http api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		api.json("POST", "/api/sites",
				"{\"key\":\"" + key + "\",\"name\":\"Owls and friends\",\"addresses\":[\"" + key + ".localhost\"]}");
		api.json("PUT", "/api/sites/" + key + "/pages/club",
				"{\"title\":\"The club\",\"markdown\":\"Welcome inside.\",\"state\":\"published\"}");
		this.browser.get("http://localhost:" + this.port + "/sites/" + key);
		click(By.linkText("Access"));
		look("access-empty");
		click(By.linkText("Make something private…"));
		type("path", "/club");
		type("password", "short");
		click(By.cssSelector("[data-save]"));
		until("the mistake is told", () -> text("main").contains("at least 8 characters"));
		assertThat(this.browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("password");
		look("access-form");
		type("password", PASSWORD);
		click(By.cssSelector("[data-save]"));
		until("it is private", () -> text("body").contains("/club is private now"));
		look("access");
		this.browser.get("http://" + key + ".localhost:" + this.port + "/club?from=mail");
		assertThat(text("main")).contains("This part of the site is private").doesNotContain("Welcome inside");
		look("sign-in");
		type("visitor-password", "three young owls");
		click(By.cssSelector("main button"));
		until("the mistake is told", () -> text("main").contains("That is not right"));
		look("sign-in-again");
		type("visitor-password", PASSWORD);
		click(By.cssSelector("main button"));
		until("the page is shown", () -> text("main").contains("Welcome inside"));
		assertThat(this.browser.getCurrentUrl()).endsWith("/club?from=mail");
		click(By.linkText("Sign out"));
		look("sign-out");
		click(By.cssSelector("main button"));
		until("it asks again", () -> text("main").contains("This part of the site is private"));
		assertThat(this.problems).isEmpty();
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			// the page that asks for the password, and a form with a mistake
			.filteredOn((entry) -> !entry.getMessage().matches(".* (401|422) .*"))
			.isEmpty();
	}

	/** Wide and narrow, light and dark. */
	private void look(String name) {
		for (int width : new int[] { 1280, 390 }) {
			this.browser.manage().window().setSize(new Dimension(width, 900));
			for (String scheme : List.of("light", "dark")) {
				this.browser.executeCdpCommand("Emulation.setEmulatedMedia",
						Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
				String what = name + "-" + width + "-" + scheme;
				barriers().forEach((barrier) -> this.problems.add(what + ": " + barrier));
				Object over = this.browser.executeScript(
						"return document.documentElement.scrollWidth - document.documentElement.clientWidth");
				if (!Long.valueOf(0).equals(over)) {
					this.problems.add(what + " sticks out by " + over);
				}
				Browser.screenshot(this.browser, what);
			}
		}
		this.browser.manage().window().setSize(new Dimension(1280, 900));
	}

	@SuppressWarnings("unchecked")
	private List<String> barriers() {
		if (!Boolean.TRUE.equals(this.browser.executeScript("return typeof axe === 'object'"))) {
			this.browser.executeScript(this.axe);
		}
		return (List<String>) Objects.requireNonNull(this.browser.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run(document, { runOnly: %s, resultTypes: ['violations'] }).then(
					(result) => done(result.violations.map((rule) => rule.id + ': ' + rule.nodes.map((node) =>
						node.target.join(' ') + ' ' + node.any.map((check) => check.message).join(' ')).join('; '))),
					(error) => done(['axe failed: ' + error]));
				""".formatted(EVERYTHING)));
	}

	private void click(By by) {
		WebElement page = this.browser.findElement(By.tagName("html"));
		this.browser.findElement(by).click();
		Browser.awaitNextPage(this.browser, page);
	}

	private void type(String id, String text) {
		WebElement field = this.browser.findElement(By.id(id));
		field.clear();
		field.sendKeys(text);
	}

	private String text(String css) {
		return this.browser.findElement(By.cssSelector(css)).getText();
	}

	private void until(String what, BooleanSupplier condition) {
		Browser.waiting(this.browser, 20).withMessage(what).until((driver) -> condition.getAsBoolean());
	}

}
