package org.rowhouse.admin;

import java.util.UUID;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.rowhouse.AdminSession;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor sees while writing, in a real browser: what is typed is kept, somebody
 * else saves in between, both are put together, and others look at it before visitors do.
 */
@RowhouseTest
@Tag("browser")
class ItemFormBrowserTests {

	@Value("${local.server.port}")
	private int port;

	private final String key = "w" + UUID.randomUUID().toString().substring(0, 8);

	private ChromeDriver browser;

	@BeforeEach
	void openBrowser() {
		Http.to(this.port, "localhost")
			.as("admin", TestInstallation.PASSWORD)
			.json("POST", "/api/sites", "{\"key\":\"" + this.key + "\",\"name\":\"Writers\",\"theme\":\"business\"}");
		this.browser = Browser.open();
	}

	@AfterEach
	void closeBrowser() {
		this.browser.quit();
	}

	@Test
	void fromATextThatWasNotSavedToOneThatIsMergedAndShownToOthers() {
		Browser.signIn(this.browser, this.port);
		String page = write();
		saveInBetween(page);
		merge();
		compareAndRestore(page);
		preview(page);
		schedule(page);
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue()
					&& !entry.getMessage().matches(".*responded with a status of 409 .*"))
			.isEmpty();
	}

	private String write() {
		open("/sites/" + this.key + "/pages/new");
		// The browser remembers it for all forms.
		this.browser.findElement(By.cssSelector("[data-mode=markdown]")).click();
		type("title", "Rye bread");
		type("markdown", "We bake at four.\n\nIt is dark.\n\nCome early.");
		waitFor("#autosave-status", "Saved as a draft copy");
		open("/sites/" + this.key + "/pages/new");
		assertThat(text()).contains("unsaved changes of yours", "Rye bread");
		Browser.screenshot(this.browser, "item-unsaved");
		this.browser.findElement(By.linkText("Restore")).click();
		waitFor("main", "not saved yet");
		assertThat(this.browser.findElement(By.id("markdown")).getDomProperty("value")).contains("It is dark.");
		press("button[name=action][value=save][data-save]");
		waitFor("body", "Saved.");
		assertThat(text()).doesNotContain("unsaved changes", "not saved");
		return this.browser.getCurrentUrl().replaceFirst("^http://[^/]+", "");
	}

	private void saveInBetween(String page) {
		type("markdown", "We bake at four.\n\nIt is dark.\n\nCome early, please.");
		Http other = AdminSession.signIn(this.port);
		String csrf = AdminSession.csrf(other.get("/sites/new"));
		other.form(page, "title=Rye+bread&version=1&markdown=We+bake+at+five.%0A%0AIt+is+dark.%0A%0ACome+early."
				+ "&action=publish&_csrf=" + csrf);
		press("button[name=action][value=save][data-save]");
		waitFor("h1", "Somebody else has saved this page");
		assertThat(text()).contains("What admin changed", "What you changed");
		Browser.screenshot(this.browser, "item-conflict");
		assertThat(this.browser.findElements(By.cssSelector("ins"))).extracting(WebElement::getText)
			.contains("five", ", please");
	}

	private void merge() {
		press("button[value=merge]");
		waitFor("main", "The changes of both are in the form now");
		press("button[name=action][value=save][data-save]");
		waitFor("body", "Saved.");
		assertThat(site("/rye-bread")).contains("We bake at five.", "Come early, please.");
	}

	private void compareAndRestore(String page) {
		open(page + "/history");
		press(".savebar button");
		waitFor("h1", "What changed");
		Browser.screenshot(this.browser, "item-compare");
		assertThat(this.browser.findElements(By.cssSelector("ins"))).extracting(WebElement::getText)
			.contains(", please");
		open(page + "/history/1");
		press(".head-actions form button");
		waitFor("body", "Version 1 is back, as version 4.");
		assertThat(site("/rye-bread")).contains("We bake at four.", "Come early.");
	}

	private void preview(String page) {
		press("button[name=action][value=unpublish]");
		waitFor("body", "Unpublished");
		open(page + "/preview-links");
		press("main form.panel button");
		waitFor("body", "Link, until");
		String link = this.browser.findElement(By.id("link")).getDomProperty("value");
		this.browser.manage().deleteAllCookies();
		this.browser.get(link);
		assertThat(text()).contains("Rye bread", "We bake at four.");
		assertThat(site("/rye-bread")).doesNotContain("We bake");
		Browser.signIn(this.browser, this.port);
	}

	private void schedule(String page) {
		open(page);
		this.browser.executeScript(
				"const at = document.getElementById('publishAt'); at.value = '2099-05-01T09:30'; at.dispatchEvent(new Event('input', { bubbles: true }))");
		WebElement publish = this.browser.findElement(By.cssSelector("[data-publish]"));
		assertThat(publish.getText()).isEqualTo("Schedule");
		press("[data-publish]");
		waitFor("body", "Scheduled: visitors see it from 1 May 2099, 09:30");
	}

	private String site(String path) {
		return Http.to(this.port, this.key + ".localhost").get(path).body();
	}

	private void open(String path) {
		this.browser.get("http://localhost:" + this.port + path);
	}

	private void type(String name, String text) {
		WebElement field = this.browser.findElement(By.cssSelector("main [name='" + name + "']"));
		field.clear();
		field.sendKeys(text);
	}

	/** By script where the bar at the bottom may lie above it. */
	private void press(String selector) {
		WebElement page = this.browser.findElement(By.tagName("html"));
		this.browser.executeScript("arguments[0].click()", this.browser.findElement(By.cssSelector(selector)));
		Browser.awaitNextPage(this.browser, page);
	}

	private void waitFor(String selector, String text) {
		Browser.waiting(this.browser, 15)
			.until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
	}

	private String text() {
		return this.browser.findElement(By.tagName("body")).getText();
	}

}
