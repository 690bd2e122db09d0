package org.rowhouse.site;

/**
 * Every host, and the requests that name none: the default, of which there is none unless
 * somebody makes one.
 */
public enum AnyHost implements HostPattern {

	/** The only instance. */
	ANY;

	static final String TEXT = "**";

	@Override
	public String key() {
		return TEXT;
	}

	@Override
	public String display() {
		return TEXT;
	}

	@Override
	public boolean matches(Hostname host) {
		return true;
	}

	@Override
	public String toString() {
		return TEXT;
	}

}
