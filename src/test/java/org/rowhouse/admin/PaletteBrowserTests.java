package org.rowhouse.admin;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The keys of the palette, with a server that answers when it is told to.
 */
@RowhouseTest
@Tag("browser")
class PaletteBrowserTests {

	private static final String SLOW_SERVER = """
			window.asks = [];
			window.fetch = (url) => new Promise((resolve) => window.asks.push({ url, resolve }));
			""";

	private static final String ANSWER = """
			const ask = window.asks[arguments[0]];
			ask.resolve({ ok: true, redirected: false, json: async () => arguments[1].split(' ').map((each) => {
				const [kind, label] = each.split(':');
				return { kind, label, detail: '', url: '#' + label };
			}) });
			""";

	@Value("${local.server.port}")
	private int port;

	private ChromeDriver browser;

	@BeforeEach
	void signIn() {
		this.browser = Browser.signedIn(this.port);
	}

	@AfterEach
	void closeBrowser() {
		this.browser.quit();
	}

	@Test
	void enterOpensWhatWasFoundForTheLettersThatAreThere() {
		this.browser.executeScript(SLOW_SERVER);
		this.browser.findElement(By.cssSelector("[data-palette]")).click();
		answer(0, "action:one site:two action:three");
		until("action:one");
		WebElement input = this.browser.findElement(By.cssSelector("dialog.palette input"));
		input.sendKeys(Keys.ARROW_DOWN);
		until("action:three");
		input.sendKeys(Keys.ARROW_DOWN);
		until("site:two");
		input.sendKeys("fo", Keys.ENTER);
		assertThat(hash()).as("found for other letters").isEmpty();
		assertThat(this.browser.executeScript("return window.asks.at(-1).url")).asString().endsWith("?q=fo");
		Number asked = (Number) this.browser.executeScript("return window.asks.length - 1");
		answer(asked.intValue(), "page:four");
		Browser.waiting(this.browser, 20).until((driver) -> hash().equals("#four"));
	}

	private void answer(int ask, String found) {
		this.browser.executeScript(ANSWER, ask, found);
	}

	/** Waits until something is chosen, written as its kind and its label. */
	private void until(String chosen) {
		Browser.waiting(this.browser, 20)
			.withMessage(chosen)
			.until((driver) -> chosen.equals(this.browser.executeScript(
					"""
							const option = document.querySelector('dialog.palette [aria-selected=true]');
							const kinds = { Do: 'action', Sites: 'site', Pages: 'page' };
							return option && kinds[option.parentElement.getAttribute('aria-label')] + ':' + option.textContent.trim();
							""")));
	}

	private String hash() {
		return String.valueOf(this.browser.executeScript("return location.hash"));
	}

}
