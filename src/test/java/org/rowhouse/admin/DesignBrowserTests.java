package org.rowhouse.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.rowhouse.site.Home;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.theme.Themes;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The live preview of a design in a real browser. Screenshots stay in
 * {@code target/screenshots}.
 */
@RowhouseTest
@Tag("browser")
class DesignBrowserTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Home home;

	@Autowired
	private Themes themes;

	@Autowired
	private Sites sites;

	private ChromeDriver browser;

	private String key;

	private String lastBackground = "";

	@BeforeEach
	void openDesignPage() throws IOException {
		write("theme.yml",
				"""
						title: Painted
						description: One colour all over, to see that the preview follows.
						options:
						  paint: { type: color, label: Paint, hint: Of the whole page., group: Look, default: "#102030", variable: "--paint" }
						  notice: { type: text, label: Notice, group: Header }
						""");
		write("templates/home.html",
				"""
						<!DOCTYPE html><html lang="en" xmlns:th="http://www.thymeleaf.org"><head><title>Painted</title>
						<link rel="stylesheet" th:href="@{/static/site.css}"><link rel="stylesheet" th:href="@{/options.css}"></head>
						<body><h1 th:text="${site.options.notice ?: 'No notice'}">Notice</h1></body></html>""");
		write("static/site.css", "body { background: var(--paint); color: white }");
		this.themes.reload();
		this.key = "p" + UUID.randomUUID().toString().substring(0, 8);
		this.sites.create(new SiteSettings(this.key, "Painted", "",
				List.of(new TypedAddress(this.key + ".localhost", "")), "painted", "", "", Map.of()));
		this.browser = Browser.signedIn(this.port);
		open("/sites/" + this.key + "/design");
	}

	@AfterEach
	void closeBrowser() {
		this.browser.quit();
	}

	@Test
	void thePreviewFollowsEachChangeAndNothingIsSavedUntilSomebodySaves() {
		untilPreview("rgba(16, 32, 48, 1)", "No notice");
		type("option.paint", "#c03020");
		type("option.notice", "Closed today");
		untilPreview("rgba(192, 48, 32, 1)", "Closed today");
		assertThat(this.browser.findElements(By.cssSelector("[data-stage] iframe"))).hasSize(1);
		assertThat(this.sites.find(this.key).orElseThrow().options()).isEmpty();
		Browser.screenshot(this.browser, "design-1280");
		this.browser.executeScript("const picker = document.querySelector('[data-color-of]'); picker.value = '#208040';"
				+ "picker.dispatchEvent(new Event('input', { bubbles: true }));");
		untilPreview("rgba(32, 128, 64, 1)", "Closed today");
		assertThat(field("option.paint").getAttribute("value")).isEqualTo("#208040");
		WebElement page = this.browser.findElement(By.tagName("html"));
		this.browser.findElement(By.cssSelector("[data-save]")).click();
		Browser.awaitNextPage(this.browser, page);
		assertThat(this.sites.find(this.key).orElseThrow().options()).containsEntry("paint", "#208040")
			.containsEntry("notice", "Closed today");
		untilPreview("rgba(32, 128, 64, 1)", "Closed today");
		click(By.cssSelector("[data-reset='option-paint']"));
		untilPreview("rgba(16, 32, 48, 1)", "Closed today");
		assertNoComplaints();
	}

	@Test
	void anotherThemeBringsItsFormAndItsPreview() {
		untilPreview("rgba(16, 32, 48, 1)", "No notice");
		click(By.cssSelector(".themes summary"));
		click(By.id("theme-plain"));
		wait10().until(ExpectedConditions.invisibilityOfElementLocated(By.name("option.paint")));
		until("the preview shows the theme plain", () -> inPreview("header").contains("Painted"));
		click(By.id("theme-painted"));
		wait10().until(ExpectedConditions.presenceOfElementLocated(By.name("option.paint")));
		untilPreview("rgba(16, 32, 48, 1)", "No notice");
		assertNoComplaints();
	}

	@Test
	void thePageFitsAPhone() {
		this.browser.manage().window().setSize(new Dimension(390, 900));
		untilPreview("rgba(16, 32, 48, 1)", "No notice");
		assertThat((Number) this.browser
			.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isEqualTo(0L);
		Browser.screenshot(this.browser, "design-390");
		open("/sites/bakery/design");
		Browser.screenshot(this.browser, "design-bakery-390");
	}

	private void untilPreview(String background, String text) {
		until("the preview is " + background + " and says " + text,
				() -> inPreview("h1").equals(text) && background.equals(this.lastBackground));
	}

	/** The text of an element in the preview, which may be on its way. */
	private String inPreview(String selector) {
		try {
			this.browser.switchTo()
				.frame(this.browser.findElement(By.cssSelector("[data-stage]:not([aria-busy]) iframe")));
			this.lastBackground = this.browser.findElement(By.tagName("body")).getCssValue("background-color");
			return this.browser.findElement(By.cssSelector(selector)).getText();
		}
		catch (WebDriverException ex) {
			return "";
		}
		finally {
			this.browser.switchTo().defaultContent();
		}
	}

	private void until(String what, BooleanSupplier condition) {
		wait10().withMessage(what).until((driver) -> condition.getAsBoolean());
	}

	private WebDriverWait wait10() {
		return Browser.waiting(this.browser, 10);
	}

	private void assertNoComplaints() {
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.isEmpty();
	}

	/** The bar with the button to save stays at the bottom of the window. */
	private void click(By what) {
		WebElement element = this.browser.findElement(what);
		this.browser.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
		element.click();
	}

	private WebElement field(String name) {
		return this.browser.findElement(By.name(name));
	}

	private void type(String name, String text) {
		field(name).clear();
		field(name).sendKeys(text);
	}

	private void open(String path) {
		this.browser.get("http://localhost:" + this.port + path);
	}

	private void write(String name, String text) throws IOException {
		Path file = this.home.root().resolve("platform/themes/painted/" + name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
