package org.rowhouse.admin;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
 * the console or the content security policy complains of, in both colour schemes.
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
				"{\"title\":\"One\",\"markdown\":\"Text\",\"state\":\"published\",\"tags\":[\"a\"]}");
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
	void everyScreenAnswersInEveryRole() {
		for (String person : List.of("every-author", "every-editor", "every-owner", "admin")) {
			assertThat(screens(person)).as(person).hasSizeGreaterThan(12);
		}
	}

	@Test
	void noScreenHasAnythingThatAxeTheConsoleOrThePolicyComplainOf() throws IOException {
		Map<String, String> screens = screens("admin");
		ChromeDriver browser = Browser.signedIn(this.port);
		List<String> problems = new ArrayList<>();
		try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
			String axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
			browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
			for (String path : screens.values()) {
				browser.get("http://localhost:" + this.port + path);
				browser.executeScript(axe);
				for (String scheme : List.of("light", "dark")) {
					browser.executeCdpCommand("Emulation.setEmulatedMedia",
							Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
					problems.addAll(violations(browser, path + " " + scheme));
				}
				browser.manage()
					.logs()
					.get(LogType.BROWSER)
					.getAll()
					.stream()
					.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
					.forEach((entry) -> problems.add(path + ": " + entry.getMessage()));
			}
		}
		finally {
			browser.quit();
		}
		assertThat(problems).isEmpty();
		assertThat(unseen(screens.keySet())).as("screens that no link leads to").isEmpty();
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
	private Map<String, String> screens(String person) {
		String password = (person.equals("admin")) ? TestInstallation.PASSWORD : PASSWORD;
		Http session = AdminSession.signIn(this.port, person, password);
		Map<String, String> screens = new LinkedHashMap<>();
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
			screens.put(mapping, path);
			Document screen = Jsoup.parse(answer.body(), "http://localhost" + path);
			if (answer.statusCode() != 200 || screen.title().isBlank() || screen.select("h1").size() != 1) {
				wrong.add(person + " " + path + " answers " + answer.statusCode() + " with the title '" + screen.title()
						+ "' and " + screen.select("h1").size() + " headings");
			}
			screen.select("a[href^=/]").eachAttr("href").forEach(next::add);
		}
		assertThat(wrong).as(person).isEmpty();
		return screens;
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

}
