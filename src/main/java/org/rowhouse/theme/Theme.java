package org.rowhouse.theme;

import java.util.List;
import java.util.Map;

/**
 * A look that sites can share.
 *
 * @param name the name of its folder
 * @param title for people
 * @param description for people; may be empty
 * @param chain its own name and those of its parents, the nearest first, without the
 * built-in theme, which every look-up ends with
 * @param options what sites can set, those of its parents first
 * @param fields what it asks for beside the text, by {@code page}, {@code post} or the
 * name of a template; those of its parents too
 * @param templates titles of templates that pages can choose, by their names
 */
public record Theme(String name, String title, String description, List<String> chain, List<ThemeOption> options,
		Map<String, List<ThemeField>> fields, Map<String, String> templates) {

}
