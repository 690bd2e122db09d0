package org.rowhouse.site;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Decides which addresses owners may take without an administrator. Where domains have to
 * be proved, the proof decides; elsewhere an owner gets hosts that nobody else serves,
 * one by its name each, and paths on those that the site has.
 */
@Component
class AddressGrants {

	private final AddressHolders holders;

	private final SiteResolver resolver;

	private final AddressChallenges challenges;

	private final Worker worker;

	AddressGrants(AddressHolders holders, SiteResolver resolver, AddressChallenges challenges, Worker worker) {
		this.holders = holders;
		this.resolver = resolver;
		this.challenges = challenges;
		this.worker = worker;
	}

	/**
	 * Lets a site have an address, if whoever is at work may give it.
	 * @param pattern the address
	 * @param key the site's key
	 * @param existing the site as it is, or {@code null} for a new one
	 * @throws IllegalArgumentException if only an administrator may; the message names
	 * nobody
	 */
	void require(AddressPattern pattern, String key, @Nullable Site existing) {
		if (this.worker.seesAllSites() || this.challenges.provesOwnership(pattern)) {
			return;
		}
		List<String> own = pathsOn(pattern.host(), existing);
		if (own.contains(pattern.path())) {
			return;
		}
		List<String> others = this.holders.othersOn(pattern.host(), (existing != null) ? existing.id() : 0);
		if (!own.isEmpty()) {
			if (!others.isEmpty() && longestAround(pattern, own) <= longestAround(pattern, others)) {
				throw somebodyElses(pattern);
			}
			return;
		}
		Hostname host = pattern.exactHost();
		if (host == null) {
			throw new IllegalArgumentException("'" + pattern.display()
					+ "' stands for many hosts. An administrator can give you the address; write hosts by their names.");
		}
		if (!others.isEmpty() || (!host.toString().equals(AddressValidator.defaultAddress(key))
				&& servesElse(pattern, host, existing))) {
			throw somebodyElses(pattern);
		}
	}

	private static List<String> pathsOn(HostPattern host, @Nullable Site existing) {
		return (existing != null) ? existing.addresses()
			.stream()
			.map(Address::pattern)
			.filter((pattern) -> pattern.host().key().equals(host.key()))
			.map(AddressPattern::path)
			.toList() : List.of();
	}

	/** How long the longest of the prefixes is that covers an address, or -1. */
	private static int longestAround(AddressPattern pattern, List<String> paths) {
		return paths.stream()
			.filter((path) -> new AddressPattern(pattern.host(), path).covers(pattern.path()))
			.mapToInt(String::length)
			.max()
			.orElse(-1);
	}

	/** What nothing but the default answers is nobody's. */
	private boolean servesElse(AddressPattern pattern, Hostname host, @Nullable Site existing) {
		RoutingTable table = this.resolver.table();
		boolean served = table.matching(host)
			.stream()
			.flatMap((routes) -> routes.all().stream())
			.anyMatch((entry) -> entry.pattern().host() != AnyHost.ANY);
		if (!served) {
			return false;
		}
		Resolution now = table.resolve(host, new RequestPath((pattern.path().isEmpty()) ? "/" : pattern.path()));
		return !(now instanceof Route route && existing != null && route.site().id() == existing.id());
	}

	private static IllegalArgumentException somebodyElses(AddressPattern pattern) {
		return new IllegalArgumentException("'" + pattern.display()
				+ "': this host belongs to somebody else here. An administrator can give you the address.");
	}

}
