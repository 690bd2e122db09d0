package org.rowhouse.content;

/**
 * A page or post was named that the bound site does not have.
 */
public class NoSuchItemException extends IllegalArgumentException {

	/**
	 * Creates the exception.
	 * @param kind page or post
	 */
	public NoSuchItemException(ContentKind kind) {
		super("This site has no such " + kind.word() + ".");
	}

}
