package org.rowhouse.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How much memory an address needs beyond the characters of its host and path. Sites and
 * addresses are made of rows, as at the start of the application.
 */
public final class MemoryMeasurement {

	private static final int ADDRESSES = 1_000_000;

	private MemoryMeasurement() {
	}

	public static void main(String[] args) throws InterruptedException {
		System.out.printf("%s, Java %s, %,d addresses, bytes for each%n", System.getProperty("java.vm.name"),
				System.getProperty("java.version"), ADDRESSES);
		long text = 0;
		for (int n = 0; n < ADDRESSES; n++) {
			text += BenchSites.host(n).length();
		}
		double characters = (double) text / ADDRESSES;
		print("characters of its host", characters);
		double manyPerSite = measure(() -> fill(ADDRESSES / 10, 10, false));
		double siteOfTen = measure(() -> fill(ADDRESSES / 10, 0, false));
		print("10 addresses on a site, with the sites, beyond its characters", manyPerSite - characters);
		print("  of which the address", manyPerSite - siteOfTen - characters);
		double onePerSite = measure(() -> fill(ADDRESSES, 1, false));
		double siteOfOne = measure(() -> fill(ADDRESSES, 0, false));
		print("1 address on a site, with the site, beyond its characters", onePerSite - characters);
		print("  of which the address", onePerSite - siteOfOne - characters);
		print("  of which the site", siteOfOne);
		double shared = measure(() -> fill(ADDRESSES / 10, 10, true));
		print("10 paths on a host, without the sites, with its characters", shared - siteOfTen);
	}

	private static void print(String what, double bytes) {
		System.out.printf("%-64s %8.1f%n", what, bytes);
	}

	private static RoutingTable fill(int sites, int each, boolean underPaths) {
		RoutingTable table = new RoutingTable();
		SiteRow.Shared shared = new SiteRow.Shared();
		SiteDefaults defaults = new SiteDefaults(() -> Set.of(ThemeNames.BUILT_IN));
		int n = 0;
		for (long id = 1; id <= sites; id++) {
			List<Address> addresses = new ArrayList<>(1);
			for (int i = 0; i < each; i++) {
				String host = BenchSites.host((underPaths) ? n / BenchSites.PER_SITE : n);
				String path = (underPaths) ? BenchSites.path(n) : "";
				addresses.add(new AddressRow(id, BenchSites.copy(host), null, BenchSites.copy(path),
						(i == 0) ? AddressRole.PRIMARY : AddressRole.ALIAS, null)
					.toAddress());
				n++;
			}
			table.put(new SiteRow(id, BenchSites.copy("customer-" + id), BenchSites.copy("Customer " + id),
					BenchSites.copy(""), BenchSites.copy("plain"), "en", "UTC", SiteState.ACTIVE, 1L, Map.of(), "", Map.of(), null,
					null, null)
				.toSite(addresses, defaults, shared));
		}
		return table;
	}

	private static double measure(Supplier<RoutingTable> filled) throws InterruptedException {
		long before = used();
		RoutingTable table = filled.get();
		long after = used();
		if (table.byKey("customer-1") == null) {
			throw new IllegalStateException("the table must live until it is measured");
		}
		return (double) (after - before) / ADDRESSES;
	}

	private static long used() throws InterruptedException {
		Runtime runtime = Runtime.getRuntime();
		for (int i = 0; i < 4; i++) {
			System.gc();
			Thread.sleep(50);
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
