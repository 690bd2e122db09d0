package org.rowhouse.theme;

import org.thymeleaf.exceptions.TemplateProcessingException;

/**
 * An expression is not among what templates of sites may use. The message says so in the
 * words of a designer.
 */
class RefusedExpressionException extends TemplateProcessingException {

	RefusedExpressionException(String message) {
		super(message);
	}

}
