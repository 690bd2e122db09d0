package org.rowhouse.theme;

import java.util.List;
import java.util.Optional;

import org.rowhouse.site.Site;

/**
 * What the links of one page need to know. Not a record, and without properties:
 * templates can do nothing with it.
 */
final class SiteLinks {

	private static final String STATIC = "/static/";

	private final Site site;

	private final String prefix;

	private final StaticFiles files;

	private final List<GeneratedFile> generated;

	SiteLinks(Site site, String prefix, StaticFiles files, List<GeneratedFile> generated) {
		this.site = site;
		this.prefix = prefix;
		this.files = files;
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
		String path = link.substring(this.prefix.length()).split("[?#]", 2)[0];
		return fingerprint(path).map((fingerprint) -> Fingerprint.addTo(link, fingerprint)).orElse(link);
	}

	private Optional<String> fingerprint(String path) {
		if (path.startsWith(STATIC)) {
			return StaticName.ofEncoded(path.substring(STATIC.length()))
				.flatMap((name) -> this.files.fingerprint(this.site, name));
		}
		return this.generated.stream()
			.filter((file) -> file.path().equals(path))
			.findFirst()
			.flatMap((file) -> file.fingerprint(this.site));
	}

	@Override
	public String toString() {
		return "links";
	}

}
