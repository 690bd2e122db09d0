package org.rowhouse.ownership;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rowhouse.site.Address;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that without the setting nothing has to be proved.
 */
@RowhouseTest
class DomainOwnershipOffTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Test
	void everyAddressAnswersAtOnce() {
		Site site = this.sites.create(new SiteSettings(
				"unproved", "Unproved", "", List.of(new TypedAddress("unproved.test", ""),
						new TypedAddress("192.0.2.99", ""), new TypedAddress("~^unproved-[a-z]+\\.test$", "")),
				"", "", "", Map.of()));
		assertThat(site.addresses()).allMatch(Address::answers);
		for (String host : List.of("unproved.test", "192.0.2.99", "unproved-x.test")) {
			assertThat(Http.to(this.port, host).get("/").statusCode()).as(host).isEqualTo(200);
		}
	}

}
