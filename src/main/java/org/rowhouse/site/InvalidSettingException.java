package org.rowhouse.site;

/**
 * A setting of the operator cannot be used. Stops the start with what to write instead.
 */
public class InvalidSettingException extends IllegalArgumentException {

	private final String action;

	/**
	 * Makes an exception.
	 * @param description what is wrong, with the name of the setting and its value
	 * @param action what to do
	 */
	public InvalidSettingException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * Returns what to do.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
