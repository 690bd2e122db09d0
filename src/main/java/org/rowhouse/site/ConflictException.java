package org.rowhouse.site;

/**
 * Something cannot be done in the present state of things. The message says why and what
 * to do instead.
 */
public class ConflictException extends IllegalStateException {

	/**
	 * Creates the exception.
	 * @param message why not, and what to do
	 */
	public ConflictException(String message) {
		super(message);
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
