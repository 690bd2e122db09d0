package org.rowhouse.admin;

import java.util.List;
import java.util.UUID;
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
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.rowhouse.account.FirstAdministrator;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a new administrator does, in a real browser: setup, sign in, add a site, see it
 * live on its host, write and publish a post, suspend. Screenshots stay in
 * {@code target/screenshots}.
 */
@Tag("database")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestInstallation.WithoutAdministrator.class)
@DirtiesContext
@Tag("browser")
class AdminBrowserTests {

	private static final String PASSWORD = "five rows of small houses";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private FirstAdministrator firstAdministrator;

	private ChromeDriver browser;

	@BeforeEach
	void openBrowser() {
		this.browser = Browser.open();
	}

	@AfterEach
	void closeBrowser() {
		this.browser.quit();
	}

	@Test
	void fromTheSetupLinkToAPublishedPostAndASuspendedSite() {
		String key = "b" + UUID.randomUUID().toString().substring(0, 6);
		setUpAndSignIn();
		addSite(key);
		publishPost(key);
		readOnItsHost(key);
		suspendAndResume(key);
		lookAtEverything(key);
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue()
					// the statuses that this journey asks for on purpose
					&& !entry.getMessage().matches(".*responded with a status of (403|404|422|503) .*"))
			.isEmpty();
	}

	private void setUpAndSignIn() {
		String link = this.firstAdministrator.setupPath();
		open("localhost", link);
		Browser.screenshot(this.browser, "setup");
		type("password", PASSWORD);
		type("passwordAgain", "something else");
		submit("main form");
		assertThat(text()).contains("The two passwords differ");
		type("password", PASSWORD);
		type("passwordAgain", PASSWORD);
		submit("main form");
		waitForPath("/login");
		open("localhost", link);
		assertThat(this.browser.findElements(By.name("password"))).isEmpty();
		open("localhost", "/");
		waitForPath("/login");
		type("username", "admin");
		type("password", "wrong");
		submit("main form");
		assertThat(text()).contains("Name or password is wrong");
		type("username", "admin");
		type("password", PASSWORD);
		Browser.screenshot(this.browser, "login");
		submit("main form");
		waitForPath("/sites");
		assertThat(text()).contains("Hollow Lane Garden", "Kornblume");
		Browser.screenshot(this.browser, "sites");
	}

	private void addSite(String key) {
		open("localhost", "/sites");
		this.browser.findElement(By.linkText("Add site")).click();
		waitForPath("/sites/new");
		type("name", "Corner Shop " + key);
		type("key", "garden");
		submit("main form[method=post]");
		assertThat(text()).contains("There is a site with the key 'garden' already");
		Browser.screenshot(this.browser, "site-form-error");
		type("key", key);
		type("addresses", key + ".localhost");
		submit("main form[method=post]");
		waitForPath("/sites/" + key + "/live");
		open("localhost", "/sites/" + key);
		Browser.screenshot(this.browser, "site");
		open(key + ".localhost", "/");
		assertThat(text()).contains("Corner Shop " + key);
		Browser.screenshot(this.browser, "new-site");
	}

	private void publishPost(String key) {
		open("localhost", "/sites/" + key + "/posts/new");
		type("title", "We are open");
		type("path", "we-are-open");
		type("tags", "news, opening hours");
		this.browser.findElement(By.cssSelector("[data-mode=markdown]")).click();
		type("markdown", "Come **in**, we have:\n\n- apples\n- pears");
		Browser.waiting(this.browser, 10)
			.until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector("#preview"), "apples"));
		assertThat(this.browser.findElements(By.cssSelector("#preview li"))).hasSize(2);
		Browser.screenshot(this.browser, "post-form");
		this.browser.findElement(By.cssSelector("button[name=action][value=publish]:not([hidden])")).click();
		Browser.waiting(this.browser, 10)
			.until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), "Published."));
		Browser.screenshot(this.browser, "post-published");
	}

	private void readOnItsHost(String key) {
		open(key + ".localhost", "/posts/we-are-open");
		assertThat(text()).contains("We are open", "apples", "opening hours");
		open(key + ".localhost", "/");
		assertThat(text()).contains("We are open");
		open(key + ".localhost", "/tag/opening-hours");
		assertThat(text()).contains("We are open");
	}

	private void suspendAndResume(String key) {
		open("localhost", "/sites/" + key);
		stateButton("suspended").click();
		Browser.waiting(this.browser, 10)
			.until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), "is now suspended"));
		open(key + ".localhost", "/");
		assertThat(text()).doesNotContain("We are open");
		Browser.screenshot(this.browser, "suspended");
		open("localhost", "/sites/" + key);
		stateButton("active").click();
		Browser.waiting(this.browser, 10)
			.until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), "is now active"));
		open(key + ".localhost", "/");
		assertThat(text()).contains("We are open");
	}

	/**
	 * Both demo sites and the admin UI, wide and narrow: nothing is wider than the
	 * window.
	 */
	private void lookAtEverything(String key) {
		for (int width : new int[] { 1280, 390 }) {
			this.browser.manage().window().setSize(new Dimension(width, 900));
			for (String path : List.of("/", "/visit", "/posts", "/posts/opening-day", "/tag/autumn", "/nothing-here")) {
				for (String site : List.of("garden", "bakery")) {
					open(site + ".localhost", path);
					assertNothingSticksOut(site + path);
					Browser.screenshot(this.browser, site + path.replace('/', '-') + width);
				}
			}
			for (String path : List.of("/sites", "/addresses?url=garden.localhost/x", "/sites/new", "/sites/garden",
					"/sites/garden/pages", "/sites/garden/posts", "/sites/" + key + "/posts/new",
					"/sites/" + key + "/delete")) {
				open("localhost", path);
				assertNothingSticksOut(path);
				Browser.screenshot(this.browser, "admin" + path.replace(key, "key").replaceAll("[/?=]", "-") + width);
			}
		}
	}

	private void assertNothingSticksOut(String what) {
		Object excess = this.browser
			.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
		assertThat(((Number) excess).intValue()).as("pixels that stick out on " + what).isLessThanOrEqualTo(0);
	}

	private WebElement stateButton(String state) {
		return this.browser.findElement(By
			.xpath("//form[.//input[@name='state' and @value='" + state + "']]//button[@type='submit' or not(@type)]"));
	}

	private void open(String host, String path) {
		this.browser.get("http://" + host + ":" + this.port + path);
	}

	private void type(String name, String text) {
		WebElement field = this.browser.findElement(By.cssSelector("[name='" + name + "']:not([type=hidden])"));
		field.clear();
		field.sendKeys(text);
	}

	private void submit(String form) {
		WebElement page = this.browser.findElement(By.tagName("html"));
		WebElement button = this.browser
			.findElement(By.cssSelector(form + " button.btn--primary, " + form + " button[type=submit]"));
		this.browser.executeScript("arguments[0].scrollIntoView({ block: 'center' })", button);
		button.click();
		Browser.awaitNextPage(this.browser, page);
	}

	private void waitForPath(String path) {
		Browser.waiting(this.browser, 10).until(ExpectedConditions.urlMatches("^http://[^/]+" + path + "([?#].*)?$"));
	}

	private String text() {
		return this.browser.findElement(By.tagName("body")).getText();
	}

}
