package org.rowhouse.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of an absolute URL decides who answers.
 *
 * @param authority host and perhaps port
 * @param path the normalised path
 */
record HostAndPath(String authority, RequestPath path) {

	private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

	/**
	 * Reads a URL that has been checked.
	 * @param url an absolute URL, or one without a scheme
	 * @return its parts
	 * @throws InvalidPathException if its path is refused
	 */
	static HostAndPath of(String url) {
		int start = afterScheme(url);
		int end = url.length();
		for (int i = start; i < end; i++) {
			char c = url.charAt(i);
			if (c == '?' || c == '#') {
				end = i;
			}
		}
		int slash = url.indexOf('/', start);
		return (slash < 0 || slash >= end) ? new HostAndPath(url.substring(start, end), RequestPath.of("/"))
				: new HostAndPath(url.substring(start, slash), RequestPath.of(url.substring(slash, end)));
	}

	/**
	 * Returns where the authority begins. What stands before the first {@code ://} is a
	 * scheme only if it looks like one (RFC 3986, section 3.1).
	 * @param url a URL
	 * @return 0 if it has no scheme
	 */
	static int afterScheme(String url) {
		Matcher scheme = SCHEME.matcher(url);
		return (scheme.lookingAt()) ? scheme.end() : 0;
	}

}
