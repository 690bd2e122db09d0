package org.rowhouse.content;

import org.rowhouse.site.ConflictException;

/**
 * Somebody else saved the menu after it was read. Nothing has been written.
 */
public class StaleMenuException extends ConflictException {

	private final transient Menus.Menu current;

	/**
	 * Creates the exception.
	 * @param current the menu as it is now
	 */
	public StaleMenuException(Menus.Menu current) {
		super("Somebody else has saved the menu after you opened it.");
		this.current = current;
	}

	/**
	 * Returns what is saved.
	 * @return the menu as it is now
	 */
	public Menus.Menu current() {
		return this.current;
	}

}
