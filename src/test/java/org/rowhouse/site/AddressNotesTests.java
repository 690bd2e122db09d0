package org.rowhouse.site;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AddressNotes}.
 */
class AddressNotesTests {

	@Test
	void anAddressThatTheAdminHostHidesIsNoted() {
		RowhouseProperties properties = new Binder(
				new MapConfigurationPropertySource(Map.of("rowhouse.admin.host", "admin.test")))
			.bindOrCreate("rowhouse", RowhouseProperties.class);
		SiteResolver resolver = new SiteResolver();
		Site site = new Site(1, "x", "x", "", "plain", Locale.ENGLISH, ZoneId.of("UTC"), SiteState.ACTIVE, 1,
				List.of(new Address(AddressPattern.parse("Admin.test"), AddressRole.PRIMARY)), Map.of(), false, null,
				null, SettingOrigins.NONE);
		resolver.put(site);
		assertThat(new AddressNotes(resolver, properties, Worker.PROCESS).of(site)).singleElement()
			.asString()
			.contains("never reached");
	}

}
