package org.rowhouse.cache;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What answers are told apart by. The version of the site is not part of it but of what
 * is kept, so that a new answer takes the place of the old one.
 *
 * @param siteId the number of the site
 * @param secure whether the visitor uses TLS
 * @param prefix the path under which the site lives on the requested host
 * @param path the normalised path, with the prefix
 * @param numbers the declared parameters with their values, such as {@code page=2}; empty
 * for none
 */
record PageKey(long siteId, boolean secure, String prefix, String path, String numbers) {

	private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

	/** Longer ones are not kept: they would be dear, and nobody links to them. */
	private static final int MAX_PATH = 1024;

	private static final int MAX_QUERY = 2048;

	private static final int BYTES = 160;

	boolean isKept() {
		return this.path.length() <= MAX_PATH;
	}

	/** Roughly what it takes in memory. */
	int weight() {
		return BYTES + this.path.length() + this.prefix.length() + this.numbers.length();
	}

	/**
	 * Returns the key of what a query asks for.
	 * @param names the parameters that make a difference
	 * @param query the raw query, or {@code null}
	 * @return a key; {@code null} if one of them has no usual value, is there twice, or
	 * cannot be read by looking
	 */
	@Nullable PageKey with(List<String> names, @Nullable String query) {
		if (query == null || query.isEmpty() || names.isEmpty()) {
			return this;
		}
		if (query.length() > MAX_QUERY) {
			return null;
		}
		StringBuilder found = new StringBuilder();
		for (String name : names) {
			String value = null;
			for (String part : query.split("&", -1)) {
				int equals = part.indexOf('=');
				String written = (equals >= 0) ? part.substring(0, equals) : part;
				// An escape may hide one of the names.
				if (written.indexOf('%') >= 0) {
					return null;
				}
				if (written.equals(name)) {
					if (value != null || equals < 0 || !NUMBER.matcher(part.substring(equals + 1)).matches()) {
						return null;
					}
					value = part.substring(equals + 1);
				}
			}
			if (value != null && !value.equals("1")) {
				found.append((found.isEmpty()) ? "" : "&").append(name).append('=').append(value);
			}
		}
		return (found.isEmpty()) ? this
				: new PageKey(this.siteId, this.secure, this.prefix, this.path, found.toString());
	}

}
