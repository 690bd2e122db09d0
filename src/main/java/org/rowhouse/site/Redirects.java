package org.rowhouse.site;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Where redirecting addresses lead. A visitor is redirected at most once: where the
 * target is itself an address that redirects, for a part of its paths, the last one is
 * told at once; where it would be for all of them, or in a circle, it is refused when it
 * is saved. A circle that comes about in another way, such as by deleting the site in its
 * middle, gets 404.
 */
@Component
public class Redirects {

	private static final int MAX_HOPS = 8;

	private final SiteResolver resolver;

	private final PublicUrls urls;

	private final Hostname adminHost;

	Redirects(SiteResolver resolver, PublicUrls urls, RowhouseProperties properties) {
		this.resolver = resolver;
		this.urls = urls;
		this.adminHost = properties.admin().hostname();
	}

	/**
	 * Tells where a request is sent to.
	 * @param resolution what the request was resolved to
	 * @param path its path
	 * @return an absolute URL without a query, or {@code null} if it is not redirected or
	 * the redirects go in a circle
	 */
	public @Nullable String locationOf(Resolution resolution, RequestPath path) {
		Resolution at = resolution;
		RequestPath there = path;
		String location = null;
		for (int hop = 0; hop < MAX_HOPS; hop++) {
			String base = baseOf(at);
			if (base == null) {
				return location;
			}
			location = base + there.value().substring(pathOf(at).length());
			HostAndPath next = HostAndPath.of(location);
			there = next.path();
			at = this.resolver.resolve(next.authority(), there);
		}
		return null;
	}

	private @Nullable String baseOf(Resolution resolution) {
		if (resolution instanceof Resolution.Elsewhere elsewhere) {
			return elsewhere.address().target();
		}
		if (resolution instanceof Route route && route.address().role() == AddressRole.REDIRECT) {
			return this.urls.of(route.site());
		}
		return null;
	}

	/**
	 * Whether a request is redirected, wherever to.
	 * @param resolution what the request was resolved to
	 * @return whether its address is a redirect
	 */
	boolean redirects(Resolution resolution) {
		return resolution instanceof Resolution.Elsewhere
				|| (resolution instanceof Route route && route.address().role() == AddressRole.REDIRECT);
	}

	private static String pathOf(Resolution resolution) {
		return (resolution instanceof Resolution.Elsewhere elsewhere) ? elsewhere.address().pattern().path()
				: (resolution instanceof Route route) ? route.address().pattern().path() : "";
	}

	/**
	 * Makes sure that no shared address redirects to a new redirect.
	 * @param pattern an address that is to redirect
	 * @throws IllegalArgumentException naming the address that leads there
	 */
	void requireNoneInto(AddressPattern pattern) {
		for (SharedAddress address : this.resolver.table().shared()) {
			if (address.target() != null && !address.pattern().isIdenticalTo(pattern)
					&& wouldGet(pattern, address.target())) {
				throw new IllegalArgumentException("'" + pattern.display() + "' cannot redirect: the shared address '"
						+ address.pattern().display() + "' redirects to it. Change that one first.");
			}
		}
	}

	/**
	 * Makes sure that a new shared redirect ends at its target.
	 * @param pattern the address
	 * @param target where it redirects to
	 * @throws IllegalArgumentException if another redirect is there, or itself
	 */
	void requireEndsAt(AddressPattern pattern, String target) {
		if (wouldGet(pattern, target)) {
			throw new IllegalArgumentException(
					"'" + pattern.display() + "' would redirect to itself. Choose a target outside of it. To send on "
							+ "whatever nobody has, set rowhouse.unknown-host.answer to redirect.");
		}
		HostAndPath parts = HostAndPath.of(target);
		Resolution there = this.resolver.resolve(parts.authority(), parts.path());
		if (baseOf(there) != null) {
			throw new IllegalArgumentException(
					"The target " + target + " redirects as well. Write where that leads: " + baseOf(there) + ".");
		}
	}

	/** Whether an address, once it is there, is the nearest to a URL. */
	private boolean wouldGet(AddressPattern pattern, String url) {
		HostAndPath parts = HostAndPath.of(url);
		Hostname host = Hostname.fromRequest(parts.authority());
		RequestPath path = parts.path();
		if (host.equals(this.adminHost) || !pattern.host().matches(host) || !pattern.covers(path)) {
			return false;
		}
		List<HostRoutes> matching = this.resolver.table().matching(host);
		if (matching.isEmpty()) {
			return true;
		}
		HostRoutes nearest = matching.get(0);
		AddressPattern there = nearest.all().iterator().next().pattern();
		if (there.host().key().equals(pattern.host().key())) {
			TableEntry entry = nearest.at(path);
			return entry == null || entry.pattern().path().length() <= pattern.path().length();
		}
		return nearness(pattern.host()) >= nearness(there.host());
	}

	/** In the order in which the table looks. */
	private static int nearness(HostPattern host) {
		if (host instanceof WildcardHost wildcard) {
			return ((wildcard.anyDepth()) ? 1_000 : 2_000) + wildcard.suffix().toString().length();
		}
		return (host instanceof Hostname) ? 3_000 : (host instanceof RegexHost) ? 1 : 0;
	}

}
