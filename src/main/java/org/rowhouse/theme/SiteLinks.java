package org.rowhouse.theme;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the links of one page need to know. Not a record, and without properties:
 * templates can do nothing with it.
 */
final class SiteLinks {

	private static final String STATIC = "/static/";

	private final String prefix;

	private final Function<StaticName, Optional<String>> statics;

	private final Function<String, Optional<String>> generated;

	/**
	 * Knows the links of a site.
	 * @param prefix the path under which the site lives on the requested host
	 * @param statics finds the fingerprint of a static file
	 * @param generated finds the fingerprint of a file that is made by code, by its path
	 */
	SiteLinks(String prefix, Function<StaticName, Optional<String>> statics,
			Function<String, Optional<String>> generated) {
		this.prefix = prefix;
		this.statics = statics;
		this.generated = generated;
	}

	/** The path under which the site lives on the requested host. */
	String prefix() {
		return this.prefix;
	}

	/**
	 * Adds a fingerprint to a link that leads to a file of the site.
	 * @param link the whole link, with the prefix
	 * @return the link to what the file holds now; any other link as it is
	 */
	String fingerprinted(String link) {
		if (!link.startsWith(this.prefix + "/")) {
			return link;
		}
		return fingerprint(link.substring(this.prefix.length(), endOfPath(link)))
			.map((fingerprint) -> Fingerprint.addTo(link, fingerprint))
			.orElse(link);
	}

	private static int endOfPath(String link) {
		int query = link.indexOf('?');
		int fragment = link.indexOf('#');
		int end = (query < 0) ? link.length() : query;
		return (fragment < 0) ? end : Math.min(end, fragment);
	}

	private Optional<String> fingerprint(String path) {
		if (path.startsWith(STATIC)) {
			return StaticName.ofEncoded(path.substring(STATIC.length())).flatMap(this.statics);
		}
		return this.generated.apply(path);
	}

	@Override
	public String toString() {
		return "links";
	}

}
