package org.rowhouse.site;

import java.net.URI;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The hosts of other sites from which an answer shows pictures, films and recordings:
 * those of shared items. The content security policy of the answer allows them, and of no
 * other answer.
 */
public final class PictureOrigins {

	private static final String ATTRIBUTE = PictureOrigins.class.getName();

	private PictureOrigins() {
	}

	/**
	 * Allows an answer to show what is on other sites.
	 * @param request the request that is answered
	 * @param urls absolute URLs of these sites, or of something on them
	 */
	public static void allow(HttpServletRequest request, Collection<String> urls) {
		request.setAttribute(ATTRIBUTE, sources(urls));
	}

	/**
	 * Returns what was allowed.
	 * @param request the request that is answered
	 * @return as in a policy, each with a space in front; the empty string for nothing
	 */
	public static String of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof String sources) ? sources : "";
	}

	/**
	 * Returns where URLs lead, as a content security policy names it.
	 * @param urls absolute URLs
	 * @return scheme, host and port of each, with a space in front
	 */
	public static String sources(Collection<String> urls) {
		return urls.stream()
			.map(URI::create)
			.map((url) -> " " + url.getScheme() + "://" + url.getRawAuthority())
			.collect(Collectors.toCollection(TreeSet::new))
			.stream()
			.collect(Collectors.joining());
	}

}
