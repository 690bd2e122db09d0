package org.rowhouse.site.web;

/**
 * An entry of {@code rowhouse.trusted-proxies} is neither an address nor a network. The
 * message says why.
 */
class InvalidTrustedProxyException extends IllegalArgumentException {

	private final String value;

	InvalidTrustedProxyException(String value, String reason) {
		super(reason);
		this.value = value;
	}

	String value() {
		return this.value;
	}

}
