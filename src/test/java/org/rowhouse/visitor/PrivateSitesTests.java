package org.rowhouse.visitor;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.delivery.PreviewLinks;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.PlatformSecrets;
import org.rowhouse.site.PrivateBranches;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.visitor.AreaMap.Door;
import org.rowhouse.visitor.SignInPage.Asked;
import org.rowhouse.visitor.SignInPage.Kind;
import org.rowhouse.visitor.SignInPage.Mistake;
import org.rowhouse.visitor.VisitCookies.Pass;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for sites and branches that visitors must sign in to read: everything that a site
 * answers, asked by those who may not read it.
 */
@RowhouseTest
class PrivateSitesTests {

	private static final String PASSWORD = PrivateSite.PASSWORD;

	private static final String SECRET = PrivateSite.SECRET;

	/** Everything that a site can be asked for. */
	private static final List<String> EVERYTHING = List.of("/", "/about", "/club", "/club/", "/club/board", "/posts",
			"/posts/first", "/posts?page=1", "/tag/hushhush", "/tag/hushhush/feed.xml", "/author/x", "/feed.xml",
			"/rss.xml", "/feed.json", "/sitemap.xml", "/sitemap-1.xml", "/search", "/search?q=" + SECRET,
			"/search.json?q=hush", "/media/plan.svg", "/static/site.css", "/static/search.js", "/options.css",
			"/favicon.ico", "/icons/icon.svg", "/icons/icon-32.png", "/site.webmanifest", "/preview/x", "/nothing-here",
			"/error", "/.well-known/security.txt", "/old");

	/** Spellings that some program or other takes for {@code /club/board}. */
	private static final List<String> SPELLINGS = List.of("/club/board", "/club/board/", "/club/board?", "/CLUB/board",
			"/Club/Board", "/%63lub/board", "/%63%6Cub/board", "/club/%62oard", "/./club/board", "/x/../club/board",
			"/club/../club/board", "/club/./board", "//club/board", "/club//board", "/club%2Fboard", "/club%2fboard",
			"/club%5Cboard", "/club\\board", "/club;x=1/board", "/;/club/board", "/club/board;.css", "/club/board%00",
			"/club/board%20", "/%2e/club/board", "/x/%2e%2e/club/board", "/%252e/club/board", "/club%252Fboard",
			"/club/board#x", "/club/board%3F", "/%43lub/board", "/\u0441lub/board", "/club/board.html",
			"/club/board/index", "/index/../club/board", "/about/../club/board", "/static/../club/board",
			"/robots.txt/../club/board", "/.well-known/rowhouse-challenge/../../club/board",
			"/.well-known/rowhouse-challenge/%2e%2e/%2e%2e/club/board");

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	private PreviewLinks previews;

	@Autowired
	private PlatformSecrets secrets;

	@Autowired
	private VisitCookies cookies;

	@Autowired
	private SignInPage signInPage;

	@Test
	void ofAWhollyPrivateSiteNobodySeesAnythingWithoutSigningIn() {
		PrivateSite site = PrivateSite.at(this.port);
		String tag = site.visitor().get("/static/site.css").headers().firstValue("ETag").orElseThrow();
		site.close("/", "form", "password");
		for (String path : EVERYTHING) {
			assertRefused(site.visitor().get(path), path);
			assertRefused(site.visitor().send("HEAD", path, null), "HEAD " + path);
		}
		for (String path : List.of("/", "/club", "/feed.xml", "/static/site.css", "/media/plan.svg")) {
			for (String method : List.of("OPTIONS", "POST", "PUT", "DELETE")) {
				assertRefused(site.visitor().send(method, path, null), method + " " + path);
			}
			assertRefused(site.visitor().with("Range", "bytes=0-3").get(path), "a range of " + path);
			assertRefused(site.visitor().with("If-None-Match", tag).get(path), "the same " + path);
			assertRefused(site.visitor().with("If-None-Match", "*").get(path), "any " + path);
			assertRefused(site.visitor().with("Accept-Encoding", "gzip").get(path), "a packed " + path);
			assertRefused(site.visitor().as("admin", PASSWORD).get(path), "with HTTP Basic " + path);
		}
		assertThat(site.visitor().get("/robots.txt").body()).isEqualTo("User-agent: *\nDisallow: /\n");
		HttpResponse<String> page = site.visitor().get("/club/board");
		assertThat(page.body()).contains("name=\"visitor-password\"", "Owls", "data:text/css;base64,", "noindex")
			.doesNotContain("visitor-name\"", "href=\"/static", "<script", "rel=\"alternate\"", "rel=\"canonical\"",
					"application/ld+json", "Welcome");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'",
				"form-action 'self'");
	}

	@Test
	void whatWasKeptWhileABranchWasPublicIsShownToNobodyOnceItIsClosed() {
		PrivateSite site = PrivateSite.at(this.port);
		Map<String, String> tags = new LinkedHashMap<>();
		List<String> paths = List.of("/club", "/club/board", "/club/", "/club/nothing-here");
		for (String path : paths) {
			HttpResponse<String> made = site.visitor().get(path);
			tags.put(path, made.headers().firstValue("ETag").orElse("*"));
			assertThat(site.visitor().get(path).headers().map()).as("kept " + path)
				.containsOnlyKeys(made.headers().map().keySet());
		}
		assertThat(site.visitor().get("/club").body()).contains(SECRET);
		assertThat(site.visitor().with("If-None-Match", tags.get("/club")).get("/club").statusCode()).isEqualTo(304);
		site.close("/club", "form", "password");
		for (String path : paths) {
			assertRefused(site.visitor().get(path), path);
			assertRefused(site.visitor().send("HEAD", path, null), "HEAD " + path);
			assertRefused(site.visitor().with("If-None-Match", tags.get(path)).get(path), "the same " + path);
		}
		assertThat(site.visitor().get("/about").statusCode()).isEqualTo(200);
	}

	@Test
	void errorsOfWhatIsPublicOnAPrivateSiteNameNothingOfIt() {
		PrivateSite site = PrivateSite.at(this.port);
		assertThat(site.api()
			.json("PATCH", "/api/sites/" + site.key, "{\"options\":{\"logo\":\"/media/plan.svg\"}}")
			.statusCode()).isEqualTo(200);
		site.close("/", "form", "password");
		site.close("/club/board", "form", "password");
		assertThat(site.visitor().get("/media/plan.svg").statusCode()).isEqualTo(200);
		Map<String, HttpResponse<String>> errors = new LinkedHashMap<>();
		for (String path : List.of("/media/plan.svg?w=7", "/media/plan.svg?square=7")) {
			errors.put(path, site.visitor().get(path));
		}
		for (String path : List.of("/robots.txt", "/media/plan.svg")) {
			errors.put("POST " + path, site.visitor().form(path, "a=b"));
			errors.put("DELETE " + path, site.visitor().send("DELETE", path, null));
		}
		Http board = site.with(site.cookie("/club/board", "", PASSWORD));
		errors.put("for whoever is in the branch alone", board.get("/club/board/nothing-here"));
		errors.forEach((what, answer) -> {
			assertThat(answer.statusCode()).as(what).isBetween(400, 499);
			assertThat(answer.body()).as(what).doesNotContain(SECRET, "About", "/about", "/posts");
			assertThat(answer.headers().allValues("X-Robots-Tag")).as(what).containsExactly("noindex, nofollow");
		});
		assertThat(site.with(site.cookie("/", "", PASSWORD)).get("/nothing-here").body()).contains("/about");
	}

	@Test
	void thePageForSigningInIsMadeOnceForAll() {
		PrivateSite made = PrivateSite.at(this.port);
		String first = drawn(made, "", Mistake.NONE);
		assertThat(first).contains("Owls");
		assertThat(drawn(made, "", Mistake.NONE)).isSameAs(first);
		assertThat(drawn(made, "", Mistake.WRONG)).isNotEqualTo(first);
		assertThat(drawn(made, "ada", Mistake.WRONG)).isNotSameAs(drawn(made, "ada", Mistake.WRONG));
		made.page("about", "About", "Other words.");
		assertThat(drawn(made, "", Mistake.NONE)).isNotSameAs(first);
	}

	private String drawn(PrivateSite made, String name, Mistake mistake) {
		Site site = this.sites.find(made.key).orElseThrow();
		MockHttpServletRequest request = new MockHttpServletRequest();
		HostKind.SITE.mark(request, "");
		return this.currentSite
			.call(site, () -> this.signInPage.draw(site, request, new Asked(Kind.SIGN_IN, "/", true, name, mistake)))
			.html();
	}

	@Test
	void whoHasSignedInSeesAllOfItAndNoCacheKeepsIt() {
		PrivateSite site = PrivateSite.at(this.port);
		site.close("/", "form", "password");
		HttpResponse<String> answer = site.signIn("/club/board?a=b", "", PASSWORD);
		assertThat(answer.statusCode()).isEqualTo(303);
		assertThat(answer.headers().firstValue("Location")).contains("/club/board?a=b");
		assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
			.contains("HttpOnly", "SameSite=Lax", "Path=/;")
			.doesNotContain("Domain", "Secure");
		Http visitor = site.with(answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", ""));
		for (String path : List.of("/", "/about", "/club", "/club/board", "/posts", "/posts/first", "/tag/hushhush",
				"/feed.xml", "/rss.xml", "/feed.json", "/sitemap.xml", "/search?q=x", "/search.json?q=x",
				"/media/plan.svg", "/static/site.css", "/static/site.css?v=x", "/options.css", "/favicon.ico",
				"/icons/icon.svg", "/site.webmanifest")) {
			HttpResponse<String> seen = visitor.get(path);
			assertThat(seen.statusCode()).as(path).isEqualTo(200);
			assertPrivate(seen, path);
		}
		assertThat(visitor.get("/club").body()).contains(SECRET + " board", SECRET + " inside");
		assertThat(visitor.get("/feed.xml").body()).contains(SECRET);
		assertThat(visitor.get("/sitemap.xml").body()).contains("/club/board");
		HttpResponse<String> missing = visitor.get("/nothing-here");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertPrivate(missing, "what is missing");
		HttpResponse<String> wrong = visitor.get("/posts?page=x");
		assertPrivate(wrong, "what is malformed");
		assertPrivate(visitor.send("DELETE", "/about", null), "what is not allowed");
		String tag = visitor.get("/media/plan.svg").headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> same = visitor.with("If-None-Match", tag).get("/media/plan.svg");
		assertThat(same.statusCode()).isEqualTo(304);
		assertPrivate(same, "what has not changed");
		HttpResponse<String> part = visitor.with("Range", "bytes=0-3").get("/media/plan.svg");
		assertThat(part.statusCode()).isEqualTo(206);
		assertPrivate(part, "a part");
	}

	@Test
	void aBranchIsPrivateHoweverItsPathIsSpelt() {
		PrivateSite site = PrivateSite.at(this.port);
		site.close("/club", "form", "password");
		List<String> leaks = new ArrayList<>();
		for (String spelling : SPELLINGS) {
			for (String target : List.of(spelling, "http://" + site.host + spelling)) {
				for (String method : List.of("GET", "HEAD")) {
					String answer = Http.raw(this.port, method + " " + target + " HTTP/1.1\r\nHost: " + site.host
							+ "\r\nConnection: close\r\n\r\n");
					if (answer.contains(SECRET)
							|| answer.startsWith("HTTP/1.1 200") && !answer.contains("Public words")) {
						leaks.add(method + " " + target + ": " + answer.lines().findFirst().orElse(""));
					}
				}
			}
		}
		assertThat(leaks).isEmpty();
		assertThat(site.visitor().get("/clubs").statusCode()).isEqualTo(404);
		assertThat(site.visitor().get("/about").statusCode()).isEqualTo(200);
	}

	@Test
	void whatIsPublicNamesNothingOfABranch() {
		PrivateSite site = PrivateSite.at(this.port);
		site.page("about/us", "Us", "See [inside](/club).");
		site.close("/club", "form", "password");
		site.close("/posts", "form", "password");
		for (String path : List.of("/", "/about", "/about/us", "/sitemap.xml", "/search?q=inside", "/search?q=hush",
				"/search.json?q=hush", "/nothing-here", "/robots.txt", "/site.webmanifest", "/error")) {
			HttpResponse<String> answer = site.visitor().get(path);
			assertThat(answer.body()).as(path)
				.doesNotContain(SECRET + " ", "/club/board", "/posts/first", ">" + SECRET + "<");
			assertThat(answer.headers().firstValue("Cache-Control").orElse("")).as(path).doesNotContain("private");
		}
		for (String path : List.of("/posts", "/posts/first", "/posts/2026/01", "/tag/hushhush",
				"/tag/hushhush/feed.xml", "/author/x", "/feed.xml", "/rss.xml", "/feed.json")) {
			assertRefused(site.visitor().get(path), path);
		}
		HttpResponse<String> file = site.visitor().get("/media/plan.svg");
		assertThat(file.statusCode()).as("media of a branch stay public").isEqualTo(200);
		Http member = site.with(site.cookie("/club", "", PASSWORD));
		assertThat(member.get("/club").body()).contains(SECRET + " board").doesNotContain(SECRET + " first");
		assertRefused(member.get("/posts/first"), "another branch with this one's cookie");
		Http reader = site.with(site.cookie("/posts", "", PASSWORD));
		assertThat(reader.get("/posts/first").body()).contains(SECRET + " text").doesNotContain(SECRET + " board");
		assertThat(reader.get("/tag/hushhush").body()).contains(SECRET + " second");
		assertThat(reader.get("/feed.xml").body()).contains(SECRET + " text");
		assertThat(reader.get("/").body()).doesNotContain(SECRET + " first");
	}

	@Test
	void theNearestBranchAsksForItsOwnPassword() {
		PrivateSite site = PrivateSite.at(this.port);
		long outer = site.close("/", "form", "password");
		long inner = site.close("/club/board", "form", "password");
		site.change(inner, "{\"password\":\"quite another one\"}");
		Http member = site.with(site.cookie("/", "", PASSWORD));
		assertThat(member.get("/club").body()).contains(SECRET + " inside").doesNotContain(SECRET + " board");
		assertThat(member.get("/sitemap.xml").body()).contains("/club<").doesNotContain("/club/board");
		assertRefused(member.get("/club/board"), "the branch inside");
		Http board = site.with(site.cookie("/club/board", "", "quite another one"));
		assertThat(board.get("/club/board").body()).contains(SECRET + " on board")
			.doesNotContain(SECRET + " club", "Public words");
		assertRefused(board.get("/club"), "the rest");
		assertThat(outer).isNotEqualTo(inner);
	}

	@Test
	void aCookieIsGoodForItsSiteItsAreaAndItsPasswordAlone() {
		PrivateSite site = PrivateSite.at(this.port);
		PrivateSite other = PrivateSite.at(this.port);
		long area = site.close("/", "form", "password");
		long othersArea = other.close("/", "form", "password");
		String cookie = site.cookie("/", "", PASSWORD);
		assertThat(site.with(cookie).get("/").statusCode()).isEqualTo(200);
		assertRefused(other.with(cookie).get("/"), "another site");
		assertRefused(other.with(cookie.replace("visit-" + area, "visit-" + othersArea)).get("/"),
				"another site under its name");
		String value = cookie.substring(cookie.indexOf('=') + 1);
		for (int i = 0; i < value.length(); i++) {
			char changed = (value.charAt(i) == 'A') ? 'B' : 'A';
			String tampered = value.substring(0, i) + changed + value.substring(i + 1);
			if (i % 7 == 0 || i > value.length() - 4) {
				assertRefused(site.with("rowhouse-visit-" + area + "=" + tampered).get("/"), "character " + i);
			}
		}
		for (String forged : List.of("", "x", value + "A", value.substring(1), value + "=", "A".repeat(96), "%00")) {
			assertRefused(site.with("rowhouse-visit-" + area + "=" + forged).get("/"), "'" + forged + "'");
		}
		assertThat(site.with("rowhouse-visit-" + area + "=x; " + cookie).get("/").statusCode())
			.as("beside one that a neighbouring host has set")
			.isEqualTo(200);
		site.change(area, "{\"password\":\"a new one for all\"}");
		assertRefused(site.with(cookie).get("/"), "a changed password");
		String again = site.cookie("/", "", "a new one for all");
		assertThat(site.with(again).get("/").statusCode()).isEqualTo(200);
		assertThat(site.api().json("POST", site.apiPath("areas/" + area + "/end-visits"), "").statusCode())
			.isEqualTo(204);
		assertRefused(site.with(again).get("/"), "ended visits");
	}

	/** A proxy sends what many visitors ask for over one connection. */
	@Test
	void aCookieIsNotTakenForTheOneBeforeItInOtherLetters() {
		PrivateSite site = PrivateSite.at(this.port);
		site.close("/", "form", "password");
		String cookie = site.cookie("/", "", PASSWORD);
		int value = cookie.indexOf('=') + 1;
		String shouted = cookie.substring(0, value) + cookie.substring(value).toUpperCase(Locale.ROOT);
		String head = "GET / HTTP/1.1\r\nHost: " + site.host + "\r\nCookie: ";
		String answers = Http.raw(this.port,
				head + cookie + "\r\n\r\n" + head + shouted + "\r\nConnection: close\r\n\r\n");
		assertThat(answers).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 401 ");
	}

	@Test
	void aCookieEndsWithItsTime() {
		PrivateSite made = PrivateSite.at(this.port);
		Site site = this.sites.find(made.key).orElseThrow();
		Door door = new Door(7, "/", AreaWay.FORM, AreaAudience.PASSWORD, 1234);
		AreaMap map = new AreaMap(new PrivateBranches(List.of("/")), Map.of("/", door), Map.of());
		MockHttpServletRequest request = new MockHttpServletRequest();
		HostKind.SITE.mark(request, "/in/here");
		request.setSecure(true);
		for (Duration age : List.of(VisitCookies.VALIDITY.minusMinutes(1), VisitCookies.VALIDITY.plusMinutes(1))) {
			ResponseCookie cookie = new VisitCookies(this.secrets, Clock.offset(Clock.systemUTC(), age.negated()))
				.create(site, door, Pass.SHARED, request);
			assertThat(cookie.toString()).contains("Secure", "Path=/in/here");
			request.setCookies(new Cookie(cookie.getName(), cookie.getValue()));
			assertThat(this.cookies.admit(site, map, door, request)).as("after " + age)
				.isEqualTo(age.compareTo(VisitCookies.VALIDITY) < 0);
		}
	}

	@Test
	void twoSitesOnOneHostDoNotTakeEachOthersCookies() {
		PrivateSite root = PrivateSite.at(this.port);
		PrivateSite below = PrivateSite.at(this.port, root.host + "/shop");
		root.close("/", "form", "password");
		below.close("/", "form", "password");
		HttpResponse<String> answer = below.signIn("/shop/club", "", PASSWORD);
		assertThat(answer.headers().firstValue("Location")).contains("/shop/club");
		String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
		assertThat(cookie).contains("Path=/shop;");
		String ofBelow = cookie.replaceFirst(";.*", "");
		String ofRoot = root.cookie("/", "", PASSWORD);
		assertThat(below.with(ofBelow).get("/shop/club").body()).contains(SECRET + " inside");
		assertRefused(root.with(ofBelow).get("/club"), "the cookie of the site below");
		assertRefused(below.with(ofRoot).get("/shop/club"), "the cookie of the site above");
		assertThat(below.with(ofRoot + "; " + ofBelow).get("/shop/club").statusCode()).isEqualTo(200);
		assertThat(below.visitor().get("/shop/robots.txt").body()).isEqualTo("User-agent: *\nDisallow: /shop/\n");
	}

	@Test
	void visitorsWithANameComeAndGoOneByOne() {
		PrivateSite site = PrivateSite.at(this.port);
		site.close("/club", "form", "visitors");
		assertThat(site.visitor().get("/club").body()).contains("name=\"visitor-name\"");
		site.visitorCalled("ada@example.com", "engine number one");
		site.visitorCalled("grace", "a moth in relay 70");
		String ada = site.cookie("/club", "Ada@Example.COM ", "engine number one");
		String grace = site.cookie("/club", "grace", "a moth in relay 70");
		assertThat(site.signIn("/club", "grace", "engine number one").statusCode()).isEqualTo(401);
		assertThat(site.signIn("/club", "nobody", "engine number one").body())
			.isEqualTo(site.signIn("/club", "nobody", "engine number two").body());
		assertThat(site.with(ada).get("/club").statusCode()).isEqualTo(200);
		site.visitorCalled("ada@example.com", "engine number two");
		assertRefused(site.with(ada).get("/club"), "a changed password");
		assertThat(site.with(grace).get("/club").statusCode()).isEqualTo(200);
		assertThat(site.api().send("DELETE", site.apiPath("visitors/grace"), null).statusCode()).isEqualTo(204);
		assertRefused(site.with(grace).get("/club"), "a removed visitor");
		site.visitorCalled("grace", "a moth in relay 70");
		assertRefused(site.with(grace).get("/club"), "a visitor of the same name");
	}

	@Test
	void httpBasicAsksEachTimeAndSetsNoCookie() {
		PrivateSite site = PrivateSite.at(this.port);
		long area = site.close("/club", "basic", "password");
		HttpResponse<String> asked = site.visitor().get("/club/board");
		assertRefused(asked, "/club/board");
		assertThat(asked.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(
				(challenge) -> assertThat(challenge).startsWith("Basic realm=\"" + site.key + " /club\"")
					.contains("charset=\"UTF-8\""));
		assertThat(asked.body()).doesNotContain("<form method=\"post\"");
		for (int i = 0; i < 3; i++) {
			HttpResponse<String> seen = site.visitor().as("whoever", PASSWORD).get("/club/board");
			assertThat(seen.body()).contains(SECRET + " on board");
			assertPrivate(seen, "with the password");
			assertThat(seen.headers().firstValue("Set-Cookie")).isEmpty();
		}
		for (String header : List.of("Basic", "Basic ", "Basic %", "Basic " + "A".repeat(4000), "Basic OnRocmVl",
				"Bearer x", "Basic dGhyZWU=")) {
			assertRefused(site.visitor().with("Authorization", header).get("/club"), header);
		}
		site.change(area, "{\"way\":\"basic\",\"password\":\"another for the club\"}");
		assertRefused(site.visitor().as("whoever", PASSWORD).get("/club"), "the old password");
		assertThat(site.visitor().as("x", "another for the club").get("/club").statusCode()).isEqualTo(200);
		site.change(area, "{\"way\":\"basic\",\"audience\":\"visitors\"}");
		site.visitorCalled("ada", "grüße aus köln");
		assertRefused(site.visitor().as("x", "another for the club").get("/club"), "a password for nobody");
		assertThat(site.visitor().as("ada", "grüße aus köln").get("/club").statusCode()).isEqualTo(200);
		site.api().send("DELETE", site.apiPath("visitors/ada"), null);
		assertRefused(site.visitor().as("ada", "grüße aus köln").get("/club"), "a removed visitor");
		site.change(area, "{\"way\":\"form\",\"password\":\"another for the club\"}");
		assertRefused(site.visitor().as("x", "another for the club").get("/club"), "Basic where there is a form");
	}

	@Test
	void aFormOfAnotherSiteSignsNobodyInOrOut() {
		PrivateSite site = PrivateSite.at(this.port);
		site.close("/", "form", "password");
		String form = "visitor-password=" + PASSWORD.replace(' ', '+');
		for (String origin : List.of("http://evil.test", "null", "http://" + site.host + ".evil.test", "",
				"http://x@" + site.host)) {
			HttpResponse<String> answer = site.visitor().with("Origin", origin).form("/", form);
			assertThat(answer.statusCode()).as(origin).isEqualTo(403);
			assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
		}
		assertThat(site.visitor().with("Sec-Fetch-Site", "cross-site").form("/", form).statusCode()).isEqualTo(403);
		assertThat(site.visitor().with("Sec-Fetch-Site", "same-site").form("/", form).statusCode()).isEqualTo(403);
		Http own = site.visitor()
			.with("Sec-Fetch-Site", "same-origin")
			.with("Origin", "http://" + site.host + ":" + this.port);
		HttpResponse<String> in = own.form("/about", form);
		assertThat(in.statusCode()).isEqualTo(303);
		String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
		assertThat(site.with(cookie).get("/about?sign-out").body()).contains("Sign out").doesNotContain(SECRET);
		assertThat(site.with(cookie).with("Origin", "http://evil.test").form("/about?sign-out", "").statusCode())
			.isEqualTo(403);
		HttpResponse<String> out = site.with(cookie).form("/about?sign-out", "");
		assertThat(out.statusCode()).isEqualTo(303);
		assertThat(out.headers().firstValue("Location")).contains("/about");
		assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
	}

	@Test
	void whoGuessesIsSlowedDownOnThisSiteAlone() {
		PrivateSite site = PrivateSite.at(this.port);
		PrivateSite other = PrivateSite.at(this.port);
		site.close("/club", "form", "password");
		site.close("/posts", "basic", "password");
		other.close("/", "form", "password");
		HttpResponse<String> answer = site.signIn("/club", "", "no idea at all");
		for (int i = 0; i < 10; i++) {
			answer = site.signIn("/club", "", "no idea at all");
		}
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.headers().firstValue("Retry-After")).contains("60");
		assertPrivate(answer, "too many");
		assertThat(site.signIn("/club", "", PASSWORD).statusCode()).as("the right one, too").isEqualTo(429);
		assertThat(site.visitor().as("x", PASSWORD).get("/posts").statusCode()).as("another area").isEqualTo(200);
		assertThat(other.signIn("/", "", PASSWORD).statusCode()).as("another site").isEqualTo(303);
		assertThat(site.api().get("/api/sites").statusCode()).as("the admin host").isEqualTo(200);
	}

	@Test
	void aPreviewOfAPrivateSiteIsPrivateAsWell() {
		PrivateSite site = PrivateSite.at(this.port);
		Site found = this.sites.find(site.key).orElseThrow();
		String link = this.currentSite
			.call(found,
					() -> this.previews.create(found, ContentKind.PAGE,
							this.items.find(ContentKind.PAGE, "club").orElseThrow().id(), null, Duration.ofDays(1)))
			.orElseThrow()
			.url();
		String path = link.substring(link.indexOf("/preview/"));
		assertThat(site.visitor().get(path).body()).contains(SECRET + " inside");
		site.close("/club", "form", "password");
		site.close("/posts", "form", "password");
		assertThat(site.visitor().get(path).body()).as("a key to one page")
			.contains(SECRET + " inside")
			.doesNotContain(SECRET + " board", "/club/board", SECRET + " first", "sign-out");
		assertThat(site.with(site.cookie("/club", "", PASSWORD)).get("/club").body()).contains(SECRET + " board");
		site.close("/", "form", "password");
		assertRefused(site.visitor().get(path), "a preview");
	}

	@Test
	void noPasswordComesOutAgain() {
		PrivateSite site = PrivateSite.at(this.port);
		long area = site.close("/club", "form", "password");
		site.visitorCalled("ada", PASSWORD + "!");
		site.change(area, "{\"way\":\"basic\",\"audience\":\"password\",\"password\":\"" + PASSWORD + "?\"}");
		for (String path : List.of("areas", "areas/" + area, "visitors", "activity")) {
			assertThat(site.api().get(site.apiPath(path)).body()).as(path)
				.doesNotContain(PASSWORD, "{bcrypt}", "{argon2", "$2a$", "passwordHash", "stamp");
		}
		assertThat(site.api().get(site.apiPath("activity")).body()).contains("area.added", "area.changed",
				"visitor.added", "/club");
	}

	@Test
	void whatCannotBePrivateIsRefusedWithAReason() {
		PrivateSite site = PrivateSite.at(this.port);
		for (Map.Entry<String, String> refused : Map
			.of("/posts/first", "Posts are protected together", "/tag/x", "belongs to the site itself", "/search",
					"belongs to the site itself", "/a b", "Write the path of a page", "/media/x", "Files are protected",
					"/feed.xml", "belongs to the site itself", "/../x", "Write the path of a page")
			.entrySet()) {
			HttpResponse<String> answer = site.api()
				.json("POST", site.apiPath("areas"),
						"{\"path\":\"" + refused.getKey() + "\",\"password\":\"" + PASSWORD + "\"}");
			assertThat(answer.statusCode()).as(refused.getKey()).isEqualTo(422);
			assertThat(answer.body()).contains(refused.getValue());
		}
		assertThat(site.api().json("POST", site.apiPath("areas"), "{\"path\":\"/\",\"password\":\"short\"}").body())
			.contains("Use at least 8 characters");
		site.close("Club/", "form", "password");
		assertThat(site.api()
			.json("POST", site.apiPath("areas"), "{\"path\":\"/club\",\"password\":\"" + PASSWORD + "\"}")
			.body()).contains("private already");
	}

	private static void assertRefused(HttpResponse<String> answer, String what) {
		assertThat(answer.statusCode()).as(what).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate")).as(what).isPresent();
		assertThat(answer.body().replace("?q=" + SECRET, "")).as(what).doesNotContain(SECRET);
		assertThat(answer.headers().map()).as(what).doesNotContainKeys("ETag", "etag", "Last-Modified", "set-cookie");
		assertPrivate(answer, what);
	}

	private static void assertPrivate(HttpResponse<String> answer, String what) {
		assertThat(answer.headers().allValues("Cache-Control")).as(what).containsExactly("private, no-store");
		assertThat(String.join(", ", answer.headers().allValues("Vary"))).as(what).contains("Cookie", "Authorization");
		assertThat(answer.headers().allValues("X-Robots-Tag")).as(what).containsExactly("noindex, nofollow");
		assertThat(answer.headers().firstValue("Expires")).as(what).isEmpty();
	}

}
