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

	private final RowhouseProperties properties;

	private volatile int listeningPort = 8080;

	PublicUrls(RowhouseProperties properties) {
		this.properties = properties;
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
		return (primary != null) ? of(primary.pattern()) : null;
	}

	/**
	 * Returns the URL of an address.
	 * @param pattern an address
	 * @return the URL, without a slash at the end
	 */
	public String of(AddressPattern pattern) {
		return origin(pattern.host().toString()) + pattern.path();
	}

	/**
	 * Returns where the admin UI is found.
	 * @return the URL, without a slash at the end
	 */
	public String admin() {
		return origin(this.properties.admin().hostname().toString());
	}

	private String origin(String host) {
		RowhouseProperties.PublicUrl settings = this.properties.publicUrl();
		Integer configured = settings.port();
		int port = (configured != null) ? configured : this.listeningPort;
		boolean usual = port == ("https".equals(settings.scheme()) ? 443 : 80);
		return settings.scheme() + "://" + host + ((usual) ? "" : ":" + port);
	}

}
