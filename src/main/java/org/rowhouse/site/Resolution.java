package org.rowhouse.site;

/**
 * The answer to "which site is this request for?".
 */
public sealed interface Resolution {

	/**
	 * A site answers.
	 *
	 * @param route the site and the address that matched
	 */
	record Found(Route route) implements Resolution {

	}

	/** No site has the host: 421. */
	record UnknownHost() implements Resolution {

	}

	/** Sites have the host, but none at this path: 404. */
	record UnknownPath() implements Resolution {

	}

}
