package org.rowhouse.language;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;

/**
 * Makes engines whose templates, in the jar, are translated before they are parsed, so
 * that rendering costs what it costs in English. Each language has an engine, and so a
 * cache, of its own.
 */
public final class TranslatedTemplates {

	private TranslatedTemplates() {
	}

	/**
	 * Makes an engine for HTML in one language.
	 * @param words the texts of the language
	 * @return an engine that finds {@code admin/sites} at
	 * {@code templates/admin/sites.html}
	 */
	public static SpringTemplateEngine engine(Words words) {
		Resolver resolver = new Resolver(words);
		resolver.setPrefix("templates/");
		resolver.setSuffix(".html");
		resolver.setTemplateMode(TemplateMode.HTML);
		resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
		SpringTemplateEngine engine = new SpringTemplateEngine();
		engine.setTemplateResolver(resolver);
		engine.addDialect(new WordsDialect(words));
		return engine;
	}

	private static final class Resolver extends ClassLoaderTemplateResolver {

		private final Words words;

		Resolver(Words words) {
			super(TranslatedTemplates.class.getClassLoader());
			this.words = words;
		}

		@Override
		protected ITemplateResource computeTemplateResource(IEngineConfiguration configuration, String ownerTemplate,
				String template, String resourceName, String characterEncoding,
				Map<String, Object> templateResolutionAttributes) {
			return new Translated(super.computeTemplateResource(configuration, ownerTemplate, template, resourceName,
					characterEncoding, templateResolutionAttributes), this.words);
		}

	}

	private record Translated(ITemplateResource source, Words words) implements ITemplateResource {

		@Override
		public String getDescription() {
			return this.source.getDescription() + " [" + this.words.locale().toLanguageTag() + "]";
		}

		@Override
		public String getBaseName() {
			return this.source.getBaseName();
		}

		@Override
		public boolean exists() {
			return this.source.exists();
		}

		@Override
		public Reader reader() throws IOException {
			try (Reader reader = this.source.reader()) {
				StringWriter text = new StringWriter();
				reader.transferTo(text);
				return new StringReader(TemplateTexts.replace(text.toString(), this.words.locale().toLanguageTag(),
						(each) -> this.words.inTemplate(getBaseName(), each)));
			}
		}

		@Override
		public ITemplateResource relative(String relativeLocation) {
			return new Translated(this.source.relative(relativeLocation), this.words);
		}

	}

}
