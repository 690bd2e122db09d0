package org.rowhouse.theme;

import java.util.Locale;
import java.util.Set;

import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.context.ExpressionContext;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.standard.expression.StandardExpressions;

/**
 * Parses what stands in attributes that hold one expression of the standard dialect.
 */
final class ExpressionCheck extends AbstractTemplateHandler {

	private static final Set<String> ATTRIBUTES = Set.of("th:text", "th:utext", "th:if", "th:unless", "th:href",
			"th:src", "th:class", "th:classappend", "th:value", "th:object", "th:title", "th:alt", "th:id", "th:lang",
			"th:content", "th:datetime", "th:style", "th:switch", "th:action");

	private final String name;

	private final IExpressionContext context;

	ExpressionCheck(String name, IEngineConfiguration configuration) {
		this.name = name;
		this.context = new ExpressionContext(configuration, Locale.ENGLISH);
	}

	@Override
	public void handleOpenElement(IOpenElementTag tag) {
		check(tag);
	}

	@Override
	public void handleStandaloneElement(IStandaloneElementTag tag) {
		check(tag);
	}

	/** What is put together while rendering is left alone. */
	private void check(IProcessableElementTag tag) {
		for (IAttribute attribute : tag.getAllAttributes()) {
			String value = attribute.getValue();
			if (value == null || value.isBlank() || value.contains("__")
					|| !ATTRIBUTES.contains(attribute.getAttributeCompleteName())) {
				continue;
			}
			try {
				StandardExpressions.getExpressionParser(this.context.getConfiguration())
					.parseExpression(this.context, value);
			}
			catch (RefusedExpressionException ex) {
				throw new TemplateProcessingException(String.valueOf(ex.getMessage()), this.name, attribute.getLine(),
						attribute.getCol());
			}
			catch (TemplateProcessingException ex) {
				throw new TemplateProcessingException(
						"'" + value + "' in " + attribute.getAttributeCompleteName() + " is not an expression.",
						this.name, attribute.getLine(), attribute.getCol());
			}
		}
	}

}
