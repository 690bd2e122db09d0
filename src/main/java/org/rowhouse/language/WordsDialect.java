package org.rowhouse.language;

import java.util.Set;

import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/**
 * Lets templates say {@code #words.of(notice)} where a text of the application is made at
 * run time.
 */
class WordsDialect extends AbstractDialect implements IExpressionObjectDialect {

	private static final String NAME = "words";

	private final Words words;

	WordsDialect(Words words) {
		super("Rowhouse words");
		this.words = words;
	}

	@Override
	public IExpressionObjectFactory getExpressionObjectFactory() {
		return new Factory(this.words);
	}

	private record Factory(Words words) implements IExpressionObjectFactory {

		@Override
		public Set<String> getAllExpressionObjectNames() {
			return Set.of(NAME);
		}

		@Override
		public Object buildObject(IExpressionContext context, String expressionObjectName) {
			return this.words;
		}

		@Override
		public boolean isCacheable(String expressionObjectName) {
			return true;
		}

	}

}
