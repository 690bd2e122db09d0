package org.rowhouse.content;

import org.rowhouse.site.ConflictException;

/**
 * Somebody else saved an item after it was read. Nothing has been written.
 */
public class StaleItemException extends ConflictException {

	private final transient Item current;

	/**
	 * Creates the exception.
	 * @param current the item as it is now
	 */
	public StaleItemException(Item current) {
		super("'" + current.title() + "' was changed" + ((current.updatedBy().isEmpty()) ? "" : " by ")
				+ current.updatedBy() + " at " + current.updatedAt() + ", after you read it. It is version "
				+ current.version() + " now. Read it again and put your changes into it.");
		this.current = current;
	}

	/**
	 * Returns what is saved.
	 * @return the item as it is now
	 */
	public Item current() {
		return this.current;
	}

}
