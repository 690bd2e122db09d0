package org.rowhouse.site;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Knows who has which key and address.
 */
interface AddressHolders {

	/**
	 * Tells whether a site has a key, be it finished or not.
	 * @param key a key
	 * @return whether it is taken
	 */
	boolean hasKey(String key);

	/**
	 * Finds out which addresses are taken.
	 * @param patterns addresses that somebody wants
	 * @param siteId the site that asks; 0 for none, or for one that is not there yet
	 * @return those of the patterns that are taken, by the text of the pattern, and the
	 * key of who has it, or {@code null} for the platform
	 */
	Map<String, @Nullable String> othersThatHave(Collection<AddressPattern> patterns, long siteId);

	/**
	 * Lists the addresses of others on the same hosts.
	 * @param host the hosts
	 * @param siteId the site that asks; 0 for one that is not there yet
	 * @return their path prefixes
	 */
	List<String> othersOn(HostPattern host, long siteId);

}
