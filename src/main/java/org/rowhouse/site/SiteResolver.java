package org.rowhouse.site;

import java.util.Collection;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Answers from memory which site a request is for. Readers never wait: a change makes a
 * new table and puts it in the place of the old one.
 */
@Component
public class SiteResolver {

	private volatile RoutingTable table = RoutingTable.EMPTY;

	/**
	 * Finds the site that answers at a host and path.
	 * @param host the host
	 * @param path the normalised path
	 * @return the site and the address that matched, or why there is none
	 */
	public Resolution resolve(Hostname host, RequestPath path) {
		return this.table.resolve(host, path);
	}

	/**
	 * Finds a site by its key.
	 * @param key a key
	 * @return the site as it is now
	 */
	public Optional<Site> find(String key) {
		return Optional.ofNullable(this.table.byKey(key));
	}

	/**
	 * Returns every site as it is now, in no order.
	 * @return the sites
	 */
	public Collection<Site> all() {
		return this.table.sites();
	}

	@Nullable Site holderOf(AddressPattern pattern) {
		return this.table.holderOf(pattern);
	}

	synchronized void replaceAll(Collection<Site> sites) {
		this.table = RoutingTable.of(sites);
	}

	/** Takes over a site; its version never goes back. */
	synchronized void put(Site site) {
		Site known = this.table.byId(site.id());
		long version = (known != null) ? Math.max(known.version(), site.version()) : site.version();
		this.table = this.table.with(site.withVersion(version));
	}

	synchronized void raiseVersion(long siteId, long version) {
		Site known = this.table.byId(siteId);
		if (known != null && known.version() < version) {
			this.table = this.table.with(known.withVersion(version));
		}
	}

	synchronized void remove(long siteId) {
		this.table = this.table.without(siteId);
	}

}
