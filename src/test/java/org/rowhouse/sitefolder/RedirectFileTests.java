package org.rowhouse.sitefolder;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.Home;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for redirects in the folders of sites: read, refused with their line, and written
 * by an export.
 */
@RowhouseTest
class RedirectFileTests {

	@Autowired
	private SiteFolders folders;

	@Autowired
	private SiteExport export;

	@Autowired
	private Home home;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteProblems problems;

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String key;

	@BeforeEach
	void newKey() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "f" + UUID.randomUUID().toString().substring(0, 8);
	}

	@Test
	void whatAFileDeclaresWorksAndCannotBeChangedElsewhere() throws IOException {
		write("site.yml", "name: Filed");
		write("redirects.csv", "from,to\n/old,/about\n");
		load();
		assertThat(location("/old")).isEqualTo("/about");
		HttpResponse<String> refused = this.api.send("DELETE", redirects() + "?from=/old", null);
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("sites/" + this.key + "/redirects.csv");
		assertThat(AdminSession.signIn(this.port).get("/sites/" + this.key + "/redirects").body())
			.contains("title=\"sites/" + this.key + "/redirects.csv\"")
			.doesNotContain("Delete the redirect");
		write("redirects.csv", "from,to,match\n/older,/about,prefix\n");
		load();
		assertThat(location("/old")).isEqualTo("404");
		assertThat(location("/older/x")).isEqualTo("/about/x");
	}

	@Test
	void aMistakeKeepsTheLastGoodState() throws IOException {
		write("site.yml", "name: Filed");
		write("redirects.csv", "from,to\n/old,/about\n");
		load();
		write("redirects.csv", "from,to\n/old,/here\n/a,/b\n/b,/c\n");
		load();
		assertThat(this.problems.of(this.key)).extracting(SiteProblem::toString)
			.singleElement()
			.asString()
			.startsWith("sites/" + this.key + "/redirects.csv:3: ")
			.contains("Write where visitors end up");
		assertThat(location("/old")).isEqualTo("/about");
	}

	@Test
	void anExportWritesThemAndReadingItAgainChangesNothing() throws IOException {
		this.api.json("POST", "/api/sites",
				"{\"key\":\"%1$s\",\"name\":\"Made\",\"addresses\":[\"%1$s.localhost\"]}".formatted(this.key));
		add("/old", "/about");
		assertThat(this.export.export(this.key)).contains("redirects.csv", "site.yml");
		assertThat(read("redirects.csv")).isEqualTo("from,to,match,status\n/old,/about,exact,permanent\n");
		long version = this.sites.find(this.key).orElseThrow().version();
		load();
		assertThat(this.sites.find(this.key).orElseThrow().version()).isEqualTo(version);
		add("/another", "/about");
		assertThat(this.export.export(this.key)).containsExactly("redirects.csv");
		assertThat(read("redirects.csv")).contains("/old,", "/another,");
		assertThat(this.export.export(this.key)).isEmpty();
		load();
		assertThat(this.problems.of(this.key)).isEmpty();
		assertThat(location("/another")).isEqualTo("/about");
	}

	private void add(String from, String to) {
		assertThat(this.api.json("POST", redirects(), "{\"from\":\"" + from + "\",\"to\":\"" + to + "\"}").statusCode())
			.isEqualTo(201);
	}

	private String redirects() {
		return "/api/sites/" + this.key + "/redirects";
	}

	private String location(String path) {
		HttpResponse<String> answer = Http.to(this.port, this.key + ".localhost").get(path);
		return answer.headers().firstValue("Location").orElse(String.valueOf(answer.statusCode()));
	}

	private void write(String name, String text) throws IOException {
		Path file = this.home.root().resolve("sites/" + this.key + "/" + name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private String read(String name) throws IOException {
		return Files.readString(this.home.root().resolve("sites/" + this.key + "/" + name));
	}

	private void load() {
		this.folders.run(new DefaultApplicationArguments());
	}

}
