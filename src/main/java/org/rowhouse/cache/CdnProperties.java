package org.rowhouse.cache;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The CDN in front of the sites.
 *
 * @param tagHeader the header in which public answers name their tags:
 * {@code Surrogate-Key}, where blanks separate them, or {@code Cache-Tag}, where commas
 * do; unset: answers have no tags
 * @param purgeUrl where the CDN is told that a site has changed; unset: nobody is told
 * @param purgeToken the whole value of the header that lets Rowhouse do that, such as
 * {@code Bearer ...}; unset: there is no such header
 * @param purgeTokenHeader the name of that header
 */
@ConfigurationProperties("rowhouse.cdn")
record CdnProperties(@Nullable String tagHeader, @Nullable String purgeUrl, @Nullable String purgeToken,
		@DefaultValue("Authorization") String purgeTokenHeader) {

	private static final List<String> TAG_HEADERS = List.of("Surrogate-Key", "Cache-Tag");

	private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	/** What RFC 9110, section 5.5, allows and every client sends as it is. */
	private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

	/** Those that the request has anyway, or that belong to the connection. */
	private static final Set<String> TAKEN = Set.of("connection", "content-length", "content-type", "expect", "host",
			"surrogate-key", "upgrade");

	/**
	 * Checks the values.
	 */
	CdnProperties {
		tagHeader = trimmed(tagHeader);
		purgeUrl = trimmed(purgeUrl);
		purgeToken = trimmed(purgeToken);
		if (tagHeader != null && TAG_HEADERS.stream().noneMatch(tagHeader::equalsIgnoreCase)) {
			throw new InvalidSettingException("rowhouse.cdn.tag-header is '" + tagHeader + "'.",
					"Write Surrogate-Key or Cache-Tag, whichever the CDN reads, or nothing.");
		}
		if (purgeUrl != null && !isUsable(purgeUrl)) {
			throw new InvalidSettingException("rowhouse.cdn.purge-url is not a URL that can be sent to.",
					"Write a whole URL that begins with https:// or http:// and has no user name in it.");
		}
		if (purgeToken != null && !VALUE.matcher(purgeToken).matches()) {
			throw new InvalidSettingException("rowhouse.cdn.purge-token cannot be the value of a header.",
					"Write it in one line, with characters of ASCII only.");
		}
		if (!NAME.matcher(purgeTokenHeader).matches() || TAKEN.contains(purgeTokenHeader.toLowerCase(Locale.ROOT))) {
			throw new InvalidSettingException("rowhouse.cdn.purge-token-header is '" + purgeTokenHeader + "'.",
					"Write the name of the header that the CDN expects the token in, such as Authorization.");
		}
	}

	private static @Nullable String trimmed(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

	private static boolean isUsable(String url) {
		try {
			URI uri = new URI(url);
			String scheme = uri.getScheme();
			return ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme)) && uri.getHost() != null
					&& uri.getUserInfo() == null && uri.getFragment() == null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/** Whether the CDN is told of changes. */
	boolean purges() {
		return this.purgeUrl != null;
	}

	/** Neither the token nor a URL that may have one in its query. */
	@Override
	public String toString() {
		return "CdnProperties[tagHeader=" + this.tagHeader + ", purges=" + purges() + "]";
	}

}
