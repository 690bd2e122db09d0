package org.rowhouse.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Every site and address, in memory, immutable. Answers which site a host and path lead
 * to without a query. A change makes a new table.
 * <p>
 * The host is chosen first, then the longest path prefix on it; the order in which
 * addresses were written does not matter.
 */
final class RoutingTable {

	static final RoutingTable EMPTY = new RoutingTable(Map.of());

	private static final Comparator<Route> LONGEST_PATH_FIRST = Comparator
		.comparingInt((Route route) -> route.address().pattern().path().length())
		.reversed();

	private final Map<Long, Site> sites;

	private final Map<String, Site> keys;

	private final Map<Hostname, List<Route>> exactHosts;

	private RoutingTable(Map<Long, Site> sites) {
		this.sites = sites;
		this.keys = new HashMap<>();
		this.exactHosts = new HashMap<>();
		for (Site site : sites.values()) {
			this.keys.put(site.key(), site);
			for (Address address : site.addresses()) {
				this.exactHosts.computeIfAbsent(address.pattern().host(), (host) -> new ArrayList<>(1))
					.add(new Route(site, address));
			}
		}
		this.exactHosts.values().forEach((routes) -> routes.sort(LONGEST_PATH_FIRST));
	}

	static RoutingTable of(Collection<Site> sites) {
		Map<Long, Site> byId = new HashMap<>();
		sites.forEach((site) -> byId.put(site.id(), site));
		return new RoutingTable(byId);
	}

	RoutingTable with(Site site) {
		Map<Long, Site> changed = new HashMap<>(this.sites);
		changed.put(site.id(), site);
		return new RoutingTable(changed);
	}

	RoutingTable without(long siteId) {
		Map<Long, Site> changed = new HashMap<>(this.sites);
		changed.remove(siteId);
		return new RoutingTable(changed);
	}

	Resolution resolve(Hostname host, RequestPath path) {
		List<Route> routes = this.exactHosts.get(host);
		if (routes == null) {
			return new Resolution.UnknownHost();
		}
		for (Route route : routes) {
			if (route.address().pattern().covers(path)) {
				return new Resolution.Found(route);
			}
		}
		return new Resolution.UnknownPath();
	}

	@Nullable Site byKey(String key) {
		return this.keys.get(key);
	}

	@Nullable Site byId(long id) {
		return this.sites.get(id);
	}

	/**
	 * Returns the site that has exactly this address.
	 * @param pattern an address
	 * @return the site, or {@code null} if the address is free
	 */
	@Nullable Site holderOf(AddressPattern pattern) {
		for (Route route : this.exactHosts.getOrDefault(pattern.host(), List.of())) {
			if (route.address().pattern().equals(pattern)) {
				return route.site();
			}
		}
		return null;
	}

	Collection<Site> sites() {
		return this.sites.values();
	}

}
