package org.rowhouse.admin;

import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages and menu put in order in a real browser: by keyboard and by dragging. Screenshots
 * stay in {@code target/screenshots}.
 */
@RowhouseTest
@Tag("browser")
class TreeBrowserTests {

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private ChromeDriver browser;

	private String key;

	@BeforeEach
	void signIn() {
		this.key = "w" + UUID.randomUUID().toString().substring(0, 8);
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.api.json("POST", "/api/sites",
				"{\"key\":\"" + this.key + "\",\"name\":\"Corner Shop\",\"addresses\":[\"" + this.key + ".test\"]}");
		for (String page : List.of("index", "about", "contact", "contact/map", "offers")) {
			this.api.json("PUT", "/api/sites/" + this.key + "/pages/" + page,
					"{\"title\":\"" + page + "\",\"markdown\":\"Text of " + page + "\",\"state\":\"published\"}");
		}
		this.browser = Browser.signedIn(this.port);
	}

	@AfterEach
	void closeBrowser() {
		this.browser.quit();
	}

	@Test
	void pagesAndMenuArePutInOrderByKeyboardAndByDragging() {
		open("/sites/" + this.key + "/pages");
		untilTree("index about contact contact/map offers");
		keys("offers", Keys.ARROW_UP);
		untilTree("index about offers contact contact/map");
		until("the place is announced", () -> said("tree-said").contains("number 2 of 3 at the top level"));
		assertThat(this.browser.switchTo().activeElement().getText()).isEqualTo("offers");
		keys("offers", Keys.ARROW_RIGHT);
		untilTree("index about about/offers contact contact/map");
		keys("offers", Keys.ARROW_LEFT);
		untilTree("index about offers contact contact/map");
		drag(handle("contact"), handle("about"));
		untilTree("index about about/contact about/contact/map offers");
		drag(handle("about"), handle("contact"));
		untilTree("index about about/contact about/contact/map offers");
		assertThat(Http.to(this.port, this.key + ".test").get("/about/contact/map").body())
			.contains("Text of contact/map");
		this.browser.findElement(By.cssSelector("[data-path='about'] > .tree-row > button.tree-toggle")).click();
		open("/sites/" + this.key + "/pages");
		until("the branch stays closed",
				() -> !this.browser.findElement(By.cssSelector("[data-path='about/contact']")).isDisplayed());
		screenshots("pages-tree");
		menu();
		this.browser.manage().window().setSize(new Dimension(390, 844));
		assertThat((Long) this.browser.executeScript("return document.documentElement.scrollWidth - innerWidth"))
			.isLessThanOrEqualTo(0);
	}

	private void menu() {
		open("/sites/" + this.key + "/menu");
		for (String entry : List.of("About /about", "Offers /offers", "Friends https://example.org/")) {
			press("Add an entry");
			List<WebElement> rows = this.browser.findElements(By.cssSelector(".menu-row"));
			WebElement row = rows.get(rows.size() - 1);
			row.findElement(By.name("label")).sendKeys(entry.split(" ")[0]);
			row.findElement(By.name("path")).sendKeys(entry.split(" ")[1]);
		}
		this.browser.findElements(By.name("label")).get(2).sendKeys(Keys.chord(Keys.ALT, Keys.ARROW_UP));
		until("announced", () -> said("menu-said").contains("Friends is number 2 of 3"));
		List<WebElement> handles = this.browser.findElements(By.cssSelector(".menu-row .tree-handle"));
		drag(handles.get(2), handles.get(0), -30);
		screenshots("menu");
		press("Save menu");
		until("saved", () -> this.browser.getPageSource().contains("Menu saved."));
		assertThat(this.api.get("/api/sites/" + this.key + "/menu").body()).containsSubsequence("https://example.org/");
		List<String> labels = this.browser.findElements(By.name("label"))
			.stream()
			.map((input) -> input.getDomProperty("value"))
			.toList();
		assertThat(labels).containsExactlyInAnyOrder("About", "Offers", "Friends").startsWith("Offers");
	}

	private void press(String button) {
		for (WebElement found : this.browser.findElements(By.cssSelector("main button:not(.sr)"))) {
			if (found.getText().equals(button)) {
				found.click();
				return;
			}
		}
		throw new AssertionError("No button " + button);
	}

	private void keys(String title, Keys arrow) {
		this.browser.findElement(By.linkText(title)).sendKeys(Keys.chord(Keys.ALT, arrow));
	}

	private WebElement handle(String title) {
		return this.browser.findElement(By.cssSelector("[data-title='" + title + "'] > .tree-row > .tree-handle"));
	}

	private void drag(WebElement from, WebElement to) {
		drag(from, to, 0);
	}

	/** Ends so many pixels below the middle of where it is dragged to. */
	private void drag(WebElement from, WebElement to, int below) {
		new Actions(this.browser).moveToElement(from)
			.clickAndHold()
			.moveByOffset(0, 8)
			.moveToElement(to, 0, below)
			.release()
			.perform();
	}

	private String said(String id) {
		return this.browser.findElement(By.id(id)).getDomProperty("textContent");
	}

	private void untilTree(String expected) {
		until(expected, () -> expected.equals(this.browser.executeScript(
				"return [...document.querySelectorAll('.tree-item')].map((i) => i.dataset.path || 'index').join(' ')")));
	}

	private void until(String what, BooleanSupplier condition) {
		Browser.waiting(this.browser, 20).withMessage(what).until((browser) -> condition.getAsBoolean());
	}

	private void screenshots(String name) {
		for (int width : List.of(1280, 390)) {
			this.browser.manage().window().setSize(new Dimension(width, 900));
			Browser.screenshot(this.browser, name + "-" + width);
		}
		this.browser.manage().window().setSize(new Dimension(1280, 900));
	}

	private void open(String path) {
		this.browser.get("http://localhost:" + this.port + path);
	}

}
