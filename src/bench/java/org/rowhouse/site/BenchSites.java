package org.rowhouse.site;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Sites as they come out of the database: no text is shared with another site, but for
 * what {@link SiteRow.Shared} shares.
 */
final class BenchSites {

	static final int PER_SITE = 10;

	private BenchSites() {
	}

	/** The host of the n-th address where each has a host of its own. */
	static String host(int n) {
		return "www.customer-" + n + ".example";
	}

	/** A host below the n-th domain. */
	static String below(int n) {
		return "eu.customer-" + n + ".example";
	}

	/** A host two labels below the n-th domain. */
	static String deepBelow(int n) {
		return "shop.eu.customer-" + n + ".example";
	}

	/**
	 * Ten paths on each host: the whole of it, and nine below, of one or two segments.
	 */
	static String path(int n) {
		int kind = n % PER_SITE;
		return (kind == 0) ? "" : (kind % 2 == 0) ? "/shop/area-" + kind : "/area-" + kind;
	}

	static RoutingTable exact(int addresses) {
		return table(addresses, (n) -> new AddressPattern(Hostname.fromRequest(copy(host(n))), copy("")));
	}

	static RoutingTable wildcards(int addresses, String stars) {
		return table(addresses,
				(n) -> new AddressPattern(WildcardHost.restore(List.of(stars), copy("customer-" + n + ".example")),
						copy("")));
	}

	static RoutingTable paths(int addresses) {
		return table(addresses,
				(n) -> new AddressPattern(Hostname.fromRequest(copy(host(n / PER_SITE))), copy(path(n))));
	}

	static void addRegexes(RoutingTable table, int count) {
		for (int n = 0; n < count; n++) {
			AddressPattern pattern = AddressPattern.parse("~^[a-z]+-[0-9]+\\.region-" + n + "\\.example$");
			table.put(site(2_000_000_000L + n, List.of(new Address(pattern, AddressRole.PRIMARY))));
		}
	}

	private static RoutingTable table(int addresses, IntFunction<AddressPattern> pattern) {
		RoutingTable table = new RoutingTable();
		for (int first = 0; first < addresses; first += PER_SITE) {
			table.put(site(first, PER_SITE, pattern));
		}
		return table;
	}

	/** The site that has the addresses from {@code first} on. */
	static Site site(int first, int count, IntFunction<AddressPattern> pattern) {
		List<Address> addresses = new ArrayList<>(count);
		for (int n = first; n < first + count; n++) {
			addresses.add(new Address(pattern.apply(n), (n == first) ? AddressRole.PRIMARY : AddressRole.ALIAS));
		}
		return site(first + 1L, List.copyOf(addresses));
	}

	static Site site(long id, List<Address> addresses) {
		return new Site(id, copy("customer-" + id), copy("Customer " + id), "", "plain", Locale.ENGLISH,
				ZoneId.of("UTC"), SiteState.ACTIVE, 1, addresses, Map.of(), false, null, null, SettingOrigins.NONE);
	}

	/** As a driver makes a string out of what the database sent. */
	static String copy(String text) {
		return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
	}

}
