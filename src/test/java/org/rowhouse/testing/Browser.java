package org.rowhouse.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium without a window.
 */
public final class Browser {

	private static final List<String> BROWSERS = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
			"/usr/bin/google-chrome");

	private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver",
			"/usr/lib/chromium-browser/chromedriver", "/usr/lib/chromium/chromedriver");

	private Browser() {
	}

	/**
	 * Opens a browser, or fails: a test that needs one is not passed by not having one.
	 */
	public static ChromeDriver open() {
		File chromium = find("CHROME_BIN", BROWSERS);
		File chromedriver = find("CHROMEDRIVER", DRIVERS);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium);
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--user-data-dir=" + profile());
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logging);
		ChromeDriver driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(chromedriver).build(), options);
		driver.manage().window().setSize(new Dimension(1280, 900));
		return driver;
	}

	/**
	 * Opens a browser in which the administrator of the test installation has signed in.
	 * @param port where the application listens
	 */
	public static ChromeDriver signedIn(int port) {
		ChromeDriver driver = open();
		signIn(driver, port);
		return driver;
	}

	/** Signs the administrator of the test installation in. */
	public static void signIn(ChromeDriver browser, int port) {
		browser.get("http://localhost:" + port + "/login");
		browser.findElement(By.name("username")).sendKeys("admin");
		browser.findElement(By.name("password")).sendKeys(TestInstallation.PASSWORD);
		browser.findElement(By.cssSelector("main button")).click();
		waiting(browser, 20).until(ExpectedConditions.urlMatches("/sites$"));
	}

	/**
	 * Waits for what a page becomes. In the moment between two documents the driver fails
	 * in other words than that an element is gone, so any failure is asked about again;
	 * one that lasts is the cause of the one that ends the wait.
	 * @param seconds how long at most
	 */
	public static WebDriverWait waiting(WebDriver browser, int seconds) {
		WebDriverWait waiting = new WebDriverWait(browser, Duration.ofSeconds(seconds));
		waiting.ignoring(WebDriverException.class);
		return waiting;
	}

	/**
	 * Waits until another document has taken the place of one.
	 * @param page an element of the one that was there
	 */
	public static void awaitNextPage(ChromeDriver browser, WebElement page) {
		waiting(browser, 15).until(ExpectedConditions.stalenessOf(page));
	}

	/**
	 * Keeps a picture of what the browser shows in {@code target/screenshots}; with
	 * {@code -Dupdate.docs=true} also in {@code docs/images}, if it is shown in the
	 * documents.
	 */
	public static void screenshot(ChromeDriver browser, String name) {
		try {
			byte[] picture = browser.getScreenshotAs(OutputType.BYTES);
			Files.write(Files.createDirectories(Path.of("target/screenshots")).resolve(name + ".png"), picture);
			Path shown = Path.of("docs/images", name + ".png");
			if (Boolean.getBoolean("update.docs")
					&& Files.readString(Path.of("docs/editing.md")).contains(name + ".png")) {
				Files.createDirectories(shown.getParent());
				Files.write(shown, picture);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static File find(String variable, List<String> usual) {
		return Optional.ofNullable(System.getenv(variable))
			.map(File::new)
			.or(() -> usual.stream().map(File::new).filter(File::canExecute).findFirst())
			.orElseThrow(() -> new IllegalStateException("The browser tests need Chromium and its driver. On Debian: "
					+ "apt-get install chromium chromium-driver. Elsewhere set CHROME_BIN and CHROMEDRIVER."));
	}

	private static String profile() {
		try {
			return Files.createTempDirectory("rowhouse-browser").toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
