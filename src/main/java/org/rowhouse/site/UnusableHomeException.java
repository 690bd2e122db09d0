package org.rowhouse.site;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder {@code rowhouse.home} cannot be written.
 */
class UnusableHomeException extends IllegalStateException {

	private final transient Path home;

	UnusableHomeException(Path home, IOException cause) {
		super("The folder " + home + " cannot be used: " + cause, cause);
		this.home = home;
	}

	Path home() {
		return this.home;
	}

}
