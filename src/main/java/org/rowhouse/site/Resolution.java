package org.rowhouse.site;

/**
 * The answer to "which site is this request for?".
 */
public sealed interface Resolution permits Route, Resolution.Elsewhere, Resolution.UnknownHost, Resolution.UnknownSite {

	/**
	 * No site: the platform redirects.
	 *
	 * @param address a shared address with a target
	 */
	record Elsewhere(SharedAddress address) implements Resolution {

	}

	/** Nobody has the host: 421. */
	enum UnknownHost implements Resolution {

		/** The only instance. */
		INSTANCE

	}

	/** The host is known, but no site is at this path or of this name: 404. */
	enum UnknownSite implements Resolution {

		/** The only instance. */
		INSTANCE

	}

}
