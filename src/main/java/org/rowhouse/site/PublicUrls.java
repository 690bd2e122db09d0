package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes absolute URLs out of addresses. They come from settings, never from a request.
 */
@Component
public class PublicUrls {

	private static final int MAX_PORT = 65535;

	private final RowhouseProperties properties;

	private volatile int listeningPort = 8080;

	PublicUrls(RowhouseProperties properties) {
		this.properties = properties;
		String scheme = properties.publicUrl().scheme();
		Integer port = properties.publicUrl().port();
		if (!scheme.equals("http") && !scheme.equals("https")) {
			throw new InvalidSettingException("rowhouse.public-url.scheme is '" + scheme + "'.",
					"Write http, or https if visitors use TLS.");
		}
		if (port != null && (port < 1 || port > MAX_PORT)) {
			throw new InvalidSettingException("rowhouse.public-url.port is " + port + ".",
					"Write the port that visitors use, such as 443.");
		}
	}

	@EventListener
	void onListening(WebServerInitializedEvent event) {
		if (!"management".equals(event.getApplicationContext().getServerNamespace())) {
			this.listeningPort = event.getWebServer().getPort();
		}
	}

	/**
	 * Returns where a site is found.
	 * @param site a site
	 * @return the URL of its primary address, without a slash at the end, or {@code null}
	 * if it has no address
	 */
	public @Nullable String of(Site site) {
		Address primary = site.primaryAddress();
		return (primary != null) ? of(site, primary.pattern()) : null;
	}

	/**
	 * Returns the URL of an address of a site.
	 * @param site a site
	 * @param pattern an address
	 * @return the URL, without a slash at the end, or {@code null} if the address is for
	 * more than one host
	 */
	public @Nullable String of(Site site, AddressPattern pattern) {
		Hostname host = pattern.exactHost();
		return (host != null) ? origin(host, site.urlScheme(), site.urlPort()) + pattern.path() : null;
	}

	/** Where the admin UI is found if rowhouse.admin.url does not say it. */
	String admin() {
		return origin(this.properties.admin().hostname(), null, null);
	}

	/** A scheme of its own comes with the usual port of that scheme. */
	private String origin(Hostname host, @Nullable String ownScheme, @Nullable Integer ownPort) {
		RowhouseProperties.PublicUrl settings = this.properties.publicUrl();
		String scheme = (ownScheme != null) ? ownScheme : settings.scheme();
		int usual = "https".equals(scheme) ? 443 : 80;
		int port = usual;
		if (ownPort != null) {
			port = ownPort;
		}
		else if (ownScheme == null) {
			Integer configured = settings.port();
			port = (configured != null) ? configured : this.listeningPort;
		}
		return scheme + "://" + host + ((port == usual) ? "" : ":" + port);
	}

}
