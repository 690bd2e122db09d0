package org.rowhouse.content;

import java.util.Map;

import org.rowhouse.site.InvalidInputException;

/**
 * Knows what the values of fields may be. Where the bound site's theme declares nothing
 * about a field, anything may be.
 */
public interface FieldRules {

	/**
	 * Checks the fields of an item.
	 * @param kind page or post
	 * @param template the template that shows it, or the empty string for the usual one
	 * @param fields values by name
	 * @return the values in their one form; those that are not declared as they are
	 * @throws InvalidInputException with a message for each wrong value, at
	 * {@code fields.} and its name
	 */
	Map<String, String> check(ContentKind kind, String template, Map<String, String> fields);

}
