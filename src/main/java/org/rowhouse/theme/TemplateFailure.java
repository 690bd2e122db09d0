package org.rowhouse.theme;

import java.util.Optional;
import java.util.function.Function;

import org.attoparser.ParseException;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.exceptions.TemplateProcessingException;

import org.springframework.core.io.Resource;

/**
 * Reads out of Thymeleaf's exceptions where a mistake is and what it is.
 */
final class TemplateFailure {

	private TemplateFailure() {
	}

	static TemplateFailedException of(String asked, TemplateEngineException failure,
			Function<String, Optional<Resource>> files) {
		String template = asked;
		Integer line = null;
		Integer column = null;
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof TemplateProcessingException located && located.getTemplateName() != null) {
				template = located.getTemplateName();
				line = (located.getLine() != null) ? located.getLine() : line;
				column = (located.getCol() != null) ? located.getCol() : column;
			}
			if (at instanceof ParseException markup && line == null) {
				line = markup.getLine();
				column = markup.getCol();
			}
		}
		Resource file = files.apply(template).orElse(null);
		TemplateMistake mistake = new TemplateMistake(template, TemplateSource.name(file, template), line, column,
				PlainWords.of(failure), TemplateSource.excerpt(file, line));
		return new TemplateFailedException(mistake, failure);
	}

}
