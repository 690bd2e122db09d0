package org.rowhouse.site;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes absolute URLs of pages of the admin UI, for mails and messages. They come from
 * settings, never from a request.
 */
@Component
public class AdminUrls {

	private final PublicUrls urls;

	private final @Nullable String base;

	AdminUrls(RowhouseProperties properties, PublicUrls urls) {
		this.urls = urls;
		String typed = properties.admin().url();
		this.base = (typed == null || typed.isBlank()) ? null : checked(typed.strip(), properties.admin().hostname());
	}

	private static String checked(String typed, Hostname host) {
		try {
			URI uri = new URI(typed);
			boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
			boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
			String authority = uri.getRawAuthority();
			if (web && bare && authority != null && Hostname.fromRequest(authority).equals(host)) {
				return (typed.endsWith("/")) ? typed.substring(0, typed.length() - 1) : typed;
			}
		}
		catch (URISyntaxException | InvalidHostnameException ex) {
			throw no(typed, host, ex);
		}
		throw no(typed, host, null);
	}

	private static InvalidSettingException no(String typed, Hostname host, @Nullable Exception cause) {
		InvalidSettingException failure = new InvalidSettingException("rowhouse.admin.url is '" + typed + "'.",
				"Write how browsers reach the host in rowhouse.admin.host, such as https://" + host
						+ ", without query; or leave it unset.");
		failure.initCause(cause);
		return failure;
	}

	/**
	 * Returns the URL of a page.
	 * @param path the path of the page, which begins with one slash; query and fragment
	 * may follow
	 * @return the URL
	 * @throws IllegalArgumentException if the path could lead to another host
	 */
	public String url(String path) {
		if (!path.startsWith("/") || path.startsWith("//")) {
			throw new IllegalArgumentException("A path begins with one slash: " + path);
		}
		return ((this.base != null) ? this.base : this.urls.admin()) + path;
	}

}
