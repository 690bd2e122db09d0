package org.rowhouse.site.web;

/**
 * What a trusted proxy says about a request cannot be understood. The message says why
 * and holds nothing of what was sent, so it can be logged.
 */
class MalformedForwardedException extends IllegalArgumentException {

	MalformedForwardedException(String message) {
		super(message);
	}

}
