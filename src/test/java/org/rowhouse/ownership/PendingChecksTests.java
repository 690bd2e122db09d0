package org.rowhouse.ownership;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.DnsServer;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PendingChecks}: nobody presses a button.
 */
@RowhouseTest
class PendingChecksTests {

	private static final DnsServer DNS = DnsServer.start();

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private DomainProofs proofs;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("rowhouse.domain-ownership.required", () -> "true");
		registry.add("rowhouse.domain-ownership.dns-servers", DNS::address);
		registry.add("rowhouse.domain-ownership.check-interval", () -> "100ms");
	}

	@AfterAll
	static void stop() throws IOException {
		DNS.close();
	}

	@Test
	void theProofIsFoundByItself() {
		Site site = create("by-itself");
		await().until(() -> DNS.asked("_rowhouse-challenge.by-itself.test. TXT") > 1);
		assertThat(Http.to(this.port, "by-itself.test").get("/").statusCode()).isEqualTo(421);
		DNS.text("_rowhouse-challenge.by-itself.test",
				"rowhouse-site-verification=" + site.addresses().get(0).challenge());
		await().atMost(Duration.ofSeconds(30))
			.until(() -> Http.to(this.port, "by-itself.test").get("/").statusCode() == 200);
	}

	@Test
	void aHostThatLeadsIntoAPrivateNetworkIsNotAskedForAFile() {
		DNS.addresses("private.test", "127.0.0.1");
		Site site = create("private");
		assertThat(this.proofs.check(site, site.addresses().get(0)).detail()).contains("private network");
	}

	private Site create(String key) {
		return this.sites
			.create(new SiteSettings(key, key, "", List.of(new TypedAddress(key + ".test", "")), "", "", "", Map.of()));
	}

}
