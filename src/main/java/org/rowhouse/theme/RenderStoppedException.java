package org.rowhouse.theme;

import org.thymeleaf.exceptions.TemplateProcessingException;

/**
 * A page needs more than its {@link RenderBudget}.
 */
class RenderStoppedException extends TemplateProcessingException {

	RenderStoppedException(String message, String template) {
		super(message);
		setTemplateName(template);
	}

	RenderStoppedException(String message, String template, int line, int column) {
		super(message, template, line, column);
	}

}
