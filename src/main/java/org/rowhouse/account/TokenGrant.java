package org.rowhouse.account;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * What the token of a request permits, at most.
 *
 * @param scope how much
 * @param siteId the number of the only site, or {@code null} for all of the person's
 */
record TokenGrant(TokenScope scope, @Nullable Long siteId) implements Serializable {

	/** Tells whether anything of a site, or of none (0), may be reached with it. */
	boolean covers(long otherId) {
		return this.siteId == null || this.siteId == otherId;
	}

}
