package org.rowhouse.site;

/**
 * What of an absolute URL decides who answers.
 *
 * @param authority host and perhaps port
 * @param path the normalised path
 */
record HostAndPath(String authority, RequestPath path) {

	/**
	 * Reads a URL that has been checked.
	 * @param url an absolute URL, or one without a scheme
	 * @return its parts
	 * @throws InvalidPathException if its path is refused
	 */
	static HostAndPath of(String url) {
		int scheme = url.indexOf("://");
		int start = (scheme < 0) ? 0 : scheme + 3;
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

}
