package org.rowhouse.site;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody's input has mistakes. Each is told at its field, in words that say what to do.
 */
public class InvalidInputException extends IllegalArgumentException {

	private final transient Map<String, String> errors;

	/**
	 * Creates the exception.
	 * @param errors messages by field; the empty field name stands for the whole input
	 */
	public InvalidInputException(Map<String, String> errors) {
		super(String.join(" ", errors.values()));
		this.errors = new LinkedHashMap<>(errors);
	}

	/**
	 * Creates the exception for one field.
	 * @param field the field's name
	 * @param message what is wrong with it and what to do
	 */
	public InvalidInputException(String field, String message) {
		this(Map.of(field, message));
	}

	/**
	 * Returns the mistakes.
	 * @return messages by field, in the order of the fields
	 */
	public Map<String, String> errors() {
		return this.errors;
	}

}
