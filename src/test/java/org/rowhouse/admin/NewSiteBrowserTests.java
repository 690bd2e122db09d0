package org.rowhouse.admin;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From the list of sites to a site that is live, and many at once, in a real browser on a
 * desk and on a phone. Screenshots stay in {@code target/screenshots}.
 */
@RowhouseTest
@Tag("browser")
class NewSiteBrowserTests {

	private static final Logger logger = LoggerFactory.getLogger(NewSiteBrowserTests.class);

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteLabels labels;

	private ChromeDriver browser;

	private int clicks;

	@BeforeEach
	void signIn() {
		this.browser = Browser.open();
		open("/login");
		this.browser.findElement(By.name("username")).sendKeys("admin");
		this.browser.findElement(By.name("password")).sendKeys(TestInstallation.PASSWORD);
		this.browser.findElement(By.cssSelector("main button")).click();
		until("/sites is shown", () -> this.browser.getCurrentUrl().endsWith("/sites"));
	}

	@AfterEach
	void closeBrowser() {
		this.browser.quit();
	}

	@ParameterizedTest
	@CsvSource({ "1280, 900", "390, 844" })
	void fromTheListToALiveSite(int width, int height) {
		this.browser.manage().window().setSize(new Dimension(width, height));
		String id = "w" + UUID.randomUUID().toString().substring(0, 6);
		long start = System.nanoTime();
		click(By.linkText("Add site"));
		type("name", "Corner Shop " + id);
		until("key and address follow the name", () -> value("addresses").equals("corner-shop-" + id + ".localhost"));
		until("the address is free", () -> text("#addresses-check").contains("is free"));
		click(By.cssSelector("input[name=theme][value=journal]"));
		until("the preview has the name", () -> inPreview("body").contains("Corner Shop " + id));
		Browser.screenshot(this.browser, "new-site-form-" + width);
		click(By.cssSelector("[data-save]"));
		until("it is live", () -> this.browser.getCurrentUrl().endsWith("/live"));
		double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
		logger.info("New site live after {} clicks and {} s at {} pixels", this.clicks,
				String.format(Locale.ROOT, "%.1f", seconds), width);
		assertThat(this.clicks).isLessThanOrEqualTo(4);
		assertThat(seconds).isLessThan(30);
		assertNothingSticksOut();
		Browser.screenshot(this.browser, "new-site-live-" + width);
		this.browser.get("http://corner-shop-" + id + ".localhost:" + this.port + "/");
		assertThat(text("body")).contains("Corner Shop " + id, "We are online");
		assertNoComplaints();
	}

	@Test
	void whatIsTakenIsToldWhileItIsTypedAndATemplateIsCopied() {
		String id = "y" + UUID.randomUUID().toString().substring(0, 6);
		this.labels.markTemplate(this.sites.find("bakery").orElseThrow(), true);
		try {
			open("/sites/new");
			type("name", "Bakery");
			until("the key is taken", () -> text("#key-check").contains("already"));
			assertThat(text("#addresses-check")).contains("belongs to the site 'bakery'");
			Browser.screenshot(this.browser, "new-site-taken-1280");
			click(By.cssSelector("[data-use]"));
			until("the free one is taken", () -> value("addresses").equals("bakery-2.localhost"));
			until("it is free", () -> text("#key-check").equals("Free"));
			type("key", id);
			until("the address follows", () -> value("addresses").equals(id + ".localhost"));
			click(By.cssSelector("input[name=starter][value='site:bakery']"));
			until("the preview is the template", () -> inPreview("body").contains("bread"));
			click(By.cssSelector("[data-save]"));
			until("the copy is live", () -> this.browser.getCurrentUrl().endsWith("/sites/" + id + "/live"));
			assertNoComplaints();
		}
		finally {
			this.labels.markTemplate(this.sites.find("bakery").orElseThrow(), false);
		}
	}

	@Test
	void manyAreChangedFromTheListAndTakenBack() {
		open("/sites?q=garden");
		click(By.cssSelector("[data-check-sites]"));
		this.browser.findElement(By.cssSelector("#bulk-action option[value=suspend]")).click();
		click(By.cssSelector("#bulk button"));
		until("the effect is told", () -> text("main").contains("come back later"));
		for (int width : new int[] { 390, 1280 }) {
			this.browser.manage().window().setSize(new Dimension(width, 900));
			assertNothingSticksOut();
		}
		click(By.cssSelector("main .btn--primary"));
		until("the job is done", () -> text("#job").contains("1 changed"));
		Browser.screenshot(this.browser, "job-1280");
		this.browser.manage().window().setSize(new Dimension(390, 844));
		assertNothingSticksOut();
		Browser.screenshot(this.browser, "job-390");
		click(By.xpath("//button[text()='Undo']"));
		until("it is taken back", () -> text("#job").contains("Takes back") && text("#job").contains("1 changed"));
		assertNoComplaints();
	}

	private void assertNothingSticksOut() {
		assertThat((Number) this.browser
			.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isEqualTo(0L);
	}

	private void assertNoComplaints() {
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.isEmpty();
	}

	/** The text of an element in the preview, which may be on its way. */
	private String inPreview(String selector) {
		try {
			this.browser.switchTo()
				.frame(this.browser.findElement(By.cssSelector("[data-stage]:not([aria-busy]) iframe")));
			return this.browser.findElement(By.cssSelector(selector)).getText();
		}
		catch (WebDriverException ex) {
			return "";
		}
		finally {
			this.browser.switchTo().defaultContent();
		}
	}

	/** A page that is being replaced has no text. */
	private String text(String selector) {
		try {
			return this.browser.findElement(By.cssSelector(selector)).getText();
		}
		catch (WebDriverException ex) {
			return "";
		}
	}

	private String value(String id) {
		return this.browser.findElement(By.id(id)).getDomProperty("value");
	}

	private void type(String name, String text) {
		WebElement field = this.browser.findElement(By.name(name));
		field.clear();
		field.sendKeys(text);
	}

	private void click(By what) {
		WebElement element = this.browser.findElement(what);
		this.browser.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
		element.click();
		this.clicks++;
	}

	private void until(String what, BooleanSupplier condition) {
		Browser.waiting(this.browser, 20).withMessage(what).until((driver) -> condition.getAsBoolean());
	}

	private void open(String path) {
		this.browser.get("http://localhost:" + this.port + path);
	}

}
