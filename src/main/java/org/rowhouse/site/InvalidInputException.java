package org.rowhouse.site;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody's input has mistakes. Each is told at its field, in words that say what to do.
 */
public class InvalidInputException extends IllegalArgumentException {

	private final transient Map<String, String> errors;

	private final transient Map<String, String> parts;

	/**
	 * Creates the exception.
	 * @param errors messages by field; the empty field name stands for the whole input
	 */
	public InvalidInputException(Map<String, String> errors) {
		this(errors, Map.of());
	}

	/**
	 * Creates the exception, with mistakes told more exactly.
	 * @param errors messages by field
	 * @param parts the same mistakes of fields with several parts, by part, such as
	 * {@code addresses[0]} or {@code options.accent}
	 */
	public InvalidInputException(Map<String, String> errors, Map<String, String> parts) {
		super(String.join(" ", errors.values()));
		this.errors = new LinkedHashMap<>(errors);
		this.parts = new LinkedHashMap<>(parts);
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

	/**
	 * Returns the mistakes as exactly as they are known: instead of the message of a
	 * field those of its parts, where there are any.
	 * @return messages by field, such as {@code name}, or by part, such as
	 * {@code addresses[0]}
	 */
	public Map<String, String> exactErrors() {
		Map<String, String> exact = new LinkedHashMap<>();
		this.errors.forEach((field, message) -> {
			int before = exact.size();
			this.parts.forEach((part, detail) -> {
				if (part.startsWith(field + "[") || part.startsWith(field + ".")) {
					exact.put(part, detail);
				}
			});
			if (exact.size() == before) {
				exact.put(field, message);
			}
		});
		return exact;
	}

}
