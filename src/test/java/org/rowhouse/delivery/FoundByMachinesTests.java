package org.rowhouse.delivery;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

import com.jayway.jsonpath.JsonPath;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.AdminSession;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what programs read of a site, with parsers that are not ours: Rome and the
 * JDK for feeds, a schema for the sitemap, crawler-commons for {@code robots.txt}, jsoup
 * for the head of pages.
 */
@RowhouseTest
class FoundByMachinesTests {

	private static final String ATOM = "http://www.w3.org/2005/Atom";

	/**
	 * Ends a CDATA section and a script, is out of the first plane, and runs backwards.
	 */
	private static final String TITLE = "]]> </script><script>alert(1)</script> & \"Käse\" \uD83E\uDDC0 \u05E9\u05DC\u05D5\u05DD \u202Eabc";

	private static final String MOUNT = "/shop";

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String key;

	@BeforeEach
	void newSite() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "m" + UUID.randomUUID().toString().substring(0, 8);
		assertThat(this.api.json("POST", "/api/sites",
				"{\"key\":\"%1$s\",\"name\":\"Åsa & <Co>\",\"tagline\":\"Bread & more\",\"locale\":\"de-AT\",\"addresses\":[\"%1$s.test\",\"mounted.%1$s.test%2$s\"]}"
					.formatted(this.key, MOUNT))
			.statusCode()).isEqualTo(201);
		put("pages/about", "{\"title\":\"About\",\"markdown\":\"We bake.\",\"state\":\"published\"}");
		put("pages/about/team", "{\"title\":\"Team\",\"markdown\":\"Two of us.\",\"state\":\"published\"}");
		put("posts/strange", "{\"title\":" + json(TITLE)
				+ ",\"markdown\":\"See [about](/about) and `]]>`.\",\"state\":\"published\",\"tags\":[\"Über & <b>\",\"Other\"]}");
		put("posts/plain", "{\"title\":\"Plain\",\"markdown\":\"Text\",\"state\":\"published\"}");
		put("posts/hidden", "{\"title\":\"Draft\",\"markdown\":\"Text\"}");
	}

	@Test
	void atomFollowsItsRfc() throws Exception {
		HttpResponse<String> answer = site("/feed.xml");
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/atom+xml;charset=UTF-8");
		Element feed = parse(answer.body()).getDocumentElement();
		assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
		for (String required : List.of("id", "title", "updated", "author")) {
			assertThat(children(feed, required)).as(required).hasSize(1);
		}
		assertThat(children(feed, "link")).extracting((link) -> link.getAttribute("rel"))
			.containsExactly("alternate", "self");
		List<Element> entries = children(feed, "entry");
		assertThat(entries).hasSize(2);
		for (Element entry : entries) {
			for (String required : List.of("id", "title", "updated", "published", "content", "summary")) {
				assertThat(children(entry, required)).as(required).hasSize(1);
			}
			assertThat(URI.create(text(entry, "id")).isAbsolute()).isTrue();
			assertThat(OffsetDateTime.parse(text(entry, "updated"))).isNotNull();
		}
		assertThat(entries).extracting((entry) -> text(entry, "title")).containsExactlyInAnyOrder(TITLE, "Plain");
		assertThat(read("/feed.xml").getEntries()).hasSize(2);
	}

	@Test
	void rssIsReadByRomeWithItsTexts() throws Exception {
		SyndFeed feed = read("/rss.xml");
		assertThat(feed.getFeedType()).isEqualTo("rss_2.0");
		assertThat(feed.getTitle()).isEqualTo("Åsa & <Co>");
		assertThat(feed.getLanguage()).isEqualTo("de-AT");
		assertThat(feed.getEntries()).extracting("title").containsExactlyInAnyOrder(TITLE, "Plain");
		assertThat(feed.getEntries()).allSatisfy((entry) -> {
			assertThat(entry.getPublishedDate()).isNotNull();
			assertThat(entry.getUri()).isEqualTo(entry.getLink());
		});
		assertThat(feed.getEntries().stream().filter((entry) -> entry.getTitle().equals(TITLE)).findFirst())
			.hasValueSatisfying((entry) -> {
				assertThat(entry.getContents().get(0).getValue()).contains("/about\"", "http", "]]&gt;");
				assertThat(entry.getCategories()).extracting("name").contains("Über & <b>");
			});
		Element channel = (Element) parse(site("/rss.xml").body()).getElementsByTagName("channel").item(0);
		assertThat(channel.getElementsByTagName("description").item(0).getTextContent()).isEqualTo("Bread & more");
	}

	@Test
	void jsonFeedFollowsItsRules() {
		HttpResponse<String> answer = site("/feed.json");
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/feed+json;charset=UTF-8");
		assertThat(JsonPath.<String>read(answer.body(), "$.version")).isEqualTo("https://jsonfeed.org/version/1.1");
		assertThat(JsonPath.<String>read(answer.body(), "$.feed_url")).endsWith(".test:" + this.port + "/feed.json");
		assertThat(JsonPath.<List<String>>read(answer.body(), "$.items[*].title")).contains(TITLE, "Plain");
		for (String id : JsonPath.<List<String>>read(answer.body(), "$.items[*].id")) {
			assertThat(URI.create(id).isAbsolute()).isTrue();
		}
		for (String date : JsonPath.<List<String>>read(answer.body(), "$.items[*].date_published")) {
			assertThat(Instant.parse(date)).isBefore(Instant.now().plusSeconds(60));
		}
		assertThat(JsonPath.<List<String>>read(answer.body(), "$.items[*].content_html")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "feed.xml", "rss.xml", "feed.json" })
	void aTagHasFeedsOfItsOwn(String file) {
		String body = site("/tag/other/" + file).body();
		assertThat(body).contains("/posts/strange", "/tag/other/" + file).doesNotContain("/posts/plain");
		assertThat(site("/tag/nothing/" + file).statusCode()).isEqualTo(404);
	}

	@Test
	void theSitemapIsValidAndHoldsWhatIsToBeFound() throws Exception {
		options("\"searchHidden\":\"/about/*\"");
		String sitemap = site("/sitemap.xml").body();
		validate(sitemap);
		assertThat(sitemap).contains("/posts/strange<", "/posts/plain<")
			.doesNotContain("/posts/hidden", "/about<", "/about/team<");
		assertThat(site("/sitemap-1.xml").body()).contains("/posts/plain<");
		assertThat(site("/sitemap-2.xml").statusCode()).isEqualTo(404);
		assertThat(head("/about").select("meta[name=robots]").attr("content")).isEqualTo("noindex");
		assertThat(head("/posts/plain").select("meta[name=robots]")).isEmpty();
	}

	@Test
	void robotsAreToldAsTheirRfcSays() {
		SimpleRobotRules rules = robots();
		assertThat(rules.isAllowed(url("/about"))).isTrue();
		assertThat(rules.isAllowed(url("/search?q=x"))).isFalse();
		assertThat(rules.getSitemaps()).containsExactly(url("/sitemap.xml"));
		options("\"robots\":\"User-agent: *\\nDisallow: /about\"");
		assertThat(robots().isAllowed(url("/about"))).isFalse();
		assertThat(robots().getSitemaps()).containsExactly(url("/sitemap.xml"));
		options("\"searchIndex\":\"no\"");
		assertThat(robots().getSitemaps()).isEmpty();
		assertThat(head("/").select("meta[name=robots]").attr("content")).isEqualTo("noindex");
		assertThat(Http.to(this.port, "mounted." + this.key + ".test").get(MOUNT + "/robots.txt").body())
			.contains("Disallow: /shop/search");
	}

	@Test
	void aPageSaysWhatItIs() {
		org.jsoup.nodes.Document post = head("/posts/strange");
		assertThat(post.select("link[rel=canonical]").attr("href")).isEqualTo(url("/posts/strange"));
		assertThat(post.select("meta[property=og:title]").attr("content")).isEqualTo(TITLE);
		assertThat(post.select("meta[property=og:type]").attr("content")).isEqualTo("article");
		assertThat(post.select("meta[name=twitter:card]").attr("content")).isEqualTo("summary");
		assertThat(post.select("link[rel=alternate]").eachAttr("type")).containsExactly("application/atom+xml",
				"application/rss+xml", "application/feed+json");
		assertThat(head("/tag/other").select("link[rel=alternate]").eachAttr("href")).hasSize(6)
			.startsWith("/tag/other/feed.xml");
		assertThat(post.select("script:not([src])")).as("nothing but data").hasSize(1);
		assertThat(head("/nothing").select("link[rel=canonical]")).isEmpty();
		assertThat(head("/nothing").select("meta[name=robots]").attr("content")).isEqualTo("noindex");
	}

	@Test
	void structuredDataIsJsonWhateverTheTitleIs() {
		String post = data("/posts/strange");
		assertThat(JsonPath.<List<String>>read(post, "$['@graph'][*]['@type']")).containsExactly("Organization",
				"WebSite", "BlogPosting", "BreadcrumbList");
		assertThat(JsonPath.<String>read(post, "$['@graph'][2].headline")).isEqualTo(TITLE);
		assertThat(post).doesNotContain("<", "&");
		String page = data("/about/team");
		assertThat(JsonPath.<List<String>>read(page, "$['@graph'][*]['@type']")).contains("WebPage");
		assertThat(JsonPath.<List<String>>read(page, "$['@graph'][3].itemListElement[*].name"))
			.containsExactly("Åsa & <Co>", "About", "Team");
		assertThat(JsonPath.<List<Integer>>read(page, "$['@graph'][3].itemListElement[*].position")).containsExactly(1,
				2, 3);
		assertThat(JsonPath.<List<String>>read(data("/posts"), "$['@graph'][*]['@type']")).contains("CollectionPage");
	}

	@Test
	void eachPartOfAListSaysWhichItIs() {
		for (int n = 1; n <= 11; n++) {
			put("posts/more-" + n,
					"{\"title\":\"More\",\"markdown\":\"Text\",\"author\":\"Ada Böhm\",\"state\":\"published\","
							+ "\"tags\":[\"Brot\"]}");
		}
		org.jsoup.nodes.Document second = head("/tag/brot?page=2");
		assertThat(second.select("link[rel=canonical]").attr("href")).isEqualTo(url("/tag/brot?page=2"));
		assertThat(second.select("meta[property=og:url]").attr("content")).isEqualTo(url("/tag/brot?page=2"));
		assertThat(JsonPath.<String>read(data("/tag/brot?page=2"), "$['@graph'][2]['@id']"))
			.isEqualTo(url("/tag/brot?page=2"));
		assertThat(head("/tag/brot?page=1").select("link[rel=canonical]").attr("href")).isEqualTo(url("/tag/brot"));
		assertThat(listName("/tag/brot")).isEqualTo("Brot");
		assertThat(listName("/author/ada-bohm")).isEqualTo("Ada Böhm");
		assertThat(listName(head("/posts").select(".months a").attr("href"))).endsWith(" " + Year.now());
		assertThat(this.api
			.json("PUT", "/api/sites/" + this.key + "/menu",
					"{\"entries\":[{\"label\":\"Neues\",\"path\":\"/posts\"}]}")
			.statusCode()).isEqualTo(200);
		assertThat(listName("/posts")).isEqualTo("Neues");
		assertThat(JsonPath.<List<String>>read(data("/posts/plain"), "$['@graph'][3].itemListElement[*].name"))
			.containsExactly("Åsa & <Co>", "Neues", "Plain");
	}

	@Test
	void iconsAreDrawnAndTheManifestNamesThem() throws Exception {
		assertThat(parse(site("/icons/icon.svg").body()).getDocumentElement().getTextContent()).isEqualTo("Å");
		for (int size : new int[] { 32, 180, 192, 512 }) {
			BufferedImage icon = ImageIO.read(new ByteArrayInputStream(bytes("/icons/icon-" + size + ".png")));
			assertThat(icon.getWidth()).isEqualTo(size);
			assertThat(icon.getRGB(size / 2, size / 10)).isNotZero();
		}
		assertThat(bytes("/favicon.ico")).startsWith(0, 0, 1, 0, 1, 0, 32, 32);
		assertThat(site("/icons/icon-33.png").statusCode()).isEqualTo(404);
		HttpResponse<String> manifest = Http.to(this.port, "mounted." + this.key + ".test")
			.get(MOUNT + "/site.webmanifest");
		assertThat(manifest.headers().firstValue("Content-Type")).contains("application/manifest+json;charset=UTF-8");
		assertThat(JsonPath.<String>read(manifest.body(), "$.start_url")).isEqualTo("/shop/");
		for (String icon : JsonPath.<List<String>>read(manifest.body(), "$.icons[*].src")) {
			assertThat(Http.to(this.port, "mounted." + this.key + ".test").get(icon).statusCode()).as(icon)
				.isEqualTo(200);
		}
	}

	@Test
	void securityTxtIsThereOnlyWithAContact() {
		assertThat(site("/.well-known/security.txt").statusCode()).isEqualTo(404);
		options("\"securityContact\":\"security@example.com\"");
		List<String> lines = site("/.well-known/security.txt").body().lines().toList();
		assertThat(lines).contains("Contact: mailto:security@example.com",
				"Canonical: " + url("/.well-known/security.txt"));
		String expires = lines.stream().filter((line) -> line.startsWith("Expires: ")).findFirst().orElseThrow();
		assertThat(Instant.parse(expires.substring(9))).isBetween(Instant.now().plusSeconds(86_400 * 100),
				Instant.now().plusSeconds(86_400 * 365));
	}

	@Test
	void theAdminUiSavesWhatFitsAndKeepsWhatDoesNot() {
		Http admin = AdminSession.signIn(this.port);
		String page = "/sites/" + this.key + "/search-engines";
		options("\"accent\":\"#112233\"");
		String csrf = AdminSession.csrf(admin.get(page));
		HttpResponse<String> wrong = admin.form(page, "socialHandle=garden&socialPicture=javascript:x&_csrf=" + csrf);
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("A name begins with @", "value=\"garden\"", "Write the path of a picture");
		assertThat(admin.form(page, "socialHandle=@garden&socialPicture=/static/card.png&_csrf=" + csrf).statusCode())
			.isEqualTo(302);
		org.jsoup.nodes.Document home = head("/about");
		assertThat(home.select("meta[name=twitter:site]").attr("content")).isEqualTo("@garden");
		assertThat(home.select("meta[property=og:image]").attr("content")).isEqualTo(url("/static/card.png"));
		assertThat(site("/icons/icon.svg").body()).as("the design stays").contains("#112233");
	}

	@Test
	void theDemoSitesSayItToo() {
		for (String demo : List.of("garden.localhost", "bakery.localhost")) {
			org.jsoup.nodes.Document home = Jsoup.parse(Http.to(this.port, demo).get("/").body());
			assertThat(home.select("link[rel=canonical]")).as(demo).hasSize(1);
			assertThat(home.select("link[rel=manifest]")).as(demo).hasSize(1);
			assertThat(home.select("script[type=application/ld+json]")).as(demo).hasSize(1);
			assertThat(home.select("meta[name=description]").attr("content")).as(demo).isNotBlank();
		}
	}

	private SimpleRobotRules robots() {
		return new SimpleRobotRulesParser().parseContent(url("/robots.txt"),
				site("/robots.txt").body().getBytes(StandardCharsets.UTF_8), "text/plain", List.of("anybot"));
	}

	private static void validate(String sitemap) throws Exception {
		try (InputStream schema = FoundByMachinesTests.class.getResourceAsStream("/sitemap-0.9.xsd")) {
			SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
				.newSchema(new StreamSource(schema))
				.newValidator()
				.validate(new StreamSource(new StringReader(sitemap)));
		}
	}

	private String listName(String path) {
		return JsonPath.read(data(path), "$['@graph'][2].name");
	}

	private String data(String path) {
		return head(path).select("script[type=application/ld+json]").first().data();
	}

	private org.jsoup.nodes.Document head(String path) {
		return Jsoup.parse(site(path).body());
	}

	private SyndFeed read(String path) throws Exception {
		return new SyndFeedInput().build(new StringReader(site(path).body()));
	}

	private static Document parse(String xml) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
		factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
	}

	private static List<Element> children(Element parent, String name) {
		NodeList nodes = parent.getChildNodes();
		return IntStream.range(0, nodes.getLength())
			.mapToObj(nodes::item)
			.filter((node) -> node instanceof Element && name.equals(node.getLocalName()))
			.map(Element.class::cast)
			.toList();
	}

	private static String text(Element parent, String name) {
		return children(parent, name).get(0).getTextContent();
	}

	private byte[] bytes(String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
				.header("Host", this.key + ".test")
				.build(), BodyHandlers.ofByteArray())
			.body();
	}

	private void options(String options) {
		assertThat(this.api.json("PATCH", "/api/sites/" + this.key, "{\"options\":{" + options + "}}").statusCode())
			.isEqualTo(200);
	}

	private void put(String at, String body) {
		assertThat(this.api.json("PUT", "/api/sites/" + this.key + "/" + at, body).statusCode()).as(at).isEqualTo(201);
	}

	private static String json(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

	private HttpResponse<String> site(String path) {
		return Http.to(this.port, this.key + ".test").get(path);
	}

	private String url(String path) {
		return "http://" + this.key + ".test:" + this.port + path;
	}

}
