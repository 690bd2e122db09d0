package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

/**
 * An address of the platform rather than of one site: either its host names the site, as
 * in <code>{site}.example.com</code>, or it redirects, as a domain that has no site.
 *
 * @param id its number; those of regular expressions are tried in this order
 * @param pattern the host and path prefix
 * @param target where it redirects to, an absolute URL without a slash at the end to
 * which path and query are added; {@code null} if the host names the site
 */
public record SharedAddress(long id, AddressPattern pattern, @Nullable String target) implements TableEntry {

	/** The platform's expressions are tried before those of sites. */
	@Override
	public long rank() {
		return Long.MIN_VALUE + this.id;
	}

	@Override
	public String holder() {
		return "platform";
	}

}
