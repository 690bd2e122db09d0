package org.rowhouse.site;

import java.util.Collection;
import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * Answers from memory which site a request is for. Readers never wait for those who
 * change something.
 */
@Component
public class SiteResolver {

	private final RoutingTable table = new RoutingTable();

	/**
	 * Finds what answers at a host and path.
	 * @param authority the host as a client sent it, perhaps with a port
	 * @param path the normalised path
	 * @return the site and the address that matched, a redirect, or why there is none
	 * @throws InvalidHostnameException if it is not a host
	 */
	public Resolution resolve(String authority, RequestPath path) {
		return this.table.resolve(authority, path);
	}

	/**
	 * Finds what answers a request that names no host: the default, if there is one.
	 * @param path the normalised path
	 * @return the answer
	 */
	public Resolution resolveNameless(RequestPath path) {
		return this.table.resolveNameless(path);
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
	 * Finds a site by its number.
	 * @param id what its rows carry as {@code site_id}
	 * @return the site as it is now
	 */
	public Optional<Site> find(long id) {
		return Optional.ofNullable(this.table.byId(id));
	}

	/**
	 * Returns every site as it is now, in no order.
	 * @return the sites
	 */
	public Collection<Site> all() {
		return this.table.sites();
	}

	RoutingTable table() {
		return this.table;
	}

	/** Takes over a site; its version never goes back. */
	synchronized void put(Site site) {
		this.table.put(site);
	}

	synchronized void raiseVersion(long siteId, long version) {
		this.table.raiseVersion(siteId, version);
	}

	synchronized void remove(long siteId) {
		this.table.remove(siteId);
	}

	synchronized void putShared(SharedAddress address) {
		this.table.putShared(address);
	}

	synchronized void removeShared(AddressPattern pattern) {
		this.table.removeShared(pattern);
	}

}
