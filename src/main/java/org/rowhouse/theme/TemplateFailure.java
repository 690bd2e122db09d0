package org.rowhouse.theme;

import java.util.Optional;
import java.util.function.Function;

import org.attoparser.ParseException;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.exceptions.TemplateProcessingException;

import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads out of Thymeleaf's exceptions where a mistake is and what it is.
 */
final class TemplateFailure {

	private TemplateFailure() {
	}

	/**
	 * Makes a mistake in a template of a failure.
	 * @param asked the template that was asked for
	 * @param failure what Thymeleaf threw
	 * @param files finds the files of templates
	 * @return where the mistake is and what it is
	 * @throws DataAccessException if a value of the model could not be read: no template
	 * is to blame for that
	 * @throws TransactionException likewise
	 */
	static TemplateFailedException of(String asked, TemplateEngineException failure,
			Function<String, Optional<Resource>> files) {
		rethrowOfDatabase(failure);
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

	/**
	 * Throws what the database threw, if that is what a failure comes from.
	 * @param failure any failure
	 * @throws DataAccessException if that is among its causes
	 * @throws TransactionException likewise
	 */
	static void rethrowOfDatabase(Throwable failure) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof DataAccessException database) {
				throw database;
			}
			if (at instanceof TransactionException transaction) {
				throw transaction;
			}
		}
	}

}
