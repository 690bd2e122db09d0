package org.rowhouse.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.rowhouse.site.AllSites;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A passkey of a device: added, used in the place of the password, removed; and the pages
 * for signing in.
 */
@RowhouseTest
@Tag("browser")
class PasskeyBrowserTests {

	private static final String PASSWORD = "seven seldom sailing ships";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private AccountRepository accounts;

	@Autowired
	private Passwords passwords;

	@Autowired
	private AllSites allSites;

	private FluentWait<WebDriver> waiting;

	@Test
	void aPasskeySignsInUntilItIsRemoved() {
		this.allSites.call("a test",
				() -> this.accounts.save(new Account("k-ada", this.passwords.hash(PASSWORD), false, Instant.now())));
		ChromeDriver browser = Browser.open();
		try {
			this.waiting = Browser.waiting(browser, 20);
			VirtualAuthenticator device = browser.addVirtualAuthenticator(
					new VirtualAuthenticatorOptions().setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
						.setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
						.setHasResidentKey(true)
						.setHasUserVerification(true)
						.setIsUserVerified(true));
			go(browser, "/login");
			browser.findElement(By.name("username")).sendKeys("k-ada");
			browser.findElement(By.name("password")).sendKeys(PASSWORD);
			browser.findElement(By.cssSelector("form .btn--primary")).click();
			this.waiting.until(ExpectedConditions.urlContains("/sites"));
			go(browser, "/account");
			browser.findElement(By.id("passkey-name")).sendKeys("Test device");
			browser.findElement(By.cssSelector("[data-passkey-add] button")).click();
			this.waiting.until(ExpectedConditions.textToBePresentInElementLocated(By.id("passkeys"), "never used"));
			assertThat(device.getCredentials()).singleElement()
				.satisfies((key) -> assertThat(key.getRpId()).isEqualTo("localhost"));
			Browser.screenshot(browser, "account");

			signOut(browser);
			passkey(browser);
			this.waiting.until(ExpectedConditions.urlContains("/sites"));
			go(browser, "/account");
			assertThat(browser.findElement(By.id("passkeys")).getText()).contains("Test device", "last used");

			device.setUserVerified(false);
			signOut(browser);
			passkey(browser);
			this.waiting.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("[data-passkey-error]")));
			assertThat(browser.getCurrentUrl()).endsWith("/login?signedOut");

			device.setUserVerified(true);
			passkey(browser);
			this.waiting.until(ExpectedConditions.urlContains("/sites"));
			go(browser, "/account");
			browser.findElement(By.cssSelector("[aria-label='Remove Test device']")).click();
			this.waiting.until(
					ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), "does not work any more"));
			signOut(browser);
			passkey(browser);
			this.waiting.until(ExpectedConditions
				.textToBePresentInElementLocated(By.cssSelector("[data-passkey-error]"), "Use your password"));
		}
		finally {
			browser.quit();
		}
	}

	@Test
	void thePagesForSigningInHaveNoBarriersAndFitAPhone() throws IOException {
		String axe = new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8);
		List<String> barriers = new ArrayList<>();
		ChromeDriver browser = Browser.signedIn(this.port);
		try {
			for (String path : List.of("/account", "/account/second-step", "/people/invite", "/people/admin", "/login",
					"/forgot", "/reset", "/invitation")) {
				go(browser, path);
				for (String scheme : List.of("light", "dark")) {
					browser.executeCdpCommand("Emulation.setEmulatedMedia",
							Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
					barriers.addAll(barriers(browser, axe, scheme + " " + path));
				}
				browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
						Map.of("width", 390, "height", 800, "deviceScaleFactor", 1, "mobile", true));
				assertThat(browser.executeScript("return document.documentElement.scrollWidth")).as(path)
					.isEqualTo(390L);
				browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
			}
		}
		finally {
			browser.quit();
		}
		assertThat(barriers).isEmpty();
	}

	@SuppressWarnings("unchecked")
	private static List<String> barriers(ChromeDriver browser, String axe, String where) {
		browser.executeScript(axe);
		Object found = browser.executeAsyncScript("""
				const done = arguments[0];
				axe.run(document, { resultTypes: ['violations'] }).then(
					(result) => done(result.violations.map((rule) => rule.id + ': '
						+ rule.nodes.map((node) => node.target.join(' ')).join('; '))),
					(error) => done(['axe failed: ' + error]));
				""");
		return ((List<String>) found).stream().map((barrier) -> where + " " + barrier).toList();
	}

	private void go(ChromeDriver browser, String path) {
		browser.get("http://localhost:" + this.port + path);
	}

	private void signOut(ChromeDriver browser) {
		browser.findElement(By.cssSelector("form[action='/logout'] button")).click();
		this.waiting.until(ExpectedConditions.urlContains("/login?signedOut"));
	}

	private static void passkey(ChromeDriver browser) {
		browser.findElement(By.cssSelector("[data-passkey-sign-in] button")).click();
	}

}
