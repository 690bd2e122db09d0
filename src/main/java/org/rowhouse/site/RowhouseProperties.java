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
 */
@ConfigurationProperties("rowhouse")
public record RowhouseProperties(@DefaultValue(".") String home, @DefaultValue Admin admin,
		@DefaultValue PublicUrl publicUrl) {

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

}
