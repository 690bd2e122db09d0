package org.rowhouse.content;

/**
 * A redirect or a missing path was named that the bound site does not have.
 */
public class NoSuchRedirectException extends IllegalArgumentException {

	/** Creates the exception. */
	public NoSuchRedirectException() {
		super("This site has no such redirect.");
	}

}
