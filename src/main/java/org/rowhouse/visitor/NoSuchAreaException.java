package org.rowhouse.visitor;

/**
 * A private area or a visitor was named that the site does not have.
 */
public class NoSuchAreaException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param id the number that no area of the site has
	 */
	public NoSuchAreaException(long id) {
		this("The site has no private area with the number " + id + ".");
	}

	NoSuchAreaException(String message) {
		super(message);
	}

}
