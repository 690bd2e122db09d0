package org.rowhouse.ownership;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.AdminSession;
import org.rowhouse.site.Address;
import org.rowhouse.site.Home;
import org.rowhouse.site.HostPattern;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.DnsServer;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for domains that have to be proved, over real HTTP and DNS.
 */
@RowhouseTest
class DomainOwnershipTests {

	private static final DnsServer DNS = DnsServer.start();

	private static final HttpServer FILES = files();

	private static final Map<String, String> FILE_BODIES = new ConcurrentHashMap<>();

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private Home home;

	@Autowired
	@Qualifier("siteFolders")
	private ApplicationRunner folders;

	private Http api;

	private String key;

	private String host;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("rowhouse.domain-ownership.required", () -> "true");
		registry.add("rowhouse.domain-ownership.dns-servers", DNS::address);
		registry.add("rowhouse.domain-ownership.allow-private-networks", () -> "true");
		registry.add("rowhouse.domain-ownership.check-interval", () -> "1h");
	}

	private static HttpServer files() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
			server.createContext("/", (exchange) -> {
				String url = "http://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
				byte[] body = FILE_BODIES.getOrDefault(url, "").getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders((body.length > 0) ? 200 : 404, body.length);
				exchange.getResponseBody().write(body);
				exchange.close();
			});
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@AfterAll
	static void stop() throws IOException {
		FILES.stop(0);
		DNS.close();
	}

	@BeforeEach
	void signIn() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "d" + UUID.randomUUID().toString().substring(0, 8);
		this.host = this.key + ".test";
	}

	@Test
	void anAddressAnswersOnceTheDnsProvesIt() {
		HttpResponse<String> created = create(this.host);
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(read(created, "$.addresses[0].proof.state")).isEqualTo("pending");
		assertThat(read(created, "$.addresses[0].proof.dnsName")).isEqualTo("_rowhouse-challenge." + this.host);
		assertThat(status(this.host)).isEqualTo(421);
		assertThat(read(check(), "$.addresses[0].proof.state")).isEqualTo("pending");
		DNS.text("_rowhouse-challenge." + this.host, "rowhouse-site-verification=wrong");
		assertThat(read(check(), "$.addresses[0].proof.state")).isEqualTo("pending");
		assertThat(status(this.host)).isEqualTo(421);

		DNS.texts("_rowhouse-challenge." + this.host,
				List.of(List.of("other"), List.of(read(created, "$.addresses[0].proof.dnsValue"))));
		assertThat(check().body()).doesNotContain("proof");
		assertThat(status(this.host)).isEqualTo(200);
		assertThat(this.api.get("/api/sites/" + this.key).body()).doesNotContain("proof");
	}

	@Test
	void anAddressAnswersOnceAFileProvesIt() {
		HttpResponse<String> created = create(this.host);
		String url = read(created, "$.addresses[0].proof.fileUrl");
		assertThat(url).startsWith("http://" + this.host + "/.well-known/rowhouse-challenge/");
		DNS.addresses(this.host, "127.0.0.1");
		assertThat(check().body()).contains("proof");
		FILE_BODIES.put(url, "x" + read(created, "$.addresses[0].proof.fileBody"));
		assertThat(check().body()).contains("proof");
		FILE_BODIES.put(url, read(created, "$.addresses[0].proof.fileBody") + "\n");
		assertThat(check().body()).doesNotContain("proof");
		assertThat(status(this.host)).isEqualTo(200);
	}

	@Test
	void theChallengeStaysWhenTheSiteIsSavedAgain() {
		String challenge = read(create(this.host), "$.addresses[0].proof.fileBody");
		assertThat(challenge).matches("[A-Za-z0-9_-]{43}");
		patch("{\"name\":\"Other\"}");
		HttpResponse<String> saved = patch("""
				{"addresses":["%1$s.localhost",{"pattern":"%1$s.test","role":"alias","proof":{"state":"pending"}},\
				"%1$s.test/below"]}""".formatted(this.key));
		assertThat(read(saved, "$.addresses[1].proof.fileBody")).isEqualTo(challenge);
		assertThat(read(saved, "$.addresses[2].proof.fileBody")).isEqualTo(challenge);
		assertThat(status(this.key + ".localhost")).isEqualTo(200);
		assertThat(status(this.host)).isEqualTo(421);

		DNS.text("_rowhouse-challenge." + this.host, "rowhouse-site-verification=" + challenge);
		assertThat(check().body()).doesNotContain("proof");
		assertThat(patch("{\"addresses\":[\"%1$s.test/more\"]}".formatted(this.key)).body()).doesNotContain("proof");
		assertThat(patch("{\"addresses\":[\"other.%1$s.test\"]}".formatted(this.key)).body()).contains("proof");
	}

	@Test
	void aWildcardIsProvedByTheDnsAndCoversWhatIsBelow() {
		HttpResponse<String> created = create(this.key + ".localhost", "**." + this.host);
		assertThat(created.body()).contains("\"dnsName\":\"_rowhouse-challenge." + this.host).doesNotContain("fileUrl");
		assertThat(status("a.b." + this.host)).isEqualTo(421);
		DNS.text("_rowhouse-challenge." + this.host, read(created, "$.addresses[1].proof.dnsValue"));
		assertThat(check().body()).doesNotContain("proof");
		assertThat(status("a.b." + this.host)).isEqualTo(200);
		assertThat(patch("{\"addresses\":[\"www.%1$s.test\",\"**.%1$s.test\"]}".formatted(this.key)).body())
			.doesNotContain("proof");
		assertThat(Http.to(this.port, "a." + this.host).get("/.well-known/rowhouse-challenge/anything").statusCode())
			.isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.77", "~^shop-[a-z]+\\\\.example\\\\.com$", "**" })
	void whatHasNoDomainIsRefused(String pattern) {
		HttpResponse<String> refused = create(this.key + ".localhost", pattern);
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(read(refused, "$.detail")).contains("cannot be proved to be yours");
	}

	@Test
	void anotherSiteCannotTakeWhatWaits() {
		create(this.host);
		HttpResponse<String> refused = this.api.json("POST", "/api/sites",
				"{\"key\":\"%1$s-2\",\"name\":\"x\",\"addresses\":[\"%1$s.test\"]}".formatted(this.key));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(read(refused, "$.detail")).contains("belongs to the site '" + this.key + "'");
	}

	@Test
	void anOldProofDoesNotCountForAnotherChallenge() {
		String challenge = read(create(this.host), "$.addresses[0].proof.fileBody");
		HostPattern host = HostPattern.parse(this.host);
		assertThat(this.sites.addressProved(this.key, host, "another")).isFalse();
		assertThat(this.sites.addressProved("nobody", host, challenge)).isFalse();
		assertThat(this.sites.addressProved(this.key, HostPattern.parse("else.test"), challenge)).isFalse();
		assertThat(status(this.host)).isEqualTo(421);
		assertThat(this.sites.addressProved(this.key, host, challenge)).isTrue();
		assertThat(this.sites.addressProved(this.key, host, challenge)).isFalse();
		assertThat(status(this.host)).isEqualTo(200);
	}

	@Test
	void theAddressOfASiteFolderWaitsTooAndKeepsItsChallenge() throws Exception {
		Path file = this.home.sites().file("garden/site.yml").orElseThrow().resolveSibling("../" + this.key);
		Files.createDirectories(file);
		Files.writeString(file.resolve("site.yml"), "name: Folder\naddresses: [" + this.host + "]\n");
		this.folders.run(new DefaultApplicationArguments());
		String challenge = folderChallenge();
		assertThat(status(this.host)).isEqualTo(421);
		assertThat(this.api.get("/api/sites/" + this.key).body()).contains(challenge);
		Files.writeString(file.resolve("site.yml"), "name: Changed\naddresses: [" + this.host + "]\n");
		this.folders.run(new DefaultApplicationArguments());
		assertThat(folderChallenge()).isEqualTo(challenge);

		DNS.text("_rowhouse-challenge." + this.host, "rowhouse-site-verification=" + challenge);
		assertThat(check().body()).doesNotContain("proof");
		Files.writeString(file.resolve("site.yml"), "name: Again\naddresses: [" + this.host + "]\n");
		this.folders.run(new DefaultApplicationArguments());
		assertThat(folderChallenge()).isNull();
		assertThat(Http.to(this.port, this.host).get("/").body()).contains("Again");
	}

	@Test
	void theAdminPageSaysWhatToPublishAndChecksIt() {
		HttpResponse<String> created = create(this.host, "*." + this.host);
		Http admin = AdminSession.signIn(this.port);
		String path = "/sites/" + this.key;
		HttpResponse<String> page = admin.get(path);
		assertThat(page.body()).contains("Waiting for proof", "Check now", "_rowhouse-challenge." + this.host,
				read(created, "$.addresses[0].proof.dnsValue"), read(created, "$.addresses[0].proof.fileUrl"));
		assertThat(admin.form(path + "/addresses/check", "pattern=" + this.host).statusCode()).isEqualTo(403);
		assertThat(checkInBrowser(admin, this.host)).contains("still waits for proof", "no TXT record");
		DNS.text("_rowhouse-challenge." + this.host, read(created, "$.addresses[0].proof.dnsValue"));
		assertThat(checkInBrowser(admin, this.host)).contains("is proved, and answers now",
				"Waiting for proof: <span class=\"mono\">*." + this.host);
		assertThat(checkInBrowser(admin, "*." + this.host)).contains("is proved").doesNotContain("Waiting for proof");
		assertThat(status("a." + this.host)).isEqualTo(200);
	}

	@Test
	void theCheckOfTheApiIsForThoseWhoMayUseIt() {
		create(this.host);
		String path = "/api/sites/" + this.key + "/addresses/check";
		assertThat(Http.to(this.port, "localhost").send("POST", path, null).statusCode()).isEqualTo(401);
		assertThat(this.api.form(path, "").statusCode()).isEqualTo(415);
		assertThat(this.api.send("POST", "/api/sites/nobody/addresses/check", null).statusCode()).isEqualTo(404);
	}

	private String folderChallenge() {
		return this.sites.find(this.key).map((site) -> site.addresses().get(0)).map(Address::challenge).orElse(null);
	}

	private HttpResponse<String> create(String... addresses) {
		return this.api.json("POST", "/api/sites", "{\"key\":\"%1$s\",\"name\":\"Site\",\"addresses\":[\"%2$s\"]}"
			.formatted(this.key, String.join("\",\"", addresses)));
	}

	private HttpResponse<String> patch(String body) {
		return this.api.json("PATCH", "/api/sites/" + this.key, body);
	}

	private HttpResponse<String> check() {
		return this.api.send("POST", "/api/sites/" + this.key + "/addresses/check", null);
	}

	private String checkInBrowser(Http admin, String pattern) {
		String path = "/sites/" + this.key;
		String token = AdminSession.csrf(admin.get(path));
		HttpResponse<String> answer = admin.form(path + "/addresses/check",
				"pattern=" + URLEncoder.encode(pattern, StandardCharsets.UTF_8) + "&_csrf=" + token);
		assertThat(answer.statusCode()).isEqualTo(302);
		return admin.get(path).body();
	}

	private int status(String name) {
		return Http.to(this.port, name).get("/").statusCode();
	}

	private static String read(HttpResponse<String> response, String path) {
		return JsonPath.read(response.body(), path);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Ports {

		@Bean
		FilePort testPort() {
			return new FilePort(FILES.getAddress().getPort());
		}

	}

}
