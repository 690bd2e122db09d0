package org.rowhouse.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Every site and address, in memory. Answers which site a host and path lead to without a
 * query and without a lock.
 * <p>
 * The host is chosen first: an exact host, the longest <code>*.domain</code>, the longest
 * <code>**.domain</code>, the first regular expression, the default. Among what is on it
 * the longest path prefix wins. Where no path matches, no other host pattern is tried.
 * <p>
 * One thread at a time may change it while others read. A change costs as much as the
 * site has addresses, not as the table has. What a site gains is there before what it
 * loses is gone, so that no request falls between.
 */
final class RoutingTable {

	private final Map<Long, LiveSite> sites = new ConcurrentHashMap<>();

	private final Map<String, LiveSite> keys = new ConcurrentHashMap<>();

	private final Map<String, HostRoutes> exact = new ConcurrentHashMap<>();

	private final Map<String, Wildcards> wildcards = new ConcurrentHashMap<>();

	/**
	 * 1 for each length that a domain with wildcards has or had; others are not tried.
	 */
	private final AtomicIntegerArray domainLengths = new AtomicIntegerArray(Hostname.MAX_NAME + 1);

	/** By what identifies their patterns. */
	private final Map<String, SharedAddress> shared = new ConcurrentHashMap<>();

	private final RegexRoutes regexes = new RegexRoutes();

	private volatile @Nullable HostRoutes any;

	/**
	 * Finds what answers a request. A name that is in the table is in its normal form, so
	 * that only others are read letter by letter.
	 * @param authority the host as it was sent, perhaps with a port
	 * @param path the path
	 * @return the answer
	 * @throws InvalidHostnameException if it is not a host
	 */
	Resolution resolve(String authority, RequestPath path) {
		HostRoutes routes = this.exact.get(authority);
		if (routes != null) {
			return answer(routes, null, path);
		}
		Hostname host = Hostname.fromRequest(authority);
		return (host.toString().equals(authority)) ? resolveInexact(host, path) : resolve(host, path);
	}

	Resolution resolve(Hostname host, RequestPath path) {
		HostRoutes routes = this.exact.get(host.toString());
		return (routes != null) ? answer(routes, host, path) : resolveInexact(host, path);
	}

	private Resolution resolveInexact(Hostname host, RequestPath path) {
		HostRoutes routes = inexact(host);
		return (routes != null) ? answer(routes, host, path) : Resolution.UnknownHost.INSTANCE;
	}

	/** What a request gets that names no host, as HTTP/1.0 allows. */
	Resolution resolveNameless(RequestPath path) {
		HostRoutes routes = this.any;
		return (routes != null) ? answer(routes, null, path) : Resolution.UnknownHost.INSTANCE;
	}

	private @Nullable HostRoutes inexact(Hostname host) {
		HostRoutes routes = wildcard(host.toString());
		if (routes == null) {
			routes = this.regexes.find(host);
		}
		return (routes != null) ? routes : this.any;
	}

	private @Nullable HostRoutes wildcard(String name) {
		HostRoutes anyDepth = null;
		int depth = 1;
		for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
			boolean possible = this.domainLengths.get(name.length() - dot - 1) != 0;
			Wildcards found = (possible) ? this.wildcards.get(name.substring(dot + 1)) : null;
			if (found != null) {
				HostRoutes routes = found.at(depth);
				if (routes != null) {
					return routes;
				}
				anyDepth = (anyDepth != null) ? anyDepth : found.anyDepth();
			}
			depth++;
		}
		return anyDepth;
	}

	private Resolution answer(HostRoutes routes, @Nullable Hostname host, RequestPath path) {
		TableEntry entry = routes.at(path);
		if (entry instanceof Route route) {
			return route;
		}
		if (entry instanceof SharedAddress address) {
			return answer(address, host);
		}
		return Resolution.UnknownSite.INSTANCE;
	}

	private Resolution answer(SharedAddress address, @Nullable Hostname host) {
		if (address.target() != null) {
			return new Resolution.Elsewhere(address);
		}
		LiveSite named = Optional.ofNullable(host)
			.flatMap(address.pattern().host()::siteIn)
			.map(this.keys::get)
			.orElse(null);
		return (named != null) ? new Route(new Address(address.pattern(), AddressRole.SITE), named, 0)
				: Resolution.UnknownSite.INSTANCE;
	}

	/**
	 * Lists the host patterns that match a host, the nearest first.
	 * @param host a host
	 * @return what is there on each
	 */
	List<HostRoutes> matching(Hostname host) {
		String name = host.toString();
		List<HostRoutes> found = new ArrayList<>();
		List<HostRoutes> anyDepth = new ArrayList<>();
		Optional.ofNullable(this.exact.get(name)).ifPresent(found::add);
		int depth = 1;
		for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
			Wildcards below = this.wildcards.getOrDefault(name.substring(dot + 1), Wildcards.NONE);
			Optional.ofNullable(below.at(depth)).ifPresent(found::add);
			Optional.ofNullable(below.anyDepth()).ifPresent(anyDepth::add);
			depth++;
		}
		found.addAll(anyDepth);
		found.addAll(this.regexes.matching(host));
		Optional.ofNullable(this.any).ifPresent(found::add);
		return found;
	}

	/** Lists the wildcards whose domain a host is in, whether or not they match it. */
	List<HostRoutes> wildcardsAround(Hostname host) {
		List<HostRoutes> found = new ArrayList<>();
		String rest = host.toString();
		for (int dot = 0; dot >= 0; dot = rest.indexOf('.')) {
			rest = rest.substring((dot == 0) ? 0 : dot + 1);
			Wildcards around = this.wildcards.getOrDefault(rest, Wildcards.NONE);
			found.addAll(around.fixed());
			Optional.ofNullable(around.anyDepth()).ifPresent(found::add);
		}
		return found;
	}

	List<HostRoutes> regexes() {
		return this.regexes.all();
	}

	boolean hasExact(String name) {
		return this.exact.containsKey(name);
	}

	Stream<String> exactNames() {
		return this.exact.keySet().stream();
	}

	@Nullable HostRoutes exact(String name) {
		return this.exact.get(name);
	}

	@Nullable Site byKey(String key) {
		LiveSite site = this.keys.get(key);
		return (site != null) ? site.get() : null;
	}

	@Nullable Site byId(long id) {
		LiveSite site = this.sites.get(id);
		return (site != null) ? site.get() : null;
	}

	Collection<Site> sites() {
		return this.sites.values().stream().map(LiveSite::get).toList();
	}

	Collection<SharedAddress> shared() {
		return this.shared.values();
	}

	/** Takes over a site; its version never goes back. */
	void put(Site site) {
		LiveSite live = this.sites.get(site.id());
		Site before = (live != null) ? live.get() : null;
		if (live == null) {
			live = new LiveSite(site);
			this.sites.put(site.id(), live);
		}
		else {
			live.set(site.withVersion(Math.max(live.get().version(), site.version())));
		}
		this.keys.put(site.key(), live);
		List<Address> old = (before != null) ? before.addresses() : List.of();
		if (!old.equals(site.addresses())) {
			place(site, live);
			old.forEach((address) -> takeAway(address, site));
		}
	}

	private void place(Site site, LiveSite live) {
		int position = 0;
		for (Address address : site.addresses()) {
			if (address.answers()) {
				Route route = new Route(address, live, position);
				change(address.pattern().host(), (routes) -> (routes != null) ? routes.with(route) : route);
			}
			position++;
		}
	}

	private void takeAway(Address address, Site now) {
		boolean stays = now.addresses()
			.stream()
			.anyMatch((kept) -> kept.answers() && kept.pattern().isIdenticalTo(address.pattern()));
		if (!stays) {
			remove(address.pattern(), now.id());
		}
	}

	/** What has gone to another site meanwhile stays there. */
	private void remove(AddressPattern pattern, long siteId) {
		change(pattern.host(), (routes) -> {
			boolean ours = routes != null && routes.under(pattern.path()) instanceof Route route
					&& route.site().id() == siteId;
			return (ours) ? routes.without(pattern.path()) : routes;
		});
	}

	void raiseVersion(long siteId, long version) {
		LiveSite live = this.sites.get(siteId);
		if (live != null && live.get().version() < version) {
			live.set(live.get().withVersion(version));
		}
	}

	void remove(long siteId) {
		LiveSite live = this.sites.remove(siteId);
		if (live != null) {
			this.keys.remove(live.get().key(), live);
			live.get().addresses().forEach((address) -> remove(address.pattern(), siteId));
		}
	}

	void putShared(SharedAddress address) {
		this.shared.put(identity(address.pattern()), address);
		change(address.pattern().host(), (routes) -> (routes != null) ? routes.with(address) : address);
	}

	void removeShared(AddressPattern pattern) {
		this.shared.remove(identity(pattern));
		change(pattern.host(), (routes) -> (routes != null && routes.under(pattern.path()) instanceof SharedAddress)
				? routes.without(pattern.path()) : routes);
	}

	private static String identity(AddressPattern pattern) {
		return pattern.host().key() + pattern.path();
	}

	private void change(HostPattern host, UnaryOperator<@Nullable HostRoutes> change) {
		if (host instanceof Hostname exactHost) {
			this.exact.compute(exactHost.toString(), (name, routes) -> change.apply(routes));
		}
		else if (host instanceof WildcardHost wildcard) {
			String domain = wildcard.suffix().toString();
			this.domainLengths.set(domain.length(), 1);
			this.wildcards.compute(domain,
					(name, present) -> ((present != null) ? present : Wildcards.NONE).with(wildcard, change));
		}
		else if (host instanceof RegexHost regex) {
			this.regexes.change(regex, change);
		}
		else {
			this.any = change.apply(this.any);
		}
	}

}
