package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * What was typed about the design of a site.
 *
 * @param theme a theme's name, empty for the platform's default, or {@code null} if
 * nothing was said about it
 * @param values values of options by name; those of options that were not in the form are
 * absent
 */
record DesignForm(@Nullable String theme, Map<String, String> values) {

	private static final String OPTION = "option.";

	/** Stands beside a check box, which a browser leaves out when it is not checked. */
	private static final String CHECK_BOX = "checkbox.";

	static final DesignForm UNTOUCHED = new DesignForm(null, Map.of());

	static DesignForm of(MultiValueMap<String, String> posted) {
		Map<String, String> values = new LinkedHashMap<>();
		posted.keySet().forEach((field) -> {
			if (field.startsWith(CHECK_BOX)) {
				values.putIfAbsent(field.substring(CHECK_BOX.length()), "no");
			}
			else if (field.startsWith(OPTION)) {
				values.put(field.substring(OPTION.length()), Texts.of(posted.getFirst(field)));
			}
		});
		return new DesignForm(posted.getFirst("theme"), values);
	}

	/** The same with the value of an option taken back. */
	DesignForm without(String option) {
		Map<String, String> rest = new LinkedHashMap<>(this.values);
		rest.put(option, "");
		return new DesignForm(this.theme, rest);
	}

}
