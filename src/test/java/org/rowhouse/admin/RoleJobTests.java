package org.rowhouse.admin;

import java.net.http.HttpResponse;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles that are given in the list of sites.
 */
@RowhouseTest
class RoleJobTests {

	@Value("${local.server.port}")
	private int port;

	@Test
	void aRoleIsGivenInTheListOfSitesAndAWrongNameIsToldAtItsField() {
		String key = "r" + UUID.randomUUID().toString().substring(0, 8);
		Http api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		Http admin = AdminSession.signIn(this.port);
		api.json("POST", "/api/sites", "{\"key\":\"" + key + "\",\"name\":\"Roles\"}");
		api.json("POST", "/api/people", "{\"username\":\"" + key + "\",\"password\":\"each to their own\"}");
		String chosen = "/jobs/new?action=role&site=" + key;
		String csrf = "&_csrf=" + AdminSession.csrf(admin.get(chosen));
		assertThat(admin.get("/sites").body()).contains("value=\"role\"", "value=\"remove-role\"");
		HttpResponse<String> wrong = admin.form("/jobs",
				"action=role&value=owner&person=nobody-here&site=" + key + csrf);
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(Jsoup.parse(wrong.body()).select("#person-error").text()).contains("nobody-here");
		assertThat(Jsoup.parse(wrong.body()).select("#value option[selected]").text()).isEqualTo("Owner");
		HttpResponse<String> begun = admin.form("/jobs",
				"action=role&value=owner&person=" + key + "&site=" + key + csrf);
		assertThat(begun.statusCode()).isEqualTo(302);
		String job = begun.headers().firstValue("Location").orElseThrow();
		Awaitility.await().until(() -> admin.get(job).body().contains("1 changed"));
		assertThat(Jsoup.parse(admin.get(job).body()).select("h1").text()).startsWith(key + " as owner");
		assertThat(api.get("/api/sites/" + key + "/people").body()).contains("\"owner\"");
	}

}
