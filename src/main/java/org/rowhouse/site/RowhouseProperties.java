package org.rowhouse.site;

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
 * @param unknownHost what somebody gets who asks for a host that nobody has
 */
@ConfigurationProperties("rowhouse")
public record RowhouseProperties(@DefaultValue(".") String home, @DefaultValue Admin admin,
		@DefaultValue PublicUrl publicUrl, @DefaultValue UnknownHost unknownHost) {

	/**
	 * The admin UI and the REST API.
	 *
	 * @param host the only host on which they answer
	 */
	public record Admin(@DefaultValue("localhost") String host) {

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

}
