package org.rowhouse.site;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that all rooms share.
 *
 * @param home the folder that holds {@code sites/}, {@code platform/} and {@code data/};
 * by default the working directory. It is created and filled when it is empty.
 * @param admin where the admin UI and the REST API are
 * @param publicUrl how addresses of sites begin in links that leave the site, such as
 * feeds and canonical links
 * @param trustedProxies the reverse proxies that are believed when they say where a
 * request came from: IPv4 and IPv6 addresses, or networks such as {@code 10.0.0.0/8}.
 * None by default. Names are not looked up.
 * @param forwardedHeaders in which headers they say it
 * @param unknownHost what somebody gets who asks for a host that nobody has
 */
@ConfigurationProperties("rowhouse")
public record RowhouseProperties(@DefaultValue(".") String home, @DefaultValue Admin admin,
		@DefaultValue PublicUrl publicUrl, @DefaultValue List<String> trustedProxies,
		@DefaultValue("either") ForwardedHeaders forwardedHeaders, @DefaultValue UnknownHost unknownHost) {

	/**
	 * The admin UI and the REST API.
	 *
	 * @param host the only host on which they answer
	 * @param url how browsers reach that host, such as {@code https://admin.example.com},
	 * for links in mails; by default with the scheme and port of {@code public-url}
	 */
	public record Admin(@DefaultValue("localhost") String host, @Nullable String url) {

		/**
		 * Returns the host as it is compared.
		 * @return the host
		 * @throws InvalidHostnameException if it is not a host
		 */
		public Hostname hostname() {
			return Hostname.fromInput(this.host);
		}

	}

	/**
	 * The part of sites' absolute addresses that their own settings do not say.
	 *
	 * @param scheme {@code http} or {@code https}
	 * @param port the port that visitors use; by default the one that this process
	 * listens on. Set it to 80 or 443 behind a reverse proxy.
	 */
	public record PublicUrl(@DefaultValue("http") String scheme, @Nullable Integer port) {

	}

	/**
	 * What somebody gets who asks for a host that nobody has.
	 *
	 * @param answer what is sent
	 * @param redirectTo the URL that visitors are sent to instead, such as a page of the
	 * provider
	 */
	public record UnknownHost(@DefaultValue("misdirected") Answer answer, @Nullable String redirectTo) {

		/**
		 * What is sent.
		 */
		public enum Answer {

			/** 421 with the platform's page (RFC 9110, section 15.5.20). */
			MISDIRECTED,

			/** 404 with the platform's page, for clients that do not know 421. */
			NOT_FOUND,

			/** 302 to a URL of the platform. */
			REDIRECT,

			/** Nothing: the connection is closed, as by nginx's status 444. */
			CLOSE

		}

	}

	/**
	 * The headers that trusted proxies set.
	 */
	public enum ForwardedHeaders {

		/**
		 * Those of one family, whichever it is. A request that has headers of both gets
		 * 400: most proxies set one family and pass on what a client wrote in the other,
		 * so one of the two is a stranger's, and nothing in the request says which.
		 */
		EITHER,

		/**
		 * {@code X-Forwarded-For}, {@code -Host}, {@code -Proto}, {@code -Port} and
		 * {@code -Prefix}. {@code Forwarded} is dropped.
		 */
		X_FORWARDED,

		/**
		 * {@code Forwarded} (RFC 7239). All {@code X-Forwarded-…} are dropped.
		 */
		FORWARDED

	}

}
