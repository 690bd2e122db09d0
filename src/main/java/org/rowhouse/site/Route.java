package org.rowhouse.site;

/**
 * A site answers: the site, and the address that led to it.
 */
public final class Route implements Resolution, TableEntry {

	private final Address address;

	private final LiveSite site;

	private final int position;

	Route(Address address, LiveSite site, int position) {
		this.address = address;
		this.site = site;
		this.position = position;
	}

	/**
	 * Makes a route of a site that does not change.
	 * @param site the site
	 * @param address one of its addresses
	 */
	public Route(Site site, Address address) {
		this(address, new LiveSite(site), 0);
	}

	/**
	 * Returns the site as it is at this moment; ask once per request.
	 * @return the site
	 */
	public Site site() {
		return this.site.get();
	}

	/**
	 * Returns the address that matched.
	 * @return one of the site's addresses, or one of the platform whose host names it
	 */
	public Address address() {
		return this.address;
	}

	@Override
	public AddressPattern pattern() {
		return this.address.pattern();
	}

	@Override
	public long rank() {
		return site().id() * AddressValidator.MAX_ADDRESSES + this.position;
	}

	@Override
	public String holder() {
		return site().key();
	}

}
