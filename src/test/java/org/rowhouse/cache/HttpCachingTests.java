package org.rowhouse.cache;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowhouse.AdminSession;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Coverage;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.content.PathRedirects;
import org.rowhouse.content.RedirectDraft;
import org.rowhouse.delivery.PreviewLinks;
import org.rowhouse.media.MediaDetails;
import org.rowhouse.media.MediaLibrary;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.PlannedChanges;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import org.rowhouse.visitor.AreaDraft;
import org.rowhouse.visitor.PrivateAreas;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What browsers and CDNs are told about each kind of answer, and whether conditions are
 * answered as RFC 9110 and RFC 9111 say: a table.
 */
@RowhouseTest
class HttpCachingTests {

	private static final String PLAIN = "http-caching-plain";

	private static final String SET = "http-caching-set";

	private static final String CLOSED = "http-caching-closed";

	private static final Map<String, String> OPTIONS = Map.of("cachePages", "5m", "cacheFeeds", "15m", "cacheFiles",
			"1h", "cacheShared", "2h");

	private static final String ASK = "no-cache";

	private static final String NEVER = "no-store";

	private static final String PERSONAL = "private, no-store";

	private static final String FOR_GOOD = "public, max-age=31536000, immutable";

	private static final String STALE = ", s-maxage=7200, stale-while-revalidate=60, stale-if-error=86400";

	private static final String PAGE = "public, max-age=300" + STALE;

	private static final String FEED = "public, max-age=900" + STALE;

	private static final String FILE = "public, max-age=3600" + STALE;

	private static final String CODED = "Accept-Encoding";

	private static final String WHO = "Cookie, Authorization";

	private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><circle r=\"4\"/></svg>";

	private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]+\"");

	/** What is asked for, and what is said of it without and with the options set. */
	private static final List<Row> ROWS = List.of(
			// a path, its status, without options, with options, Vary, validators
			new Row("/", 200, ASK, PAGE, CODED, "tag date"), new Row("/posts", 200, ASK, PAGE, CODED, "tag date"),
			new Row("/posts/one", 200, ASK, PAGE, CODED, "tag date"),
			new Row("/posts/one?utm_source=mail", 200, ASK, PAGE, CODED, "tag date"),
			new Row("/about", 200, ASK, PAGE, CODED, "tag date"),
			new Row("/tag/common", 200, ASK, PAGE, CODED, "tag date"),
			new Row("/nothing-here", 404, NEVER, NEVER, CODED, ""),
			new Row("/posts/over", 410, NEVER, NEVER, CODED, ""), new Row("/moved", 301, ASK, ASK, "", ""),
			new Row("/elsewhere", 302, ASK, ASK, "", ""), new Row("/posts/one/", 301, ASK, ASK, "", ""),
			new Row("/feed.xml", 200, ASK, FEED, CODED, "tag date"),
			new Row("/rss.xml", 200, ASK, FEED, CODED, "tag date"),
			new Row("/feed.json", 200, ASK, FEED, CODED, "tag date"),
			new Row("/sitemap.xml", 200, ASK, FEED, CODED, "tag date"),
			new Row("/robots.txt", 200, ASK, FEED, "", "tag date"),
			new Row("/icons/icon.svg", 200, ASK, FILE, "", "tag date"),
			new Row("/icons/icon-32.png", 200, ASK, FILE, "", "tag date"),
			new Row("/favicon.ico", 200, ASK, FILE, "", "tag date"),
			new Row("/site.webmanifest", 200, ASK, FILE, CODED, "tag date"),
			new Row("/options.css", 200, ASK, FILE, "", "tag"),
			new Row("/options.css?v={css}", 200, FOR_GOOD, FOR_GOOD, "", "tag"),
			new Row("/options.css?v=other", 200, ASK, FILE, "", "tag"),
			new Row("/static/{file}", 200, ASK, FILE, CODED, "tag date"),
			new Row("/static/{file}?v={static}", 200, FOR_GOOD, FOR_GOOD, CODED, "tag date"),
			new Row("/static/{file}?v=other", 200, ASK, FILE, CODED, "tag date"),
			new Row("/static/{file}?v={static}&v={static}", 200, ASK, FILE, CODED, "tag date"),
			new Row("/static/nothing.css", 404, NEVER, NEVER, CODED, ""),
			new Row("/media/sign.svg", 200, ASK, FILE, "", "tag date"),
			new Row("/media/sign.svg?v={media}", 200, FOR_GOOD, FOR_GOOD, "", "tag date"),
			new Row("/media/sign.svg?v=other", 200, ASK, FILE, "", "tag date"),
			new Row("/search?q=one", 200, ASK, ASK, CODED, ""), new Row("/search.json?q=one", 200, ASK, ASK, CODED, ""),
			new Row("/preview/{preview}", 200, NEVER, NEVER, CODED, ""),
			new Row("/preview/wrong", 404, NEVER, NEVER, CODED, ""),
			new Row("/club", 401, PERSONAL, PERSONAL, WHO + ", " + CODED, ""),
			new Row("/members", 401, PERSONAL, PERSONAL, WHO + ", " + CODED, ""));

	@Autowired
	private Sites sites;

	@Autowired
	private ContentItems items;

	@Autowired
	private PathRedirects redirects;

	@Autowired
	private PrivateAreas areas;

	@Autowired
	private MediaLibrary media;

	@Autowired
	private PreviewLinks previews;

	@Autowired
	private PageMaker maker;

	@Autowired
	private PageCache cache;

	@Autowired
	private SiteResolver resolver;

	@Autowired
	private PlannedChanges changes;

	@Autowired
	private SurrogateKeys keys;

	@Autowired
	private CurrentSite currentSite;

	@Value("${local.server.port}")
	private int port;

	static Stream<Row> rows() {
		return ROWS.stream();
	}

	static Stream<Row> rowsWithTag() {
		return ROWS.stream().filter((row) -> row.validators().contains("tag"));
	}

	@ParameterizedTest
	@MethodSource("rows")
	void eachAnswerSaysWhoMayKeepItAndForHowLong(Row row) {
		for (Site site : List.of(site(PLAIN), site(SET))) {
			HttpResponse<String> answer = visitor(site).get(path(site, row));
			boolean set = site.key().equals(SET);
			assertThat(answer.statusCode()).isEqualTo(row.status());
			assertThat(answer.headers().allValues("Cache-Control")).containsExactly((set) ? row.set() : row.plain());
			assertThat(String.join(", ", answer.headers().allValues("Vary"))).isEqualTo(row.vary());
			assertThat(answer.headers().map()).doesNotContainKeys("age", "expires", "pragma", "set-cookie",
					"surrogate-key", "cache-tag");
			assertThat(answer.headers().firstValue("Date")).isPresent();
			String tag = answer.headers().firstValue("ETag").orElse(null);
			if (row.validators().contains("tag")) {
				assertThat(tag).as("a strong tag").matches(STRONG);
			}
			else {
				assertThat(tag).isNull();
			}
			assertThat(answer.headers().firstValue("Last-Modified").isPresent())
				.isEqualTo(row.validators().contains("date"));
			answer.headers()
				.firstValue("Last-Modified")
				.ifPresent((date) -> assertThat(time(date)).as("RFC 9110, 8.8.2.1: not in the future")
					.isBeforeOrEqualTo(time(answer.headers().firstValue("Date").orElseThrow())));
		}
	}

	@ParameterizedTest
	@MethodSource("rows")
	void headIsGetWithoutTheBody(Row row) {
		Site site = site(SET);
		HttpResponse<String> get = visitor(site).get(path(site, row));
		HttpResponse<String> head = visitor(site).send("HEAD", path(site, row), null);
		assertThat(head.body()).isEmpty();
		assertThat(head.statusCode()).isEqualTo(get.statusCode());
		assertThat(steady(head.headers())).isEqualTo(steady(get.headers()));
	}

	@ParameterizedTest
	@MethodSource("rowsWithTag")
	void tagsAndDatesAreComparedInTheOrderOfTheRfc(Row row) {
		Site site = site(SET);
		String path = path(site, row);
		HttpResponse<String> whole = visitor(site).get(path);
		String tag = whole.headers().firstValue("ETag").orElseThrow();
		for (String match : List.of(tag, "\"other\", " + tag, "W/" + tag, "*", "\"a\",W/\"b\" , " + tag)) {
			HttpResponse<String> same = visitor(site).with("If-None-Match", match).get(path);
			assertThat(same.statusCode()).as(match).isEqualTo(304);
			assertThat(same.body()).isEmpty();
			assertThat(same.headers().firstValue("ETag")).hasValue(tag);
			for (String name : List.of("Cache-Control", "Vary", "Last-Modified", "Content-Location", "Expires")) {
				assertThat(same.headers().allValues(name)).as("RFC 9110, 15.4.5: %s", name)
					.isEqualTo(whole.headers().allValues(name));
			}
			assertThat(same.headers().firstValue("Date")).isPresent();
			assertThat(visitor(site).with("If-None-Match", match).send("HEAD", path, null).statusCode()).isEqualTo(304);
		}
		for (String other : List.of("\"other\"", "W/\"other\"", "other", tag.replace("\"", ""))) {
			assertThat(visitor(site).with("If-None-Match", other).get(path).statusCode()).as(other).isEqualTo(200);
		}
		assertThat(visitor(site).with("If-Match", "\"other\"").get(path).statusCode()).isEqualTo(412);
		assertThat(visitor(site).with("If-Match", "W/" + tag).get(path).statusCode()).as("a strong comparison")
			.isEqualTo(412);
		assertThat(visitor(site).with("If-Match", tag).with("If-None-Match", tag).get(path).statusCode())
			.isEqualTo(304);
	}

	@ParameterizedTest
	@MethodSource("rowsWithTag")
	void aDateCountsOnlyWhereThereIsNoTag(Row row) {
		Site site = site(SET);
		String path = path(site, row);
		HttpResponse<String> whole = visitor(site).get(path);
		String tag = whole.headers().firstValue("ETag").orElseThrow();
		String longAgo = "Thu, 01 Jan 2015 00:00:00 GMT";
		assertThat(visitor(site).with("If-Modified-Since", longAgo).get(path).statusCode()).isEqualTo(200);
		assertThat(visitor(site).with("If-Modified-Since", "yesterday").get(path).statusCode()).isEqualTo(200);
		assertThat(visitor(site).with("If-None-Match", tag).with("If-Modified-Since", longAgo).get(path).statusCode())
			.isEqualTo(304);
		String date = whole.headers().firstValue("Last-Modified").orElse(null);
		if (date != null) {
			assertThat(visitor(site).with("If-Modified-Since", date).get(path).statusCode()).isEqualTo(304);
			assertThat(visitor(site).with("If-Modified-Since", date)
				.with("If-None-Match", "\"other\"")
				.get(path)
				.statusCode()).isEqualTo(200);
			assertThat(visitor(site).with("If-Unmodified-Since", longAgo).get(path).statusCode()).isEqualTo(412);
			assertThat(visitor(site).with("If-Unmodified-Since", date).get(path).statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@MethodSource("rowsWithTag")
	void eachCodingHasATagOfItsOwn(Row row) {
		Site site = site(SET);
		String path = path(site, row);
		HttpResponse<String> identity = visitor(site).get(path);
		HttpResponse<byte[]> gzip = visitor(site).with("Accept-Encoding", "gzip").bytes("GET", path, new byte[0]);
		boolean coded = gzip.headers().firstValue("Content-Encoding").isPresent();
		assertThat(coded).as("what is coded varies").isEqualTo(row.vary().equals(CODED));
		assertThat(gzip.headers().firstValue("ETag").equals(identity.headers().firstValue("ETag"))).isEqualTo(!coded);
		assertThat(gzip.headers().allValues("Vary")).isEqualTo(identity.headers().allValues("Vary"));
		assertThat(gzip.headers().allValues("Cache-Control")).isEqualTo(identity.headers().allValues("Cache-Control"));
	}

	@ParameterizedTest
	@MethodSource("rowsWithTag")
	void whatARequestAsksOfCachesChangesNothing(Row row) {
		Site site = site(SET);
		String path = path(site, row);
		HttpResponse<String> usual = visitor(site).get(path);
		for (Http asking : List.of(visitor(site).with("Cache-Control", "no-cache"),
				visitor(site).with("Cache-Control", "no-store"), visitor(site).with("Cache-Control", "max-age=0"),
				visitor(site).with("Cache-Control", "only-if-cached"), visitor(site).with("Pragma", "no-cache"),
				visitor(site).with("Cookie", "a=b"))) {
			HttpResponse<String> answer = asking.get(path);
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo(usual.body());
			assertThat(steady(answer.headers())).isEqualTo(steady(usual.headers()));
		}
	}

	@Test
	void aRangeOfAPageIsThePage() {
		Site site = site(SET);
		HttpResponse<String> whole = visitor(site).get("/posts/one");
		HttpResponse<String> asked = visitor(site).with("Range", "bytes=0-3").get("/posts/one");
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).isEqualTo(whole.body());
		HttpResponse<String> file = visitor(site).with("Range", "bytes=0-3").get("/media/sign.svg");
		assertThat(file.statusCode()).isEqualTo(206);
		assertThat(file.headers().firstValue("Cache-Control")).hasValue(FILE);
	}

	@Test
	void whatIsPrivateIsKeptByNobodyEvenForThoseWhoMayReadIt() {
		for (Site site : List.of(site(PLAIN), site(SET))) {
			Http member = visitor(site).as("anybody", "three old owls");
			for (String path : List.of("/members", "/members/nothing-here")) {
				HttpResponse<String> answer = member.get(path);
				assertThat(answer.statusCode()).isEqualTo((path.endsWith("here")) ? 404 : 200);
				assertThat(answer.headers().allValues("Cache-Control")).containsExactly(PERSONAL);
				assertThat(answer.headers().allValues("Vary").get(0)).startsWith(WHO);
				assertThat(answer.headers().map()).doesNotContainKeys("expires", "pragma", "age", "surrogate-key");
			}
		}
	}

	@Test
	void whatIsForOneVisitorIsNeverMadePublic() {
		Site site = site(SET);
		assertThat(this.maker.told(site, AnswerKind.PAGE, new MockHttpServletResponse())).hasToString(PAGE);
		MockHttpServletResponse cookie = new MockHttpServletResponse();
		cookie.addCookie(new Cookie("cart", "3"));
		assertThat(this.maker.told(site, AnswerKind.PAGE, cookie)).hasToString(PERSONAL);
		for (String said : List.of("private", "no-store", "max-age=5")) {
			MockHttpServletResponse own = new MockHttpServletResponse();
			own.setHeader("Cache-Control", said);
			assertThat(this.maker.told(site, AnswerKind.PAGE, own)).hasToString(said);
		}
		MockHttpServletResponse gone = new MockHttpServletResponse();
		gone.setStatus(404);
		assertThat(this.maker.told(site, AnswerKind.PAGE, gone)).hasToString(ASK);
	}

	@Test
	void whatAChangeHasOvertakenOrWasMadeInPassingIsAskedForAgain() {
		Site before = create("http-caching-overtaken", OPTIONS);
		long themes = this.cache.generation();
		assertThat(told(before, themes, true)).isEqualTo(PAGE);
		assertThat(told(before, themes - 1, true)).as("the theme has changed").isEqualTo(ASK);
		assertThat(told(before, themes, false)).as("something failed on the way to it").isEqualTo(ASK);
		this.currentSite.run(before,
				() -> this.items.create(ContentKind.POST, draft("two", ContentState.PUBLISHED, null)));
		assertThat(told(before, themes, true)).as("the site has changed").isEqualTo(ASK);
	}

	private String told(Site site, long generation, boolean lasting) {
		PageKey key = new PageKey(site.id(), false, "", "/", "");
		PageExchange exchange = new PageExchange(key, site, generation, Clock.systemUTC());
		MockHttpServletRequest request = new MockHttpServletRequest();
		exchange.attach(request);
		if (!lasting) {
			PageExchange.keepNothing(request);
		}
		assertThat(exchange.begin(declared(), null, this.cache)).isTrue();
		try {
			long now = System.currentTimeMillis();
			CachedPage page = this.currentSite.call(site, () -> this.maker.make(exchange,
					Objects.requireNonNull(exchange.leading()), new byte[0], request, new MockHttpServletResponse()));
			assertThat(page.life().modified()).isLessThanOrEqualTo(exchange.begun() / 1000 * 1000);
			return page.cacheControl(now);
		}
		finally {
			exchange.land(null);
		}
	}

	@Test
	void whatIsMadeIsCompressedAndDatedByTheClockOfTheCache() {
		Site site = site(PLAIN);
		PassingTime time = new PassingTime();
		PageCache own = new PageCache(new PageCacheProperties(DataSize.ofMegabytes(1), 100), this.cache::generation,
				(id) -> true, this.cache.flights(), time);
		PageMaker ofOwn = new PageMaker(this.resolver, this.changes, this.keys, own);
		for (Made made : List.of(new Made(200, true), new Made(404, true), new Made(500, true), new Made(403, true),
				new Made(200, false), new Made(404, false))) {
			CachedPage page = make(site, made, ofOwn, own);
			int plain = page.weight();
			assertThat(page.body().isCompressible()).as("%s", made).isTrue();
			page.body().compress();
			assertThat(page.body().isCompressed()).as("%s", made).isTrue();
			assertThat(page.weight()).as("not compressed before that").isGreaterThan(plain);
			assertThat(page.life().made()).isEqualTo(time.millis());
			assertThat(page.life().until()).isBetween(time.millis() + 1, time.millis() + 3_600_000);
		}
	}

	private CachedPage make(Site site, Made made, PageMaker maker, PageCache cache) {
		PageExchange exchange = new PageExchange(new PageKey(site.id(), false, "", "/", ""), site, cache.generation(),
				cache.clock());
		MockHttpServletRequest request = new MockHttpServletRequest();
		exchange.attach(request);
		assertThat(exchange.begin(declared(), null, cache)).isTrue();
		if (!made.lasting()) {
			PageExchange.keepNothing(request);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.setStatus(made.status());
		response.setContentType("text/html;charset=UTF-8");
		try {
			return this.currentSite.call(site, () -> maker.make(exchange, Objects.requireNonNull(exchange.leading()),
					"word ".repeat(1000).getBytes(StandardCharsets.UTF_8), request, response));
		}
		finally {
			exchange.land(null);
		}
	}

	@PageCached
	private static PageCached declared() {
		try {
			return Objects
				.requireNonNull(HttpCachingTests.class.getDeclaredMethod("declared").getAnnotation(PageCached.class));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void refusalsAreKeptByNobody() {
		Site site = site(SET);
		HttpResponse<String> refused = visitor(site).send("POST", "/posts/one", "x");
		assertThat(refused.statusCode()).isEqualTo(405);
		assertThat(refused.headers().allValues("Cache-Control")).containsExactly(NEVER);
		if (this.sites.find(CLOSED).isEmpty()) {
			create(CLOSED, OPTIONS);
			this.sites.changeState(CLOSED, SiteState.SUSPENDED);
		}
		HttpResponse<String> closed = Http.to(this.port, CLOSED + ".localhost").get("/");
		assertThat(closed.statusCode()).isEqualTo(503);
		assertThat(closed.headers().allValues("Cache-Control")).containsExactly(NEVER);
		HttpResponse<String> unknown = Http.to(this.port, "http-caching-nobody.example").get("/");
		assertThat(unknown.statusCode()).isEqualTo(421);
		assertThat(unknown.headers().allValues("Cache-Control")).containsExactly(NEVER);
	}

	@Test
	void theAdminUiAndTheApiAreKeptByNobody() {
		Http admin = AdminSession.signIn(this.port);
		for (HttpResponse<String> answer : List.of(admin.get("/sites"), admin.get("/sites/" + site(SET).key()),
				Http.to(this.port, "localhost").get("/login"),
				Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD).get("/api/sites"))) {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
			assertThat(answer.headers().firstValue("Age")).isEmpty();
		}
	}

	@Test
	void whatIsPlannedEndsWhatMayBeKept() {
		String key = "http-caching-planned";
		Site site = create(key, OPTIONS);
		Http visitor = visitor(site);
		assertThat(visitor.get("/posts").headers().firstValue("Cache-Control")).hasValue(PAGE);
		Instant later = Instant.now().plus(Duration.ofMinutes(40));
		this.currentSite.run(site,
				() -> this.items.create(ContentKind.POST, draft("going", ContentState.PUBLISHED, null)
					.with(new ItemDetails("", "", "", false, false, 0, later, Map.of()))));
		assertThat(visitor.get("/posts").headers().firstValue("Cache-Control").orElseThrow())
			.matches("public, max-age=300, s-maxage=23\\d\\d");
		assertThat(visitor.get("/feed.xml").headers().firstValue("Cache-Control").orElseThrow())
			.matches("public, max-age=900, s-maxage=23\\d\\d");
		Instant soon = Instant.now().plus(Duration.ofSeconds(200));
		this.currentSite.run(site,
				() -> this.items.create(ContentKind.POST, draft("coming", ContentState.SCHEDULED, soon)));
		assertThat(visitor.get("/posts").headers().firstValue("Cache-Control").orElseThrow())
			.matches("public, max-age=1[89]\\d");
	}

	private String path(Site site, Row row) {
		String path = row.path();
		if (!path.contains("{")) {
			return path;
		}
		String home = visitor(site).get("/").body();
		Matcher css = Pattern.compile("/options\\.css\\?v=([^\"&]+)").matcher(home);
		Matcher file = Pattern.compile("/static/([^\"?]+\\.css)\\?v=([^\"&]+)").matcher(home);
		assertThat(css.find() && file.find()).as(home).isTrue();
		return path.replace("{css}", css.group(1))
			.replace("{file}", file.group(1))
			.replace("{static}", file.group(2))
			.replace("{media}",
					this.currentSite.call(site, () -> this.media.find("sign.svg").orElseThrow().fingerprint()))
			.replace("{preview}", preview(site));
	}

	private String preview(Site site) {
		return this.currentSite.call(site, () -> {
			Item item = this.items.find(ContentKind.POST, "one").orElseThrow();
			String url = this.previews.create(site, ContentKind.POST, item.id(), null, Duration.ofDays(1))
				.orElseThrow()
				.url();
			return url.substring(url.lastIndexOf('/') + 1);
		});
	}

	private Site site(String key) {
		return this.sites.find(key).orElseGet(() -> create(key, (key.equals(SET)) ? OPTIONS : Map.of()));
	}

	private Site create(String key, Map<String, String> more) {
		Map<String, String> options = new TreeMap<>(more);
		options.put("accent", "#225577");
		Site site = this.sites.create(new SiteSettings(key, key, "", List.of(), "plain", "en", "UTC", options));
		this.currentSite.run(site, () -> {
			this.items.create(ContentKind.POST, draft("one", ContentState.PUBLISHED, null));
			this.items.create(ContentKind.POST, draft("over", ContentState.ARCHIVED, Instant.EPOCH));
			for (String path : List.of("about", "club", "members")) {
				this.items.create(ContentKind.PAGE, draft(path, ContentState.PUBLISHED, null));
			}
			this.redirects.add(new RedirectDraft("/moved", Coverage.EXACT, "/about", true));
			this.redirects.add(new RedirectDraft("/elsewhere", Coverage.EXACT, "/about", false));
			this.areas.add(new AreaDraft("/club", "form", "password", "three old owls"));
			this.areas.add(new AreaDraft("/members", "basic", "password", "three old owls"));
			try {
				this.media.upload(new ByteArrayInputStream(SVG.getBytes(StandardCharsets.UTF_8)), "sign.svg",
						MediaDetails.NONE);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return this.sites.find(key).orElseThrow();
	}

	private static Draft draft(String path, ContentState state, Instant at) {
		return new Draft(path, "About " + path, "", "Text of " + path, "", state, at,
				(path.equals("one")) ? List.of("Common") : List.of());
	}

	private Http visitor(Site site) {
		return Http.to(this.port, site.key() + ".localhost");
	}

	private static Instant time(String date) {
		return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
	}

	private static Map<String, List<String>> steady(HttpHeaders headers) {
		Map<String, List<String>> rest = new TreeMap<>(headers.map());
		rest.remove("date");
		return rest;
	}

	/**
	 * A kind of answer.
	 */
	private record Row(String path, int status, String plain, String set, String vary, String validators) {

		@Override
		public String toString() {
			return this.path;
		}

	}

	/**
	 * What is made, and whether it is compressed then.
	 */
	private record Made(int status, boolean lasting) {

	}

}
