package org.rowhouse.site;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RoutingTable}.
 */
class RoutingTableTests {

	private static final List<Site> SITES = List.of(site(1, "www", "www.example.test", "127.0.0.1"),
			site(2, "mount", "www.mount.test"), site(3, "shop", "www.mount.test/shop"),
			site(4, "shop-eu", "www.mount.test/shop/eu"), site(5, "only", "only.test/a"));

	@ParameterizedTest
	@CsvSource(textBlock = """
			www.example.test, /anything,     www
			127.0.0.1,        /,             www
			www.mount.test,   /,             mount
			www.mount.test,   /shop,         shop
			www.mount.test,   /shop/,        shop
			www.mount.test,   /shop/x,       shop
			www.mount.test,   /shopping,     mount
			www.mount.test,   /shop/eu,      shop-eu
			www.mount.test,   /shop/eu/x,    shop-eu
			www.mount.test,   /shop/europe,  shop
			www.mount.test,   /shop/../x,    mount
			only.test,        /a/b,          only
			only.test,        /,             404
			only.test,        /ab,           404
			example.test,     /,             421
			foo.example.test, /,             421
			""")
	void resolveFindsTheLongestPrefixWhateverTheOrder(String host, String path, String expected) {
		Random random = new Random(7);
		for (int i = 0; i < 20; i++) {
			List<Site> shuffled = new ArrayList<>(SITES);
			Collections.shuffle(shuffled, random);
			Resolution resolution = table(shuffled).resolve(Hostname.fromRequest(host), RequestPath.of(path));
			assertThat(describe(resolution)).isEqualTo(expected);
		}
	}

	@Test
	void putReplacesWhatASiteHadAndRemoveTakesItAway() {
		RoutingTable table = table(SITES);
		table.put(site(1, "www", "new.example.test"));
		assertThat(describe(table.resolve("www.example.test", RequestPath.of("/")))).isEqualTo("421");
		assertThat(describe(table.resolve("new.example.test", RequestPath.of("/")))).isEqualTo("www");
		table.remove(1);
		assertThat(describe(table.resolve("new.example.test", RequestPath.of("/")))).isEqualTo("421");
	}

	private static String describe(Resolution resolution) {
		if (resolution instanceof Route route) {
			return route.site().key();
		}
		return (resolution instanceof Resolution.UnknownSite) ? "404" : "421";
	}

	private static RoutingTable table(List<Site> sites) {
		RoutingTable table = new RoutingTable();
		sites.forEach(table::put);
		return table;
	}

	private static Site site(long id, String key, String... addresses) {
		return new Site(id, key, key, "", "plain", Locale.ENGLISH, ZoneId.of("UTC"), SiteState.ACTIVE, 1,
				Stream.of(addresses)
					.map((address) -> new Address(AddressPattern.parse(address), AddressRole.PRIMARY))
					.toList(),
				Map.of(), false, null, null);
	}

}
