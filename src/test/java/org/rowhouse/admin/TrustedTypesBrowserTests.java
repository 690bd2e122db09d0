package org.rowhouse.admin;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In the admin UI text becomes HTML only where it comes from the admin host itself, or
 * was pasted and can do nothing.
 */
@RowhouseTest
@Tag("browser")
class TrustedTypesBrowserTests {

	private static final String TRY = "try { %s; return 'done'; } catch (failure) { return failure.name; }";

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
	void refusesAnyTextAsHtmlOrScriptAndAnyOtherPolicy() {
		assertThat(tried("document.querySelector('main').innerHTML = '<p>Hello</p>'")).isEqualTo("TypeError");
		assertThat(tried("document.body.insertAdjacentHTML('beforeend', '<img src=x>')")).isEqualTo("TypeError");
		assertThat(tried("new DOMParser().parseFromString('<p>Hello</p>', 'text/html')")).isEqualTo("TypeError");
		assertThat(tried("document.createElement('script').src = '/assets/admin.js'")).isEqualTo("TypeError");
		assertThat(tried("trustedTypes.createPolicy('default', { createHTML: (html) => html })"))
			.isEqualTo("TypeError");
		assertThat(tried("trustedTypes.createPolicy('mine', { createHTML: (html) => html })")).isEqualTo("TypeError");
		assertThat(this.browser.findElement(By.tagName("main")).getText()).doesNotContain("Hello");
	}

	@Test
	void takesWhatTheAdminHostAnsweredOnceAndNothingAroundIt() {
		this.browser.get("http://localhost:" + this.port + "/sites");
		this.browser.executeScript(
				"""
						document.addEventListener('htmx:beforeSwap', (event) => { window.answered = event.detail.serverResponse; });
						const search = document.getElementById('q');
						search.value = 'nothing-is-called-so';
						search.dispatchEvent(new Event('input', { bubbles: true }));
						""");
		Browser.waiting(this.browser, 10)
			.until((driver) -> this.browser
				.executeScript(
						"return document.getElementById('results')?.textContent.includes('nothing-is-called-so') "
								+ "|| document.getElementById('results')?.querySelector('table') === null")
				.equals(true));
		assertThat(tried("document.createElement('div').innerHTML = window.answered"))
			.as("the answer again, when htmx has done its work")
			.isEqualTo("TypeError");
	}

	@Test
	void takesOutOfWhatIsPastedWhatCouldActOrLoad() {
		String pasted = "const text = window.rowhouseTrust.pasted(arguments[0]); const place = document.createElement('div'); "
				+ "place.innerHTML = text; return place.innerHTML;";
		assertThat(this.browser.executeScript(pasted, "<meta charset='utf-8'><p>Plain <b>text</b></p>"))
			.isEqualTo("<p>Plain <b>text</b></p>");
		assertThat(this.browser.executeScript(pasted,
				"<p onclick='alert(1)'>A <a href=' javascript:alert(1)'>link</a><script>alert(1)</script>"
						+ "<iframe src='/account'></iframe><svg onload='alert(1)'></svg></p>"))
			.isEqualTo("<p>A <a>link</a></p>");
		assertThat(tried("window.rowhouseTrust.pasted('<p>One</p>'); "
				+ "document.createElement('div').innerHTML = '<img src=x><p>One</p>'"))
			.isEqualTo("TypeError");
	}

	private Object tried(String statement) {
		return this.browser.executeScript(TRY.formatted(statement));
	}

}
