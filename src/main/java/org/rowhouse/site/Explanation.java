package org.rowhouse.site;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which site answers a URL, and why.
 *
 * @param status 200 if a site or the admin UI answers, 301 if it is a redirect, 400 if
 * host or path are malformed, 404 if the host is known but no site is at the path or of
 * the name, 421 if nobody has the host. A suspended or archived site says so for any path
 * of its own, which {@code state} tells.
 * @param site the key of the site; {@code null} if there is none
 * @param state the state of the site, such as {@code active}
 * @param address the address that matched
 * @param rule by which rule, in words
 * @param location where a redirect leads to
 * @param host the host, internationalised names in their own letters
 * @param path the path as it is compared
 * @param considered the addresses that came near, the nearest first, and what became of
 * each; at most 50
 * @param warnings what looks like a mistake
 */
public record Explanation(int status, @Nullable String site, @Nullable String state, @Nullable String address,
		String rule, @Nullable String location, @Nullable String host, @Nullable String path,
		List<Considered> considered, List<String> warnings) {

	/**
	 * An address that came near.
	 *
	 * @param address the address
	 * @param site the key of the site that has it, or {@code platform}
	 * @param chosen whether it answers
	 * @param reason why, or why not
	 */
	public record Considered(String address, String site, boolean chosen, String reason) {

	}

}
