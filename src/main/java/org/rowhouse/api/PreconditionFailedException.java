package org.rowhouse.api;

/**
 * A header of the request does not allow what it asks for: 412.
 */
class PreconditionFailedException extends RuntimeException {

	PreconditionFailedException(String message) {
		super(message);
	}

}
