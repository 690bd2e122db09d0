package org.rowhouse.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.rowhouse.AdminSession;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.testing.Browser;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every screen of the admin UI that somebody in some role can go to, found by following
 * links: each answers, has a title and one heading, and in a browser nothing that axe,
 * the console or the content security policy complains of, in both colour schemes and on
 * a phone, where none is wider than 360 pixels. Pictures of all stay in
 * {@code target/screenshots/screens}.
 */
@RowhouseTest
@Tag("browser")
class EveryScreenTests {

	private static final String PASSWORD = "each to their own";

	private static final String SITE = "every-screen";

	/** No screens: bytes, data for scripts, and what leads elsewhere. */
	private static final Set<String> NO_SCREENS = Set.of("/assets/{name}", "/find.json", "/sites/{key}/find.json",
			"/sites/{key}/media.json", "/sites/{key}/media/raw/{name}", "/error");

	/**
	 * Screens that no link of this crawl leads to: doors for who has not signed in, of
	 * which {@code PasskeyBrowserTests} looks at each, and what a form, a job or
	 * something private leads to.
	 */
	private static final Set<String> BY_OTHER_WAYS = Set.of("/", "/forgot", "/invitation", "/login", "/login/code",
			"/reset", "/setup", "/audit.csv", "/sites/{key}/activity.csv", "/sites/{key}/redirects.csv",
			"/sites/{key}/export.zip", "/sites/{key}/links.json", "/sites/new/check", "/sites/new/preview",
			"/themes/{name}/preview", "/jobs/new", "/jobs/{id:[0-9]{1,18}}", "/sites/{key}/live",
			"/sites/{key}/access/{id:[0-9]{1,18}}", "/sites/{key}/access/{id:[0-9]{1,18}}/open",
			"/sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}/compare", "/snippets/{name}/delete",
			"/snippets/{name}/edit");

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private RequestMappingHandlerMapping mappings;

	private Http api;

	@BeforeEach
	void makeASiteAndPeople() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.api.json("POST", "/api/sites",
				"{\"key\":\"" + SITE + "\",\"name\":\"Every screen\",\"starter\":\"pages\"}");
		this.api.json("PUT", "/api/sites/" + SITE + "/posts/one",
				"{\"title\":\"One\",\"markdown\":\"{{snippet hours}}\",\"state\":\"published\",\"tags\":[\"a\"]}");
		this.api.json("PUT", "/api/sites/" + SITE + "/snippets/hours", "{\"title\":\"Hours\",\"markdown\":\"Nine\"}");
		this.api.json("POST", "/api/sites/" + SITE + "/redirects", "{\"from\":\"/old\",\"to\":\"/one\"}");
		this.api.with("Content-Type", "image/svg+xml")
			.send("POST", "/api/sites/" + SITE + "/media?name=sign.svg",
					"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>");
		for (String role : List.of("author", "editor", "owner")) {
			this.api.json("POST", "/api/people",
					"{\"username\":\"every-" + role + "\",\"password\":\"" + PASSWORD + "\"}");
			this.api.json("PUT", "/api/sites/" + SITE + "/people/every-" + role, "{\"role\":\"" + role + "\"}");
		}
	}

	@Test
	void everyScreenAnswersInEveryRoleAndNothingIsToBeComplainedOf() throws IOException {
		Map<String, Screen> screens = screens("admin");
		Set<String> looks = new HashSet<>();
		List<String> problems = new ArrayList<>();
		ChromeDriver browser = Browser.open();
		try {
			browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
			String axe = axe();
			signIn(browser, "admin");
			for (Screen screen : screens.values()) {
				looks.add(screen.look());
				problems.addAll(visit(browser, axe, screen.path()));
			}
			for (String person : List.of("every-owner", "every-editor", "every-author")) {
				signIn(browser, person);
				Collection<Screen> theirs = screens(person).values();
				assertThat(theirs).as(person).hasSizeGreaterThan(12);
				for (Screen screen : theirs) {
					if (looks.add(screen.look())) {
						problems.addAll(lookAt(browser, axe, screen.path(), "light", person));
						problems.addAll(complaints(browser, person + " " + screen.path()));
					}
				}
			}
		}
		finally {
			browser.quit();
		}
		assertThat(problems).isEmpty();
		assertThat(unseen(screens.keySet())).as("screens that no link leads to").isEmpty();
	}

	private static String axe() throws IOException {
		try (InputStream script = Objects.requireNonNull(EveryScreenTests.class.getResourceAsStream("/axe.min.js"))) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Loads a screen once, and looks at it in both schemes, on a phone and on a small
	 * one.
	 */
	private List<String> visit(ChromeDriver browser, String axe, String path) {
		List<String> problems = new ArrayList<>(lookAt(browser, axe, path, "light", "desktop"));
		picture(browser, path, "desktop");
		scheme(browser, "dark");
		problems.addAll(violations(browser, path + " dark"));
		scheme(browser, "light");
		size(browser, 390);
		problems.addAll(violations(browser, path + " at 390"));
		problems.addAll(overflow(browser, path, 390));
		picture(browser, path, "phone");
		size(browser, 360);
		problems.addAll(overflow(browser, path, 360));
		browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		problems.addAll(complaints(browser, path));
		return problems;
	}

	private List<String> lookAt(ChromeDriver browser, String axe, String path, String scheme, String as) {
		browser.get("http://localhost:" + this.port + path);
		browser.executeScript(axe);
		scheme(browser, scheme);
		return violations(browser, path + " " + scheme + " " + as);
	}

	private static void scheme(ChromeDriver browser, String scheme) {
		browser.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	private static void size(ChromeDriver browser, int width) {
		browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", true));
	}

	private static List<String> overflow(ChromeDriver browser, String path, int width) {
		@SuppressWarnings("unchecked")
		List<String> wide = (List<String>) Objects.requireNonNull(browser.executeScript(
				"""
						const width = document.documentElement.clientWidth;
						return document.documentElement.scrollWidth <= arguments[0] ? [] : [...document.querySelectorAll('body *')]
							.filter((each) => each.getBoundingClientRect().right > width + 1).slice(0, 3)
							.map((each) => each.tagName.toLowerCase() + '.' + each.className);
						""",
				width));
		return (wide.isEmpty()) ? List.of()
				: List.of(path + " is wider than " + width + ": " + String.join(", ", wide));
	}

	/** The whole page, as far as a look takes it. */
	private static void picture(ChromeDriver browser, String path, String kind) {
		Number height = (Number) Objects
			.requireNonNull(browser.executeScript("return Math.min(document.documentElement.scrollHeight, 6000)"));
		Number width = (Number) Objects.requireNonNull(browser.executeScript("return innerWidth"));
		Map<String, Object> taken = browser.executeCdpCommand("Page.captureScreenshot",
				Map.of("format", "jpeg", "quality", 80, "captureBeyondViewport", true, "clip",
						Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
		String name = path.replaceFirst("^/", "")
			.replaceFirst("^sites/" + SITE, "site")
			.replaceAll("[0-9]+", "n")
			.replaceAll("[^A-Za-z0-9]+", "-");
		try {
			Files.write(
					Files.createDirectories(Path.of("target/screenshots/screens")).resolve(name + "-" + kind + ".jpg"),
					Base64.getDecoder().decode((String) taken.get("data")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> complaints(ChromeDriver browser, String where) {
		return browser.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map((entry) -> where + ": " + entry.getMessage())
			.toList();
	}

	private void signIn(ChromeDriver browser, String person) {
		browser.manage().deleteAllCookies();
		browser.get("http://localhost:" + this.port + "/login");
		WebElement button = browser.findElement(By.cssSelector("main button"));
		browser.findElement(By.name("username")).sendKeys(person);
		browser.findElement(By.name("password")).sendKeys(passwordOf(person));
		button.click();
		Browser.awaitNextPage(browser, button);
	}

	private static String passwordOf(String person) {
		return (person.equals("admin")) ? TestInstallation.PASSWORD : PASSWORD;
	}

	@SuppressWarnings("unchecked")
	private static List<String> violations(ChromeDriver browser, String where) {
		List<String> found = (List<String>) browser.executeAsyncScript(
				"""
						const done = arguments[arguments.length - 1];
						axe.run(document, { resultTypes: ['violations'], iframes: false }).then((result) => done(result.violations.map((each) =>
							each.id + ' at ' + each.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', '))));
						""");
		return found.stream().map((each) -> where + ": " + each).toList();
	}

	/** The screens of somebody: a path for each mapping, or for each kind of it. */
	private Map<String, Screen> screens(String person) {
		Http session = AdminSession.signIn(this.port, person, passwordOf(person));
		Map<String, Screen> screens = new LinkedHashMap<>();
		List<String> wrong = new ArrayList<>();
		Deque<String> next = new ArrayDeque<>(List.of("/sites", "/sites/" + SITE, "/account", "/find"));
		while (!next.isEmpty()) {
			String path = next.pop();
			String mapping = mapping(path);
			if (mapping == null || NO_SCREENS.contains(mapping) || screens.containsKey(mapping)
					|| (mapping.contains("{key}") && !path.startsWith("/sites/" + SITE))) {
				continue;
			}
			HttpResponse<String> answer = session.get(path);
			if (answer.statusCode() == 302
					|| !answer.headers().firstValue("Content-Type").orElse("").contains("html")) {
				continue;
			}
			Document screen = Jsoup.parse(answer.body(), "http://localhost" + path);
			screens.put(mapping, new Screen(path, look(screen)));
			if (answer.statusCode() != 200 || screen.title().isBlank() || screen.select("h1").size() != 1) {
				wrong.add(person + " " + path + " answers " + answer.statusCode() + " with the title '" + screen.title()
						+ "' and " + screen.select("h1").size() + " headings");
			}
			screen.select("a[href^=/]").eachAttr("href").forEach(next::add);
		}
		assertThat(wrong).as(person).isEmpty();
		return screens;
	}

	/**
	 * What a screen is made of, without its texts, how often rows repeat, and the links
	 * to other screens, which differ for each role.
	 */
	private static String look(Document screen) {
		Element main = Objects.requireNonNull(screen.selectFirst("main"));
		Set<String> parts = new TreeSet<>();
		for (Element each : main.select("*:not(.tabs a, option)")) {
			parts.add(part(each.parent()) + " > " + part(each));
		}
		return String.join("\n", parts);
	}

	private static String part(Element element) {
		return element.normalName() + "." + element.className() + "[" + element.attr("type") + element.attr("role")
				+ "]";
	}

	private String mapping(String path) {
		String plain = path.replaceFirst("[?#].*", "");
		return patterns().stream()
			.filter((pattern) -> pattern.matches(org.springframework.http.server.PathContainer.parsePath(plain)))
			.min(PathPattern.SPECIFICITY_COMPARATOR)
			.map(PathPattern::getPatternString)
			.orElse(null);
	}

	private List<PathPattern> patterns() {
		return this.mappings.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((entry) -> isScreen(entry.getValue().getBeanType()))
			.filter((entry) -> entry.getKey()
				.getMethodsCondition()
				.getMethods()
				.stream()
				.anyMatch((method) -> method.name().equals("GET")))
			.flatMap((entry) -> entry.getKey().getPathPatternsCondition().getPatterns().stream())
			.toList();
	}

	private static boolean isScreen(Class<?> controller) {
		OnHost host = controller.getAnnotation(OnHost.class);
		return host != null && host.value() == HostKind.ADMIN && !controller.getPackageName().endsWith(".api");
	}

	private Set<String> unseen(Set<String> seen) {
		Set<String> unseen = new TreeSet<>();
		patterns().forEach((pattern) -> unseen.add(pattern.getPatternString()));
		unseen.removeAll(seen);
		unseen.removeAll(NO_SCREENS);
		unseen.removeAll(BY_OTHER_WAYS);
		return unseen;
	}

	/**
	 * A screen as somebody gets it.
	 *
	 * @param path where it is
	 * @param look what it is made of
	 */
	private record Screen(String path, String look) {
	}

}
