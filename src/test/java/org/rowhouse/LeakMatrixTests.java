package org.rowhouse;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowhouse.LeakCases.Call;
import org.rowhouse.LeakCases.Crossing;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Coverage;
import org.rowhouse.content.MissingPath;
import org.rowhouse.content.MissingPaths;
import org.rowhouse.content.PathRedirects;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import org.rowhouse.testing.TwinSites;
import org.rowhouse.testing.TwinSites.Front;
import org.rowhouse.testing.TwinSites.Pair;
import org.rowhouse.testing.TwinSites.Twin;
import org.rowhouse.visitor.PrivateAreas;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.server.PathContainer;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Promise 2: nothing of one site ever shows on another. Every URL that two sites with
 * equal paths, slugs, file names and words can have is asked for at each of them, in
 * every way in which it can be reached and asked for, and no answer may hold the other's
 * marker. What there is to ask for is taken from the application's mappings.
 */
@RowhouseTest
@ContextConfiguration(initializers = TwinSites.class)
class LeakMatrixTests {

	private static final String ONLY_IN = "only-in-";

	private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");

	private static final String BASIC = "Basic " + Base64.getEncoder()
		.encodeToString(("admin:" + TestInstallation.PASSWORD).getBytes(StandardCharsets.UTF_8));

	private final Map<String, Map<String, String>> signIns = new LinkedHashMap<>();

	@Value("${local.server.port}")
	private int port;

	@Value("${local.management.port}")
	private int managementPort;

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	private PathRedirects redirects;

	@Autowired
	private MissingPaths missing;

	@Autowired
	private PrivateAreas areas;

	@Autowired
	private RequestMappingHandlerMapping mappings;

	private Http api;

	@BeforeEach
	void writeByApi() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		if (exists(TwinSites.WITH_THEME.b())) {
			// Written for the first of these tests already.
			return;
		}
		this.api.json("POST", "/api/addresses", "{\"pattern\":\"{site}.row.test\"}");
		for (Pair pair : TwinSites.pairs()) {
			for (Twin twin : pair.twins()) {
				String item = LeakCases.itemOf(twin);
				for (String kind : List.of("pages", "posts")) {
					String at = "/api/sites/" + twin.key() + "/" + kind + "/";
					put(at + "from-the-api", item);
					put(at + "draft-from-the-api", item.replace("published", "draft"));
					put(at + onlyIn(pair, twin), item);
				}
				this.api.json("POST", "/api/sites/" + twin.key() + "/areas",
						"{\"path\":\"/behind-the-door\",\"password\":\"let me in\"}");
				put("/api/sites/" + twin.key() + "/visitors/" + onlyIn(pair, twin), "{\"password\":\"let me in\"}");
				put("/api/sites/" + twin.key() + "/snippets/" + onlyIn(pair, twin),
						"{\"markdown\":\"Snippet of " + twin.marker() + "\"}");
				for (String name : List.of("sign.svg", onlyIn(pair, twin) + ".svg")) {
					// The second of them is not the same file once more.
					String drawing = LeakCases.drawingOf(twin) + "<!-- " + name + " -->";
					assertThat(this.api.with("Content-Type", "image/svg+xml")
						.send("POST", "/api/sites/" + twin.key() + "/media?name=" + name, drawing)
						.statusCode()).as(name).isEqualTo(201);
				}
				for (String from : List.of("moved", "moved-" + onlyIn(pair, twin))) {
					this.api.json("POST", "/api/sites/" + twin.key() + "/redirects",
							"{\"from\":\"/" + from + "\",\"to\":\"/about?of=" + twin.marker() + "\"}");
				}
				awaitFound(pair, twin);
			}
		}
	}

	/** An index that changes between two requests would look like a leak. */
	private void awaitFound(Pair pair, Twin twin) {
		Http site = Http.to(this.port, pair.fronts(twin).get(0).host());
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(site.get("/search.json?q=api").body().split(twin.marker(), -1)).hasSize(5));
	}

	private void put(String path, String item) {
		assertThat(this.api.json("PUT", path, item).statusCode()).as(path).isIn(200, 201);
	}

	private static String onlyIn(Pair pair, Twin twin) {
		return ONLY_IN + ((twin.equals(pair.a())) ? "a" : "b");
	}

	static List<Pair> pairs() {
		return TwinSites.pairs();
	}

	/**
	 * A, then B, then A again and B again, so that what either leaves behind is there
	 * when the other comes; then as other people and other caches would ask.
	 */
	@ParameterizedTest
	@MethodSource("pairs")
	void noAnswerHoldsAnythingOfTheOther(Pair pair) {
		Matrix matrix = new Matrix(pair);
		List<Front> ofA = pair.fronts(pair.a());
		List<Front> ofB = pair.fronts(pair.b());
		for (String url : urls(pair)) {
			for (int i = 0; i < ofA.size(); i++) {
				HttpResponse<String> a = matrix.ask(ofA.get(i), "GET", url);
				HttpResponse<String> b = matrix.ask(ofB.get(i), "GET", url);
				assertSame(matrix.ask(ofA.get(i), "GET", url), a, ofA.get(i) + url);
				assertSame(matrix.ask(ofB.get(i), "GET", url), b, ofB.get(i) + url);
				matrix.compare(ofA.get(i), a, ofB.get(i), b, url);
			}
			for (Front front : List.of(ofA.get(0), ofB.get(0))) {
				for (Map.Entry<String, Map<String, String>> signedIn : signIns().entrySet()) {
					HttpResponse<String> answer = matrix.ask(front, "GET", url, signedIn.getValue());
					assertThat(answer.headers().map()).as(front + url + " as " + signedIn.getKey())
						.doesNotContainKeys("set-cookie", "www-authenticate");
				}
				matrix.ask(front, "HEAD", url);
				matrix.ask(front, "POST", url);
				matrix.ask(front, "OPTIONS", url);
				for (String range : List.of("bytes=0-15", "bytes=5-", "bytes=-20", "bytes=0-3,6-9")) {
					matrix.ask(front, "GET", url, Map.of("Range", range));
				}
				matrix.ask(front, "GET", url, Map.of("Accept-Encoding", "gzip"));
			}
		}
		assertThat(matrix.leaks).isEmpty();
		assertThat(matrix.asked).as("requests").isGreaterThan(2500);
		assertThat(matrix.ownMarkers).as("answers with the site's own marker, or nothing would be seen")
			.isGreaterThan(500);
		assertThat(matrix.bothHave).as("answers that both have, and that differ").isGreaterThan(100);
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void theOldAddressLeadsToItsOwnSite(Pair pair) {
		for (Twin twin : pair.twins()) {
			HttpResponse<String> answer = Http.to(this.port, "old." + twin.marker() + ".test").get("/about?x=1");
			assertThat(answer.statusCode()).isEqualTo(301);
			assertThat(answer.headers().firstValue("location").orElseThrow()).contains("://" + twin.marker() + ".test:",
					"/about?x=1");
		}
	}

	/**
	 * Those who sign in to the admin host and work on one twin see nothing of the other.
	 */
	@ParameterizedTest
	@MethodSource("pairs")
	void theOthersIdsAndPathsLeadNowhereInTheAdminUiAndTheApi(Pair pair) {
		Http session = AdminSession.signIn(this.port);
		String csrf = AdminSession.csrf(session.get("/sites/new"));
		for (Twin twin : pair.twins()) {
			Map<String, String> before = publicTexts(pair, pair.other(twin));
			for (Call call : calls(pair, twin)) {
				HttpResponse<String> answer = send((call.ofApi()) ? this.api : session, call, csrf);
				String as = twin.marker() + ": " + call.method() + " " + call.path();
				assertThat(answer.statusCode()).as(as).isLessThan(500);
				if (call.crosses()) {
					assertThat(answer.statusCode()).as(as).isEqualTo(404);
				}
				assertThat(strangeMarkers(twin, answer, call.neighbours())).as(as).isEmpty();
			}
			assertThat(publicTexts(pair, pair.other(twin))).as("the other after all that").isEqualTo(before);
		}
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void whoHasNotSignedInSeesNothingOfAnySite(Pair pair) {
		Http nobody = Http.to(this.port, "localhost");
		for (Twin twin : pair.twins()) {
			for (Call call : calls(pair, twin)) {
				HttpResponse<String> answer = send(nobody, call, "");
				String as = call.method() + " " + call.path();
				assertThat(answer.statusCode()).as(as).isIn(302, 401, 403);
				assertThat(answer.body() + answer.headers().map()).as(as).doesNotContain(twin.marker());
				assertThat(strangeMarkers(twin, answer, false)).as(as).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void theAdminUiAndTheApiAreOnNoHostOfASite(Pair pair) {
		for (Twin twin : pair.twins()) {
			Front front = pair.fronts(pair.other(twin)).get(0);
			for (Map<String, String> signedIn : signIns().values()) {
				for (Call call : calls(pair, twin)) {
					HttpResponse<String> answer = send(with(Http.to(this.port, front.host()), signedIn), call, "");
					String as = front + call.path();
					assertThat(answer.statusCode()).as(as).isIn(404, 405);
					assertThat(strangeMarkers(front.site(), answer, false)).as(as).isEmpty();
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void actuatorShowsOneSiteWithoutTheOther(Pair pair) {
		for (Twin twin : pair.twins()) {
			HttpResponse<String> answer = Http.to(this.managementPort, "localhost")
				.get("/actuator/sites/" + twin.key());
			assertThat(answer.body()).contains(twin.marker());
			assertThat(strangeMarkers(twin, answer, false)).isEmpty();
		}
	}

	@Test
	void everyMappingHasACase() {
		Set<String> known = new TreeSet<>(LeakCases.OF_SITES.keySet());
		known.addAll(LeakCases.OF_ADMIN.keySet());
		known.addAll(LeakCases.OF_NO_SITE);
		Set<String> mapped = mapped().collect(Collectors.toCollection(TreeSet::new));
		Set<String> missing = new TreeSet<>(mapped);
		missing.removeAll(known);
		assertThat(missing).as("New mappings. Add for each on the host of a site a line to LeakCases.OF_SITES with the "
				+ "paths that it answers, and give TwinSites something to find there. Add for each on the admin host a "
				+ "line to LeakCases.OF_ADMIN with calls that name ids and paths of the other site, or to OF_NO_SITE if "
				+ "none of its variables names a site or something of one.")
			.isEmpty();
		known.removeAll(mapped);
		assertThat(known).as("cases in LeakCases whose mapping is gone").isEmpty();
	}

	@Test
	void everyCaseIsOfItsMapping() {
		LeakCases.OF_SITES.forEach((pattern, urls) -> assertThat(urls)
			.as("Some path in LeakCases.OF_SITES must be one that " + pattern + " answers")
			.anyMatch((url) -> PathPatternParser.defaultInstance.parse(pattern)
				.matches(PathContainer.parsePath(url.replaceFirst("\\?.*", "")))));
		Pair pair = TwinSites.WITH_THEME;
		LeakCases.OF_ADMIN.forEach((mapping, calls) -> assertThat(calls.apply(crossing(pair, pair.a())))
			.as("Each call in LeakCases.OF_ADMIN must be one that " + mapping + " answers")
			.isNotEmpty()
			.allMatch((call) -> mapping.startsWith(call.method() + " ")
					&& PathPatternParser.defaultInstance.parse(mapping.substring(mapping.indexOf(' ') + 1))
						.matches(PathContainer.parsePath(call.path().replaceFirst("\\?.*", "")))));
	}

	/**
	 * On the hosts of sites all; on the admin host those with variables in their path.
	 */
	private Stream<String> mapped() {
		return this.mappings.getHandlerMethods().entrySet().stream().flatMap((entry) -> {
			OnHost host = entry.getValue().getBeanType().getAnnotation(OnHost.class);
			boolean ofSite = host != null && List.of(host.value()).contains(HostKind.SITE);
			return (ofSite) ? entry.getKey().getPatternValues().stream()
					: names(entry.getKey()).filter((name) -> name.contains("{"));
		});
	}

	private static Stream<String> names(RequestMappingInfo mapping) {
		Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
		return mapping.getPatternValues()
			.stream()
			.flatMap((pattern) -> (methods.isEmpty()) ? Stream.of("* " + pattern)
					: methods.stream().map((method) -> method + " " + pattern));
	}

	/** What the mappings have, and what the pages of both link to. */
	private Set<String> urls(Pair pair) {
		Set<String> urls = new LinkedHashSet<>();
		LeakCases.OF_SITES.values().forEach(urls::addAll);
		for (String url : List.copyOf(urls)) {
			for (Twin twin : pair.twins()) {
				Matcher link = LINK.matcher(Http.to(this.port, pair.fronts(twin).get(0).host()).get(url).body());
				while (link.find()) {
					urls.add(link.group(1).replace("&amp;", "&"));
				}
			}
		}
		return urls;
	}

	private Map<String, String> publicTexts(Pair pair, Twin twin) {
		Map<String, String> texts = new LinkedHashMap<>();
		for (Collection<String> urls : LeakCases.OF_SITES.values()) {
			for (String url : urls) {
				HttpResponse<String> answer = Http.to(this.port, pair.fronts(twin).get(0).host()).get(url);
				texts.put(url, answer.statusCode() + " " + answer.body());
			}
		}
		return texts;
	}

	private Map<String, Map<String, String>> signIns() {
		if (this.signIns.isEmpty()) {
			HttpResponse<String> form = Http.to(this.port, "localhost").get("/login");
			String cookie = AdminSession.cookie(Http.to(this.port, "localhost")
				.with("Cookie", AdminSession.cookie(form))
				.form("/login", "username=admin&password=" + TestInstallation.PASSWORD.replace(' ', '+') + "&_csrf="
						+ AdminSession.csrf(form)));
			this.signIns.put("a session of the admin host", Map.of("Cookie", cookie));
			this.signIns.put("an administrator with HTTP Basic", Map.of("Authorization", BASIC));
			this.signIns.put("somebody with a wrong password", Map.of("Authorization", "Basic YWRtaW46d3Jvbmc="));
		}
		return this.signIns;
	}

	private List<Call> calls(Pair pair, Twin twin) {
		Crossing crossing = crossing(pair, twin);
		return LeakCases.OF_ADMIN.values().stream().flatMap((calls) -> calls.apply(crossing).stream()).toList();
	}

	private Crossing crossing(Pair pair, Twin twin) {
		Twin other = pair.other(twin);
		return new Crossing(twin, other, id(twin, ContentKind.PAGE), id(other, ContentKind.PAGE),
				id(other, ContentKind.POST), redirectId(pair, other), missingPathId(pair, other), areaId(other),
				onlyIn(pair, other));
	}

	private long redirectId(Pair pair, Twin twin) {
		return on(twin, () -> this.redirects.find("/moved-" + onlyIn(pair, twin), Coverage.EXACT)).orElseThrow().id();
	}

	private long areaId(Twin twin) {
		return on(twin, () -> this.areas.list()).get(0).id();
	}

	/** Until it is written a few seconds later there is none, and no number is right. */
	private long missingPathId(Pair pair, Twin twin) {
		return on(twin, () -> this.missing.list(false, PageRequest.of(0, 1))).stream()
			.findFirst()
			.map(MissingPath::id)
			.orElse(1L);
	}

	private long id(Twin twin, ContentKind kind) {
		return on(twin, () -> this.items.find(kind, "from-the-api")).orElseThrow().id();
	}

	private boolean exists(Twin twin) {
		return on(twin, () -> this.items.find(ContentKind.POST, "only-in-b")).isPresent();
	}

	private <T> T on(Twin twin, Supplier<T> action) {
		return this.currentSite.call(this.sites.find(twin.key()).orElseThrow(), action);
	}

	private static HttpResponse<String> send(Http http, Call call, String csrf) {
		String body = (call.body() != null && !call.ofApi()) ? call.body() + "&_csrf=" + csrf : call.body();
		return ((call.type() != null) ? http.with("Content-Type", call.type()) : http).send(call.method(), call.path(),
				body);
	}

	private static Http with(Http http, Map<String, String> headers) {
		Http more = http;
		for (Map.Entry<String, String> header : headers.entrySet()) {
			more = more.with(header.getKey(), header.getValue());
		}
		return more;
	}

	private static Set<String> strangeMarkers(Twin own, HttpResponse<String> answer, boolean neighbours) {
		String seen = (answer.body() + answer.headers().map()).toLowerCase(Locale.ROOT);
		return TwinSites.markers()
			.stream()
			.filter((marker) -> !marker.equals(own.marker()))
			.filter((marker) -> ((neighbours) ? seen.replace("twin-" + marker, "").replace(marker + ".test", "") : seen)
				.contains(marker))
			.collect(Collectors.toSet());
	}

	/** But for ids of errors, which there are none of here. */
	private static void assertSame(HttpResponse<String> again, HttpResponse<String> first, String url) {
		assertThat(again.statusCode()).as(url).isEqualTo(first.statusCode());
		assertThat(again.body()).as(url).isEqualTo(first.body());
	}

	/** Asks, and keeps what should not have been answered. */
	private final class Matrix {

		private final Pair pair;

		private final List<String> leaks = new ArrayList<>();

		private int asked;

		private int ownMarkers;

		private int bothHave;

		Matrix(Pair pair) {
			this.pair = pair;
		}

		HttpResponse<String> ask(Front front, String method, String url) {
			return ask(front, method, url, Map.of());
		}

		HttpResponse<String> ask(Front front, String method, String url, Map<String, String> headers) {
			HttpResponse<String> answer = LeakMatrixTests
				.with(Http.to(LeakMatrixTests.this.port, front.host()), headers)
				.send(method, front.prefix() + url, null);
			String as = method + " " + front + url + " " + headers;
			this.asked++;
			Twin site = this.pair.siteAt(front, url);
			this.ownMarkers += (answer.body().toLowerCase(Locale.ROOT).contains(site.marker())) ? 1 : 0;
			Set<String> strange = strangeMarkers(site, answer, false);
			if (!strange.isEmpty()) {
				this.leaks.add(as + " shows " + strange);
			}
			assertThat(answer.statusCode()).as(as).isIn(200, 206, 301, 304, 308, 400, 404, 405, 410, 416);
			return answer;
		}

		/** What a cache has of one, it must not be told to keep for the other. */
		void compare(Front a, HttpResponse<String> ofA, Front b, HttpResponse<String> ofB, String url) {
			if (ofA.statusCode() != 200 || ofB.statusCode() != 200) {
				return;
			}
			boolean differ = !ofA.body().equals(ofB.body());
			this.bothHave += (differ) ? 1 : 0;
			askWithValidators(a, ofB, differ, url);
			askWithValidators(b, ofA, differ, url);
		}

		private void askWithValidators(Front front, HttpResponse<String> others, boolean differ, String url) {
			Map<String, String> validators = new LinkedHashMap<>();
			others.headers().firstValue("etag").ifPresent((etag) -> validators.put("If-None-Match", etag));
			others.headers().firstValue("last-modified").ifPresent((date) -> validators.put("If-Modified-Since", date));
			if (validators.isEmpty()) {
				return;
			}
			HttpResponse<String> answer = ask(front, "GET", url, validators);
			if (differ && validators.containsKey("If-None-Match") && answer.statusCode() == 304) {
				this.leaks.add("GET " + front + url + " says that the other's " + validators + " is still good");
			}
			others.headers()
				.firstValue("last-modified")
				.ifPresent((date) -> ask(front, "GET", url, Map.of("If-Modified-Since", date)));
			others.headers()
				.firstValue("etag")
				.ifPresent((etag) -> ask(front, "GET", url, Map.of("Range", "bytes=0-9", "If-Range", etag)));
		}

	}

}
