package org.rowhouse.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.rowhouse.media.MediaItem;
import org.rowhouse.media.MediaLibrary;
import org.rowhouse.media.TestPictures;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The media library as somebody with a mouse and a keyboard uses it. Screenshots are in
 * {@code target/screenshots}.
 */
@RowhouseTest
@Tag("browser")
class MediaBrowserTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private MediaLibrary library;

	@TempDir
	private Path folder;

	private ChromeDriver browser;

	private String key;

	@BeforeEach
	void signIn() {
		this.key = "l" + UUID.randomUUID().toString().substring(0, 8);
		this.sites.create(new SiteSettings(this.key, "Library", "",
				List.of(new TypedAddress(this.key + ".localhost", "")), "", "", "", Map.of()));
		this.browser = Browser.signedIn(this.port);
		open("/sites/" + this.key + "/media");
	}

	@AfterEach
	void closeBrowser() {
		this.browser.quit();
	}

	@Test
	void severalFilesAreUploadedDescribedAndReplaced() throws IOException {
		String files = String.join("\n", file("Red Door.jpg", TestPictures.photograph(900, 600, 1)),
				file("bad.png", "no picture".getBytes(StandardCharsets.UTF_8)),
				file("garden.png", TestPictures.encoded(TestPictures.halves(640, 800), "png")));
		this.browser.findElement(By.id("file")).sendKeys(files);
		until("two are done and one is not", () -> text("#uploads-sum").equals("2 uploaded, 1 not"));
		assertThat(text(".upload.is-failed")).contains("bad.png", "Refused", "whatever its name says");
		assertThat(this.browser.findElements(By.cssSelector(".upload.is-done"))).hasSize(2);
		assertThat(this.browser.findElement(By.id("uploads-again")).isDisplayed())
			.as("what was refused would be refused again")
			.isFalse();
		Browser.screenshot(this.browser, "media-uploads-1280");
		drop("dropped.png", TestPictures.encoded(TestPictures.halves(64, 64), "png").length);
		until("the dropped one is there, too", () -> text("#uploads-sum").startsWith("3 uploaded"));

		this.browser.findElement(By.linkText("red-door.jpg")).click();
		until("the file is shown", () -> this.browser.getCurrentUrl().endsWith("/media/red-door.jpg"));
		this.browser.findElement(By.id("alt")).sendKeys("A red door");
		WebElement picture = this.browser.findElement(By.cssSelector("#stage img"));
		until("the picture is loaded", () -> picture.getSize().getWidth() > 100);
		new Actions(this.browser).moveToElement(picture, picture.getSize().getWidth() / 4, 0).click().perform();
		until("the point is where the click was", () -> Math.abs(number("focalX") - 75) <= 1);
		WebElement fromTop = this.browser.findElement(By.id("focalY"));
		fromTop.clear();
		fromTop.sendKeys("10");
		Browser.screenshot(this.browser, "media-file-1280");
		this.browser.findElement(By.cssSelector("[data-save]")).click();
		until("it is saved", () -> this.browser.getPageSource().contains("Saved."));
		assertThat(item()).satisfies((item) -> {
			assertThat(item.alt()).isEqualTo("A red door");
			assertThat(item.focalX()).isBetween(74, 76);
			assertThat(item.focalY()).isEqualTo(10);
		});

		replaceBy(file("other.png", TestPictures.encoded(TestPictures.halves(50, 50), "png")));
		until("it says why not", () -> text("#replace-error").contains("can be replaced by another JPEG file"));
		replaceBy(file("other.jpg", TestPictures.photograph(300, 500, 1)));
		until("the other picture is there", () -> text(".facts").contains("300 × 500"));
		assertThat(item().alt()).isEqualTo("A red door");
		open("/sites/" + this.key + "/media");
		assertThat(this.browser.findElements(By.className("tile"))).hasSize(3);
		assertThat(this.browser.findElements(By.className("tile-flag"))).as("without text").hasSize(2);
		Browser.screenshot(this.browser, "media-1280");
		this.browser.manage().window().setSize(new Dimension(390, 900));
		assertThat((Number) this.browser
			.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isEqualTo(0L);
		Browser.screenshot(this.browser, "media-390");
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.allMatch((entry) -> entry.getMessage().contains("422"));
	}

	private void replaceBy(String path) {
		WebElement chooser = this.browser.findElement(By.id("other"));
		chooser.sendKeys(path);
		this.browser.findElement(By.cssSelector("#replace button")).click();
	}

	/** As a browser tells a page that somebody let go of a file over it. */
	private void drop(String name, int size) {
		this.browser.executeScript(
				"""
						const canvas = document.createElement('canvas');
						canvas.width = arguments[1] % 100 + 20;
						canvas.height = 30;
						canvas.toBlob((blob) => {
							const data = new DataTransfer();
							data.items.add(new File([blob], arguments[0], { type: 'image/png' }));
							document.getElementById('upload').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
						});""",
				name, size);
	}

	private MediaItem item() {
		Site site = this.sites.find(this.key).orElseThrow();
		return this.currentSite.call(site, () -> this.library.find("red-door.jpg")).orElseThrow();
	}

	private int number(String id) {
		return Integer.parseInt(this.browser.findElement(By.id(id)).getAttribute("value"));
	}

	private String text(String selector) {
		return this.browser.findElement(By.cssSelector(selector)).getText();
	}

	private void until(String what, BooleanSupplier condition) {
		Browser.waiting(this.browser, 15).withMessage(what).until((driver) -> condition.getAsBoolean());
	}

	private String file(String name, byte[] bytes) throws IOException {
		return Files.write(this.folder.resolve(name), bytes).toString();
	}

	private void open(String path) {
		this.browser.get("http://localhost:" + this.port + path);
	}

}
