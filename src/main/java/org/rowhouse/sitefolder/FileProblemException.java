package org.rowhouse.sitefolder;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.SiteProblem;

/**
 * A file of a site folder cannot be read.
 */
class FileProblemException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String file;

	private final @Nullable Integer line;

	FileProblemException(String file, @Nullable Integer line, String message) {
		super(message);
		this.file = file;
		this.line = line;
	}

	/** Returns the problem, with the file as seen from {@code rowhouse.home}. */
	SiteProblem in(String key) {
		return new SiteProblem("sites/" + key + "/" + this.file, this.line, String.valueOf(getMessage()));
	}

}
