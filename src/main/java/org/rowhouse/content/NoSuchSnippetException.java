package org.rowhouse.content;

/**
 * A snippet was named that there is not.
 */
public class NoSuchSnippetException extends IllegalArgumentException {

	/**
	 * Creates the exception.
	 * @param name the name that no snippet has
	 */
	public NoSuchSnippetException(String name) {
		super("There is no snippet with the name '" + name.substring(0, Math.min(63, name.length())) + "'.");
	}

}
