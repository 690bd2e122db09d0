package org.rowhouse.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

import org.rowhouse.content.ContentKind;
import org.rowhouse.content.FieldRules;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.theme.PageTemplates;
import org.rowhouse.theme.ThemeField;

import org.springframework.stereotype.Component;

/**
 * What the theme of the bound site says about the fields of its pages and posts.
 */
@Component
class DeclaredFields implements FieldRules {

	private final CurrentSite currentSite;

	private final PageTemplates templates;

	DeclaredFields(CurrentSite currentSite, PageTemplates templates) {
		this.currentSite = currentSite;
		this.templates = templates;
	}

	@Override
	public Map<String, String> check(ContentKind kind, String template, Map<String, String> fields) {
		Map<String, String> checked = new LinkedHashMap<>(fields);
		Map<String, String> errors = new LinkedHashMap<>();
		for (ThemeField field : this.templates.fields(this.currentSite.get(), kind.word(), template)) {
			String typed = fields.getOrDefault(field.name(), "");
			if (!typed.isBlank()) {
				try {
					checked.put(field.name(), field.read(typed));
				}
				catch (InvalidInputException ex) {
					errors.putAll(ex.errors());
				}
			}
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return checked;
	}

}
