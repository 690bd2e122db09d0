package org.rowhouse.admin;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.AdminSession;
import org.rowhouse.site.NewSites;
import org.rowhouse.site.SharedAddresses;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A new site without JavaScript: forms, what they answer, and what is there afterwards.
 */
@RowhouseTest
class NewSiteTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteLabels labels;

	@Autowired
	private NewSites newSites;

	@Autowired
	private SharedAddresses shared;

	private Http admin;

	private String id;

	@BeforeEach
	void signIn() {
		this.admin = AdminSession.signIn(this.port);
		this.id = "n" + UUID.randomUUID().toString().substring(0, 8);
	}

	@Test
	void aNameIsEnoughForALiveSiteWithAFewPages() {
		HttpResponse<String> answer = post("/sites", "starter=pages&name=Käse+%26+Brot+" + this.id);
		String key = "kase-brot-" + this.id;
		assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/sites/" + key + "/live");
		assertThat(this.admin.get("/sites/" + key + "/live").body()).contains("Your site is live",
				"http://" + key + ".localhost:" + this.port + "/");
		Http there = Http.to(this.port, key + ".localhost");
		assertThat(there.get("/").body()).contains("Welcome", "start page of <strong>Käse &amp; Brot " + this.id);
		assertThat(there.get("/about").body()).contains("About us");
		assertThat(there.get("/posts/first-post").body()).contains("We are online");
	}

	@Test
	void aNameThatIsTakenGetsAKeyWithANumber() {
		post("/sites", "name=" + this.id);
		post("/sites", "name=" + this.id);
		assertThat(this.sites.find(this.id + "-2")).isPresent();
		assertThat(Http.to(this.port, this.id + "-2.localhost").get("/").statusCode()).isEqualTo(200);
	}

	@Test
	void anEmptySiteIsEmptyAndOneInGermanIsInGerman() {
		post("/sites", "name=" + this.id + "&starter=empty");
		assertThat(Http.to(this.port, this.id + ".localhost").get("/about").statusCode()).isEqualTo(404);
		post("/sites", "name=de" + this.id + "&starter=pages&locale=de-AT&theme=journal");
		Http german = Http.to(this.port, "de" + this.id + ".localhost");
		assertThat(german.get("/").body()).contains("Willkommen", "lang=\"de-AT\"");
		assertThat(this.sites.find("de" + this.id).orElseThrow().theme()).isEqualTo("journal");
	}

	@Test
	void aSiteWhoseNameIsMarkupIsNamedAsItIs() {
		post("/sites", "starter=pages&name=" + encode("*" + this.id + "* <b>[x](y)</b>"));
		assertThat(Http.to(this.port, this.id + "-b-x-y-b.localhost").get("/").body())
			.contains("<strong>*" + this.id + "* &lt;b&gt;[x](y)&lt;/b&gt;</strong>");
	}

	@Test
	void aTemplateIsOfferedAndCopied() {
		assertThat(this.admin.get("/sites/new").body()).doesNotContain("site:bakery");
		this.labels.markTemplate(this.sites.find("bakery").orElseThrow(), true);
		try {
			assertThat(this.admin.get("/sites/new").body()).contains("value=\"site:bakery\"", "Kornblume");
			String location = post("/sites", "name=" + this.id + "&starter=site:bakery").headers()
				.firstValue("Location")
				.orElseThrow()
				.replaceFirst("^http://[^/]+", "");
			assertThat(location).startsWith("/jobs/");
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> this.admin.get(location).body().contains("/sites/" + this.id + "/live"));
			assertThat(this.admin.with("HX-Request", "true").get(location).headers().firstValue("HX-Redirect"))
				.hasValue("/sites/" + this.id + "/live");
			assertThat(Http.to(this.port, this.id + ".localhost").get("/visit").statusCode()).isEqualTo(200);
		}
		finally {
			this.labels.markTemplate(this.sites.find("bakery").orElseThrow(), false);
		}
		assertThat(post("/sites", "name=x" + this.id + "&starter=site:bakery").body())
			.contains("is no template any more");
		assertThat(this.sites.find("x" + this.id)).isEmpty();
	}

	@Test
	void thePreviewShowsWhatIsTypedAndCanDoNothing() {
		HttpResponse<String> preview = this.admin
			.get("/sites/new/preview?name=" + encode("<i>" + this.id) + "&theme=journal&starter=pages");
		assertThat(preview.body()).contains("&lt;i&gt;" + this.id, "Welcome", "We are online")
			.doesNotContain("<i>" + this.id);
		assertThat(preview.headers().firstValue("Content-Security-Policy").orElse("")).contains("sandbox",
				"default-src 'none'");
		assertThat(preview.headers().firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
		assertThat(this.admin.get("/sites/new/preview?name=x&starter=empty").body()).doesNotContain("We are online");
		assertThat(this.admin.get("/sites/new/preview?theme=nope&locale=zz").statusCode()).isEqualTo(200);
		assertThat(this.admin.get("/sites/new/preview?starter=site:garden").body()).doesNotContain("Hollow Lane");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			# key      | address                    | what is said
			bakery     |                            | There is a site with the key 'bakery' already
			bakery     |                            | Free: bakery-2
			Not a key  |                            | lower case letters
			fresh      |                            | Free
			fresh      | fresh.check.test           | fresh.check.test is free
			fresh      | bakery.localhost           | belongs to the site 'bakery' already
			fresh      | BAKERY.localhost           | belongs to the site 'bakery' already
			fresh      | localhost                  | is the host of the admin UI
			fresh      | http://fresh.check.test    | Leave out 'http://'
			fresh      | fresh.check.test:8080      | Leave out the port
			fresh      | a..b                       | is not an address
			fresh      | *.com                      | public suffix
			fresh      | *.check.test               | must be a single host by its name
			fresh      | {site}.check.test          | picks a site by its key
			fresh      | held.check.test/shop/de    | lies inside 'held.check.test/shop' of 'KEY'
			fresh      | held.check.test            | 'held.check.test/shop' goes to 'KEY', not to this site
			fresh      | empty.check.test/shop      | Nothing answers at 'empty.check.test/' itself
			fresh      | x.wild.check.test          | goes before '*.wild.check.test' of 'KEY'
			fresh      | *.below.check.test         | 'one.below.check.test' of 'KEY' goes before
			""")
	void whileSomebodyTypesTheAddressIsChecked(String key, String address, String said) {
		Site holder = holder();
		String body = this.admin
			.get("/sites/new/check?key=" + encode(key) + "&addresses=" + encode((address != null) ? address : ""))
			.body()
			.replace("&#39;", "'")
			.replaceAll("<[^>]*>", "");
		assertThat(body.replaceAll("\\s+", " ")).contains(said.replace("KEY", holder.key()));
		assertThat(this.sites.find("fresh")).isEmpty();
	}

	private Site holder() {
		return this.sites.find("address-holder")
			.orElseGet(() -> this.sites.create(new SiteSettings(
					"address-holder", "Holder", "", List.of(new TypedAddress("one.below.check.test", ""),
							new TypedAddress("held.check.test/shop", ""), new TypedAddress("*.wild.check.test", "")),
					"", "", "", Map.of())));
	}

	@Test
	void withoutJavaScriptAButtonChecksTheAddress() {
		String body = this.admin.get("/sites/new?name=Bakery&key=bakery&addresses=bakery.localhost&check=1").body();
		assertThat(body).contains("belongs to the site &#39;bakery&#39;", "value=\"Bakery\"", "bakery-2");
	}

	@Test
	void anAddressOfThePlatformThatNamesTheSiteIsProposed() {
		assertThat(this.newSites.addressSuffix()).isEqualTo(".localhost");
		this.shared.add("{site}." + this.id + ".test", "");
		try {
			assertThat(this.newSites.addressSuffix()).isEqualTo("." + this.id + ".test");
			assertThat(this.admin.get("/sites/new").body()).contains("data-suffix=\"." + this.id + ".test\"");
			assertThat(this.newSites.check("fresh", List.of(new TypedAddress("fresh." + this.id + ".test", "")))
				.addresses()).singleElement().satisfies((address) -> assertThat(address.notes()).isEmpty());
		}
		finally {
			this.shared.remove("{site}." + this.id + ".test");
		}
	}

	@Test
	void aSiteIsCopiedFromItsPage() {
		assertThat(this.admin.get("/sites/garden").body()).contains("/sites/garden/clone");
		assertThat(this.admin.get("/sites/garden/clone").body()).contains("Hollow Lane Garden (copy)",
				"hollow-lane-garden-copy");
		HttpResponse<String> wrong = post("/sites/garden/clone", "name=&newKey=garden&addresses=garden.localhost");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("Write a name", "There is a site with the key", "belongs to the site");
		HttpResponse<String> started = post("/sites/garden/clone", "name=Copy&newKey=" + this.id);
		assertThat(started.headers().firstValue("Location").orElse("")).contains("/jobs/");
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.sites.find(this.id).isPresent());
	}

	@Test
	void tagsAndTemplatesAreEditedOnTheSettingsAndShownInTheList() {
		post("/sites", "name=" + this.id + "&starter=empty");
		String tag = "Tag " + this.id;
		assertThat(post("/sites/" + this.id + "/labels", "tags=" + encode(tag + ", two ,,") + "&template=true")
			.statusCode()).isEqualTo(302);
		Site site = this.sites.find(this.id).orElseThrow();
		assertThat(this.labels.tags(site)).containsExactly(tag, "two");
		assertThat(this.labels.isTemplate(site)).isTrue();
		assertThat(this.admin.get("/sites/" + this.id + "/edit").body()).contains("value=\"" + tag + ", two\"",
				"checked=\"checked\"");
		String list = this.admin.get("/sites?tag=" + encode(tag.toUpperCase(Locale.ROOT))).body();
		assertThat(list).contains("/sites/" + this.id, "1 site<").doesNotContain("/sites/garden\"");
		HttpResponse<String> wrong = post("/sites/" + this.id + "/labels", "tags=" + "x".repeat(41));
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("at most 40 characters", "x".repeat(41));
		assertThat(this.labels.tags(site)).hasSize(2);
		this.sites.delete(this.id);
		assertThat(this.labels.tags()).doesNotContainKey(tag);
	}

	@Test
	void manySitesAreChangedFromTheList() {
		post("/sites", "name=" + this.id + "&starter=empty");
		post("/sites", "name=b" + this.id + "&starter=empty");
		String ticked = "site=" + this.id + "&site=b" + this.id;
		assertThat(this.admin.get("/jobs/new?" + ticked + "&action=theme").body()).contains("Change 2 sites",
				"value=\"" + this.id + "\"", "value=\"journal\"");
		assertThat(this.admin.get("/jobs/new?all=true&q=" + this.id + "&action=suspend").body())
			.contains("Suspend (2)");
		assertThat(this.admin.get("/jobs/new?action=suspend").body()).contains("No site is chosen");
		assertThat(this.admin.get("/jobs/new?site=nobody&action=theme").statusCode()).isEqualTo(404);
		HttpResponse<String> wrong = post("/jobs", ticked + "&action=add-tag&value=");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("Write a tag", "value=\"" + this.id + "\"");
		String location = post("/jobs", "all=true&q=" + this.id + "&action=suspend").headers()
			.firstValue("Location")
			.orElseThrow()
			.replaceFirst("^http://[^/]+", "");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.admin.get(location).body().contains("2 changed"));
		assertThat(Http.to(this.port, this.id + ".localhost").get("/").statusCode()).isEqualTo(503);
		String undo = post(location + "/undo", "").headers()
			.firstValue("Location")
			.orElseThrow()
			.replaceFirst("^http://[^/]+", "");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.admin.get(undo).body().contains("2 changed"));
		assertThat(Http.to(this.port, this.id + ".localhost").get("/").statusCode()).isEqualTo(200);
		assertThat(this.admin.get(location).body()).contains("Taken back by");
		assertThat(post(location + "/undo", "").statusCode()).isEqualTo(409);
		assertThat(post(location + "/cancel", "").statusCode()).isEqualTo(409);
		assertThat(this.admin.get("/jobs").body()).contains("Take back", location);
		assertThat(this.admin.get("/jobs/999999999").statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> post(String path, String fields) {
		return this.admin.form(path,
				fields.replace("ä", "%C3%A4") + "&_csrf=" + encode(AdminSession.csrf(this.admin.get("/sites/new"))));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
