package org.rowhouse.search;

import org.jspecify.annotations.Nullable;

/**
 * The index cannot be read or written right now. It is opened, mended or made again
 * meanwhile.
 */
class IndexUnavailableException extends IllegalStateException {

	IndexUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
