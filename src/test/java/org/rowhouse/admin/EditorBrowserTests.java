package org.rowhouse.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Markdown;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The visual editor in a real browser: what people do with keys and pointer. Screenshots
 * stay in {@code target/screenshots}.
 */
@RowhouseTest
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
class EditorBrowserTests {

	/** Stands in for the server that takes files, until it is told what to answer. */
	private static final String UPLOADS = """
			window.sent = [];
			window.XMLHttpRequest = class extends EventTarget {
				upload = new EventTarget();
				open(method, url) { this.responseURL = url; }
				setRequestHeader() { }
				send(form) { window.sent.push(this.responseURL + ' ' + form.get('file').name); window.upload = this; }
				answer(status, body) { this.status = status; this.responseText = JSON.stringify(body); this.dispatchEvent(new Event('load')); }
			};""";

	private static final String DROP = """
			const view = document.querySelector('[data-editor]').editor.view;
			const canvas = document.createElement('canvas');
			canvas.toBlob((blob) => {
				const transfer = new DataTransfer();
				transfer.items.add(new File([blob], arguments[0], { type: 'image/png' }));
				const first = view.dom.firstElementChild;
				const box = first.getBoundingClientRect();
				first.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true, clientX: box.left + 9, clientY: box.top + 9 }));
			});""";

	private static final String PASTE = """
			const transfer = new DataTransfer();
			for (const type of Object.keys(arguments[0])) {
				transfer.setData(type, arguments[0][type]);
			}
			document.querySelector('.ed-content').dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));""";

	private static final Pattern FRAME = Pattern.compile("<iframe src=\"(https://[^/]+)/");

	private static final String FROM_GOOGLE_DOCS = """
			<b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr"><span style="font-size:20pt">Title</span></h1>
			<p><span style="font-weight:700;">Bold</span><span style="font-style:italic"> it</span> <a href="https://example.org/" style="color:red"><span style="color:blue">link</span></a>
			<a href="javascript:alert(1)">bad</a><img src="data:image/gif;base64,x" onerror="alert(1)"></p><ul><li><p>one</p></li><ul><li><p>deep</p></li></ul></ul>
			<table><tbody><tr><td colspan="2">a</td><td>b</p></td></tr><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table></b>""";

	private static final String FROM_WORD = """
			<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal { color: red }</style></head><body><!--StartFragment-->
			<p class=MsoNormal style='margin:0'>Hello <b>there</b><o:p></o:p></p>
			<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp; </span></span>First</p>
			<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o </span>Deep</p>
			<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>· </span>Last</p>
			<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1. </span>Number</p><!--EndFragment--></body></html>""";

	private static final String SHOWN = """
			# Title

			Text with [a link](/about), *emphasis*, `code`, <kbd>Ctrl</kbd> and a note[^1].

			![A red door](/media/door.jpg) ![](/static/x.svg)

			- [x] done
			- [ ] open

			| Day | Open |
			|---|--:|
			| Mon | 9 |

			```js
			let a = 1;
			```

			https://youtu.be/dQw4w9WgXcQ

			{{snippet opening-hours}}

			<div>raw</div>

			> مرحبا بالعالم

			[^1]: The source.
			""";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private ContentItems items;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private Markdown markdown;

	private ChromeDriver browser;

	private String key;

	@BeforeAll
	void signIn() {
		this.key = "e" + UUID.randomUUID().toString().substring(0, 8);
		this.sites.create(new SiteSettings(this.key, "Edited", "",
				List.of(new TypedAddress(this.key + ".localhost", "")), "plain", "", "", Map.of()));
		this.browser = Browser.signedIn(this.port);
	}

	@AfterAll
	void closeBrowser() {
		this.browser.quit();
	}

	@BeforeEach
	void openEmptyEditor() {
		this.browser.manage().window().setSize(new Dimension(1280, 900));
		edit("/posts/new");
		this.browser.manage().logs().get(LogType.BROWSER);
	}

	@Test
	void whatIsTypedAndSavedIsMarkdown() {
		this.browser.findElement(By.name("title")).sendKeys("Typed");
		type("## Opening hours", Keys.ENTER, "We are ", Keys.chord(Keys.CONTROL, "b"), "open",
				Keys.chord(Keys.CONTROL, "b"), " every *single* day, `code` too.", Keys.ENTER, "- bread", Keys.ENTER,
				"rolls", Keys.ENTER, Keys.TAB, "with seeds", Keys.ENTER, Keys.ENTER, Keys.ENTER, "> quoted", Keys.ENTER,
				Keys.ENTER, "1. first", Keys.ENTER, "second", Keys.ENTER, Keys.ENTER, "---", "2 * 3 is_not [x] # <b>",
				Keys.ENTER, "- [ ] task", Keys.ENTER, "other", Keys.ENTER, Keys.ENTER, "```", "let x = 1;", Keys.ENTER,
				"y", Keys.chord(Keys.CONTROL, Keys.ENTER), "end", Keys.chord(Keys.SHIFT, Keys.ENTER), "of it");
		assertThat(text()).isEqualTo("""
				## Opening hours

				We are **open** every *single* day, `code` too.

				- bread
				- rolls
				  - with seeds

				> quoted

				1. first
				2. second

				---

				2 * 3 is_not [x] # \\<b>

				- [ ] task
				- [ ] other

				```
				let x = 1;
				y
				```

				end\\
				of it
				""");
		String typed = text();
		WebElement page = this.browser.findElement(By.tagName("html"));
		this.browser.findElement(By.cssSelector("[data-save]")).click();
		Browser.awaitNextPage(this.browser, page);
		until("it is saved", () -> this.browser.findElement(By.tagName("body")).getText().contains("Saved"));
		until("the editor is there", () -> !this.browser.findElements(By.cssSelector(".ed.is-ready")).isEmpty());
		assertThat(text()).isEqualToIgnoringNewLines(typed);
		assertThat(this.browser.findElements(By.cssSelector(".ed-content li"))).hasSize(7);
		assertNoComplaints();
	}

	private WebElement focusedInDialog() {
		until("the dialog has the focus",
				() -> !this.browser.findElements(By.cssSelector("dialog[open] input:focus")).isEmpty());
		return this.browser.switchTo().activeElement();
	}

	@Test
	void aLinkToAPageIsFoundByItsTitle() {
		this.currentSite.run(this.sites.find(this.key).orElseThrow(), () -> this.items.create(ContentKind.PAGE,
				new Draft("opening-hours", "When we are open", "", "x", "", ContentState.PUBLISHED, null, List.of())));
		type("Ask us.", Keys.chord(Keys.CONTROL, "a"), Keys.chord(Keys.CONTROL, "k"));
		WebElement where = focusedInDialog();
		where.sendKeys("are op");
		until("the page is found",
				() -> this.browser.findElements(By.cssSelector("[role=option]"))
					.stream()
					.anyMatch((option) -> option.getText().contains("When we are open")));
		where.sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
		assertThat(where.getDomProperty("value")).isEqualTo("/opening-hours");
		where.sendKeys(Keys.ENTER);
		assertThat(text()).isEqualTo("[Ask us.](/opening-hours)\n");
		assertThat(this.browser.switchTo().activeElement().getDomAttribute("class")).contains("ed-content");
		new Actions(this.browser).keyDown(Keys.CONTROL).sendKeys("k").keyUp(Keys.CONTROL).perform();
		WebElement again = focusedInDialog();
		again.sendKeys(Keys.chord(Keys.CONTROL, "a"), "javascript:alert(1)", Keys.ENTER);
		assertThat(this.browser.findElement(By.cssSelector("dialog[open] .field-error")).getText())
			.contains("Choose a page");
		again.sendKeys(Keys.chord(Keys.CONTROL, "a"), "mail@example.org", Keys.ENTER);
		assertThat(text()).isEqualTo("[Ask us.](mailto:mail@example.org)\n");
		new Actions(this.browser).keyDown(Keys.CONTROL)
			.sendKeys("k")
			.keyUp(Keys.CONTROL)
			.sendKeys(Keys.ESCAPE)
			.perform();
		assertThat(this.browser.findElements(By.cssSelector("dialog[open]"))).isEmpty();
	}

	@Test
	void aTableIsMadeAndChangedByKeysAndButtons() {
		type("");
		press("Table");
		keys("Day", Keys.TAB, "Open", Keys.TAB, "Note", Keys.TAB, "Mon", Keys.TAB, "9|5", Keys.TAB, "x", Keys.TAB,
				"Tue");
		press("Align right");
		press("Add a row below");
		press("Add a column after");
		keys(Keys.ENTER, "Wed");
		assertThat(text()).isEqualTo("""
				| Day | | Open | Note |
				|--:|---|---|---|
				| Mon | | 9\\|5 | x |
				| Tue | | | |
				| Wed | | | |
				""");
		press("Delete the column");
		press("Delete the row");
		keys(Keys.chord(Keys.CONTROL, "z"), Keys.chord(Keys.CONTROL, "z"), Keys.chord(Keys.CONTROL, "y"));
		assertThat(text()).startsWith("| | Open | Note |\n|---|---|---|\n| | 9\\|5 | x |\n");
	}

	@Test
	void whatIsPastedIsCleanedToWhatMarkdownCanSay() {
		type("");
		paste(Map.of("text/html", FROM_GOOGLE_DOCS, "text/plain", "Title"));
		assertThat(text()).isEqualTo("""
				## Title

				**Bold** *it* [link](https://example.org/) bad

				- one
				  - deep

				| a | b | |
				|---|---|---|
				| 1 | 2 | 3 |
				""");
		keys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
		paste(Map.of("text/html", FROM_WORD, "text/plain", "Hello"));
		assertThat(text()).isEqualTo("""
				Hello **there**

				- First
				  - Deep
				- Last

				1. Number
				""");
		keys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
		paste(Map.of("text/plain", "# From *Markdown*\n\n- a\n- b"));
		assertThat(text()).isEqualTo("## From *Markdown*\n\n- a\n- b\n");
		assertNoComplaints();
	}

	@Test
	void aDroppedPictureIsUploadedAndNothingIsLostWhenThatFails() {
		set("Before [it].\n\nAfter.\n\n[it]: /it\n");
		this.browser.executeScript(UPLOADS);
		this.browser.executeScript(DROP, "red door.png");
		until("it is being uploaded",
				() -> this.browser.findElements(By.cssSelector(".ed-upload progress")).size() == 1);
		until("it is sent",
				() -> this.browser.executeScript("return window.sent")
					.toString()
					.contains("/sites/" + this.key + "/media red door.png"));
		Browser.screenshot(this.browser, "editor-upload");
		this.browser.executeScript("window.upload.answer(415, { detail: 'This is no picture.' })");
		assertThat(this.browser.findElement(By.cssSelector(".ed-upload.is-wrong")).getText())
			.contains("red door.png: This is no picture.");
		this.browser.findElement(By.cssSelector(".ed-upload .btn")).click();
		assertThat(text()).isEqualTo("Before [it].\n\nAfter.\n\n[it]: /it\n");
		this.browser.executeScript(
				"window.upload.answer(201, { name: 'red-door.png', url: '/media/red-door.png', alt: '', type: 'image/png' })");
		assertThat(text()).isEqualTo("Before [it].\n\n![](/media/red-door.png)\n\nAfter.\n\n[it]: /it\n");
		WebElement description = this.browser.findElement(By.cssSelector(".ed-context:not([hidden]) input"));
		assertThat(description.getDomAttribute("aria-label")).isEqualTo("Description");
		description.sendKeys("A red door", Keys.ENTER);
		assertThat(text()).contains("![A red door](/media/red-door.png)");
		keys(Keys.chord(Keys.CONTROL, "z"), Keys.chord(Keys.CONTROL, "z"));
		assertThat(text()).isEqualTo("Before [it].\n\nAfter.\n\n[it]: /it\n");
	}

	@Test
	void aDroppedPictureIsInTheLibraryAndIsShown() {
		set("Before.");
		this.browser.executeScript(DROP, "blue door.png");
		until("the picture is there",
				() -> text().matches("(?s)Before\\.\n\n!\\[\\]\\(/media/blue-door[^)]*\\.\\w+\\)\n"));
		until("it is shown", () -> Boolean.TRUE
			.equals(this.browser.executeScript("return document.querySelector('.ed-image img').naturalWidth > 0")));
		press("Picture…");
		until("the library shows it",
				() -> this.browser.findElements(By.className("ed-tile"))
					.stream()
					.anyMatch((tile) -> tile.getText().startsWith("blue-door")));
		new Actions(this.browser).sendKeys(Keys.ESCAPE).perform();
		assertNoComplaints();
	}

	@Test
	void bothModesHaveOneTextAndTheLastOneIsRemembered() {
		type("Some *visual* text");
		mode("markdown");
		WebElement area = this.browser.findElement(By.id("markdown"));
		assertThat(area.isDisplayed()).isTrue();
		until("the preview shows it", () -> !this.browser.findElements(By.cssSelector("#preview em")).isEmpty());
		area.sendKeys(Keys.chord(Keys.CONTROL, Keys.END), "\n\nAnd **source**.");
		mode("visual");
		assertThat(this.browser.findElements(By.cssSelector(".ed-content strong"))).hasSize(1);
		mode("markdown");
		this.browser.executeScript(
				"onbeforeunload = null; window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)");
		edit("/pages/new");
		assertThat(this.browser.findElement(By.id("markdown")).isDisplayed()).isTrue();
		mode("visual");
	}

	@Test
	void whatIsTooLongOrTooDeepOrHasNoEndOpensAsMarkdownAndSaysWhy() {
		set("x".repeat(300_001));
		assertThat(note()).contains("very long");
		set(">".repeat(10_000) + " deep");
		assertThat(note()).contains("nested very deeply");
		set("Text\n\n<!-- without an end");
		assertThat(note()).contains("has no end");
		assertThat(this.browser.findElement(By.id("markdown")).isDisplayed()).isTrue();
		set("Short.");
		mode("visual");
		this.browser.findElement(By.cssSelector(".ed-content")).click();
		this.browser.executeScript(
				"const transfer = new DataTransfer(); transfer.setData('text/plain', ('word '.repeat(19) + 'line\\n').repeat(100000));"
						+ "document.querySelector('.ed-content').dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))");
		assertThat(note()).contains("very long");
		assertThat(this.browser.executeScript("return document.getElementById('markdown').value.length"))
			.isEqualTo(10_000_008L);
		this.browser.findElement(By.cssSelector("[data-save]")).click();
		assertThat(note()).contains("10,000,008 characters", "500,000");
		assertThat(this.browser.executeScript("return document.getElementById('markdown').value.length"))
			.isEqualTo(10_000_008L);
		set("");
	}

	@Test
	void linksLiveOnWhenTheAddressesThatTheyReferToGo() {
		set("See [the menu][menu].\n\nNot  *touched*.\n\n[menu]: /menu\n");
		this.browser.findElement(By.xpath("//div[@data-kind='definition']//button[.='Remove']")).click();
		assertThat(text()).isEqualTo("See [the menu](/menu).\n\nNot  *touched*.\n");
	}

	@Test
	void theEditorHasNoBarriersAndFitsAPhone() throws IOException {
		String axe = new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8);
		List<String> barriers = new ArrayList<>();
		set(SHOWN);
		for (String scheme : List.of("light", "dark")) {
			this.browser.executeCdpCommand("Emulation.setEmulatedMedia",
					Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
			for (int width : new int[] { 1280, 390 }) {
				this.browser.manage().window().setSize(new Dimension(width, 900));
				for (String at : List.of("td", "pre code", "a", ".ed-image")) {
					clickOn(at);
					barriers.addAll(barriers(axe, scheme + " " + width + " " + at));
				}
				assertThat(this.browser.executeScript(
						"return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
					.isEqualTo(0L);
				Browser.screenshot(this.browser, "editor-" + scheme + "-" + width);
				this.browser.executeScript("document.querySelector('[aria-label=Link]').click()");
				barriers.addAll(barriers(axe, scheme + " " + width + " dialog"));
				Browser.screenshot(this.browser, "editor-link-" + scheme + "-" + width);
				new Actions(this.browser).sendKeys(Keys.ESCAPE, Keys.ESCAPE).perform();
			}
		}
		this.browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
		assertThat(barriers).isEmpty();
	}

	@Test
	void theBarOfToolsIsOneStopOfTheTabKeyAndArrowsMoveInIt() {
		type("word");
		keys(Keys.chord(Keys.ALT, Keys.F10), Keys.ARROW_RIGHT);
		assertThat(active().getDomAttribute("aria-label")).isEqualTo("Bold");
		keys(Keys.END);
		assertThat(active().getDomAttribute("aria-label")).isEqualTo("Keys");
		keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.SPACE);
		assertThat(this.browser.findElement(By.cssSelector("[aria-label=Bold]")).getDomAttribute("aria-pressed"))
			.isEqualTo("true");
		keys(Keys.ESCAPE, "s");
		assertThat(text()).isEqualTo("word**s**\n");
		assertThat(this.browser.findElements(By.cssSelector(".ed-bar [tabindex='0']"))).hasSize(1);
	}

	@Test
	void theEditorKnowsTheSameEmbedsAsThePage() {
		List<String> addresses = List.of("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10",
				"https://youtu.be/dQw4w9WgXcQ", "https://www.youtube.com/shorts/dQw4w9WgXcQ",
				"https://youtube.com.evil.test/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=short",
				"https://vimeo.com/76979871", "https://vimeo.com/76979871/abcdef0123", "https://vimeo.com/channels/x",
				"https://www.openstreetmap.org/#map=15/51.50740/-0.12780",
				"https://www.openstreetmap.org/?mlat=1&mlon=2#map=9/1/2", "https://www.openstreetmap.org/about",
				"https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
				"https://open.spotify.com/user/4uLU6hMCjMI75M1A2tKUQC", "https://example.com/");
		String policy = Http.to(this.port, this.key + ".localhost")
			.get("/")
			.headers()
			.firstValue("Content-Security-Policy")
			.orElseThrow();
		for (String address : addresses) {
			Object known = this.browser.executeAsyncScript("const done = arguments[1]; "
					+ "import('/assets/editor-views.js').then(({ embedOf }) => done(embedOf(arguments[0]) !== null));",
					address);
			Matcher frame = FRAME.matcher(html(address));
			boolean embedded = frame.find();
			assertThat(known).as(address).isEqualTo(embedded);
			if (embedded) {
				assertThat(policy).as("frames of sites").contains(" " + frame.group(1));
			}
		}
	}

	private String html(String text) {
		return this.markdown.render(text).html();
	}

	/** Clicks into the text and types with real keys. */
	private void type(CharSequence... what) {
		this.browser.findElement(By.cssSelector(".ed-content")).click();
		keys(what);
	}

	private void keys(CharSequence... what) {
		for (CharSequence part : what) {
			active().sendKeys(part);
		}
	}

	private WebElement active() {
		return this.browser.switchTo().activeElement();
	}

	private void clickOn(String selector) {
		WebElement element = this.browser.findElement(By.cssSelector(".ed-content " + selector));
		this.browser.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
		element.click();
	}

	private void press(String label) {
		this.browser.findElement(By.cssSelector(".ed-bars button[aria-label='" + label + "']")).click();
	}

	private void paste(Map<String, String> data) {
		this.browser.executeScript(PASTE, data);
	}

	private void mode(String mode) {
		WebElement button = this.browser.findElement(By.cssSelector("[data-mode=" + mode + "]"));
		this.browser.executeScript("arguments[0].scrollIntoView({ block: 'center' })", button);
		button.click();
	}

	/** What stands in the field that is sent. */
	private String text() {
		return String.valueOf(this.browser.executeScript(
				"document.querySelector('[data-editor]').editor.flush(); return document.getElementById('markdown').value"));
	}

	/** Opens a text as if it had come with the page. */
	private void set(String markdown) {
		this.browser.executeScript(
				"const editor = document.querySelector('[data-editor]').editor; editor.close(); editor.area.value = arguments[0]; editor.choose('visual', false)",
				markdown);
	}

	private String note() {
		return this.browser.findElement(By.cssSelector("[data-note]")).getText();
	}

	@SuppressWarnings("unchecked")
	private List<String> barriers(String axe, String where) {
		if (!Boolean.TRUE.equals(this.browser.executeScript("return typeof axe === 'object'"))) {
			this.browser.executeScript(axe);
		}
		Object found = this.browser.executeAsyncScript(
				"""
						const done = arguments[0];
						axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, resultTypes: ['violations'] }).then(
							(result) => done(result.violations.map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.target.join(' ') + ' ' + node.any.map((check) => check.message).join(' ')).join('; '))),
							(error) => done(['axe failed: ' + error]));
						""");
		return ((List<String>) found).stream().map((barrier) -> where + " " + barrier).toList();
	}

	private void assertNoComplaints() {
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.isEmpty();
	}

	private void edit(String path) {
		open("/sites/" + this.key + path);
		until("the editor is there", () -> !this.browser.findElements(By.cssSelector(".ed.is-ready")).isEmpty());
	}

	private void open(String path) {
		this.browser.get("http://localhost:" + this.port + path);
	}

	private void until(String what, BooleanSupplier condition) {
		Browser.waiting(this.browser, 10).withMessage(what).until((driver) -> condition.getAsBoolean());
	}

}
