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

	@ParameterizedTest
	@CsvSource(textBlock = """
			www.p.test,         /,      exact
			zzz.p.test,         /,      one
			a.b.p.test,         /,      deep
			a.near.p.test,      /,      near
			x.y.near.p.test,    /,      near-deep
			p.test,             /,      fallback
			shop-1.test,        /,      regex
			shop-22.test,       /,      regex
			zzz.p.test,         /in/x,  one-in
			anything.test,      /,      fallback
			127.0.0.1,          /,      fallback
			k.named.test,       /,      exact
			one.k.named.test,   /,      one
			nobody.k.named.test, /,     404
			www.away.test,      /x,     https://away.test
			""")
	void theNearestHostPatternWinsWhateverTheOrder(String host, String path, String expected) {
		List<Site> sites = List.of(site(1, "exact", "www.p.test", "k.named.test"), site(2, "one", "*.p.test"),
				site(3, "deep", "**.p.test"), site(4, "near", "*.near.p.test"), site(5, "near-deep", "**.near.p.test"),
				site(6, "regex", "~^shop-[0-9]+\\.test$"), site(7, "later", "~^shop-.+$"), site(8, "fallback", "**"),
				site(9, "one-in", "*.p.test/in"));
		Random random = new Random(7);
		for (int i = 0; i < 20; i++) {
			List<Site> shuffled = new ArrayList<>(sites);
			Collections.shuffle(shuffled, random);
			RoutingTable table = table(shuffled);
			table.putShared(new SharedAddress(1, AddressPattern.parse("{site}.k.named.test"), null));
			table.putShared(new SharedAddress(2, AddressPattern.parse("www.away.test"), "https://away.test"));
			assertThat(describe(table.resolve(host, RequestPath.of(path)))).isEqualTo(expected);
		}
	}

	@Test
	void anAddressThatIsNotProvedDoesNotAnswer() {
		RoutingTable table = new RoutingTable();
		Site site = site(1, "www");
		Address waiting = new Address(AddressPattern.parse("w.test"), AddressRole.PRIMARY, "prove-it");
		table.put(with(site, waiting));
		assertThat(describe(table.resolve("w.test", RequestPath.of("/")))).isEqualTo("421");
		table.put(with(site, new Address(waiting.pattern(), waiting.role())));
		assertThat(describe(table.resolve("w.test", RequestPath.of("/")))).isEqualTo("www");
		table.put(with(site, waiting));
		assertThat(describe(table.resolve("w.test", RequestPath.of("/")))).isEqualTo("421");
	}

	@Test
	void aNewVersionOfASiteReachesAllOfItsAddresses() {
		RoutingTable table = table(SITES);
		table.raiseVersion(1, 7);
		assertThat(((Route) table.resolve("127.0.0.1", RequestPath.of("/"))).site().version()).isEqualTo(7);
		table.raiseVersion(1, 6);
		assertThat(((Route) table.resolve("www.example.test", RequestPath.of("/"))).site().version()).isEqualTo(7);
	}

	@Test
	void aThousandSitesOnOneHostAreFoundByTheirPath() {
		RoutingTable table = new RoutingTable();
		for (int i = 1; i <= 1000; i++) {
			table.put(site(i, "s" + i, "many.test/s" + i));
		}
		assertThat(describe(table.resolve("many.test", RequestPath.of("/s777/x/y")))).isEqualTo("s777");
		assertThat(describe(table.resolve("many.test", RequestPath.of("/s7777")))).isEqualTo("404");
		for (int i = 1; i <= 1000; i++) {
			table.remove(i);
		}
		assertThat(describe(table.resolve("many.test", RequestPath.of("/s777")))).isEqualTo("421");
	}

	@Test
	void removingASharedAddressLeavesWhatASiteHasThereMeanwhile() {
		RoutingTable table = new RoutingTable();
		table.putShared(new SharedAddress(1, AddressPattern.parse("s.test"), "https://away.test"));
		table.put(site(1, "s", "s.test"));
		table.removeShared(AddressPattern.parse("s.test"));
		assertThat(describe(table.resolve("s.test", RequestPath.of("/")))).isEqualTo("s");
	}

	@Test
	void whileThePrimaryAddressIsNotProvedLinksUseOneThatAnswers() {
		Address waiting = new Address(AddressPattern.parse("w.test"), AddressRole.PRIMARY, "prove-it");
		Address other = new Address(AddressPattern.parse("o.test"), AddressRole.ALIAS);
		assertThat(with(site(1, "x"), waiting).primaryAddress()).isEqualTo(waiting);
		assertThat(with(site(1, "x"), waiting, other).primaryAddress()).isEqualTo(other);
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
		if (resolution instanceof Resolution.Elsewhere elsewhere) {
			return elsewhere.address().target();
		}
		return (resolution instanceof Resolution.UnknownSite) ? "404" : "421";
	}

	private static Site with(Site site, Address... addresses) {
		return new Site(site.id(), site.key(), site.name(), "", "plain", Locale.ENGLISH, ZoneId.of("UTC"),
				SiteState.ACTIVE, 1, List.of(addresses), Map.of(), false, null, null, SettingOrigins.NONE);
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
				Map.of(), false, null, null, SettingOrigins.NONE);
	}

}
