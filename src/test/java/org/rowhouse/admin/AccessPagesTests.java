package org.rowhouse.admin;

import java.net.http.HttpResponse;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pages on which owners decide who can read a site.
 */
@RowhouseTest
class AccessPagesTests {

	@Value("${local.server.port}")
	private int port;

	@Test
	void anOwnerAddsVisitorsAndOpensTheSiteAgain() {
		String key = "w" + UUID.randomUUID().toString().substring(0, 8);
		Http.to(this.port, "localhost")
			.as("admin", TestInstallation.PASSWORD)
			.json("POST", "/api/sites",
					"{\"key\":\"" + key + "\",\"name\":\"Owls\",\"addresses\":[\"" + key + ".test\"]}");
		Http visitor = Http.to(this.port, key + ".test").with("Accept", "text/html");
		Http session = AdminSession.signIn(this.port);
		String base = "/sites/" + key + "/access";
		String csrf = "&_csrf=" + AdminSession.csrf(session.get("/sites/new"));
		assertThat(session.get(base).body()).contains("Nothing is private", "aria-current=\"page\">Access");
		HttpResponse<String> wrong = session.form(base + "/new", "path=/posts/x&way=form&audience=visitors" + csrf);
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("Posts are protected together");
		assertThat(session.form(base + "/new", "path=/&way=form&audience=visitors" + csrf).statusCode()).isEqualTo(302);
		assertThat(session.get(base).body()).contains("No visitors yet", "The whole site", "tagline can be read");
		assertThat(visitor.get("/").statusCode()).isEqualTo(401);
		HttpResponse<String> weak = session.form(base + "/visitors", "name=ada&password=short" + csrf);
		assertThat(weak.statusCode()).isEqualTo(422);
		assertThat(weak.body()).contains("at least 8 characters").doesNotContain("value=\"short\"");
		assertThat(session.form(base + "/visitors", "name=Ada&password=engine+number+one" + csrf).statusCode())
			.isEqualTo(302);
		assertThat(visitor.form("/", "visitor-name=ada&visitor-password=engine+number+one").statusCode())
			.isEqualTo(303);
		assertThat(session.form(base + "/visitors/remove", "name=ada" + csrf).statusCode()).isEqualTo(302);
		assertThat(visitor.form("/", "visitor-name=ada&visitor-password=engine+number+one").statusCode())
			.isEqualTo(401);
		String area = session.get(base).body().replaceAll("(?s).*/access/(\\d+)/open.*", "$1");
		assertThat(session.get(base + "/" + area + "/open").body()).contains("Let everybody read the site?");
		assertThat(session.form(base + "/" + area + "/open", "x=y" + csrf).statusCode()).isEqualTo(302);
		assertThat(visitor.get("/").statusCode()).isEqualTo(200);
		assertThat(session.get("/sites/" + key + "/activity").body()).contains("area.added", "visitor.removed")
			.doesNotContain("engine number one");
	}

}
