package org.rowhouse.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateparser.markup.HTMLTemplateParser;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;

import org.springframework.core.io.Resource;

/**
 * A Thymeleaf engine for templates that are not trusted: it finds the templates of one
 * site or theme, offers a listed set of attributes, helpers and expressions, and keeps
 * each page within its budget.
 */
final class SandboxedEngine {

	/** In bytes. */
	static final int MAX_TEMPLATE = 256 * 1024;

	private static final int MAX_TEMPLATES = 100;

	private static final int PARSER_BUFFER = 4096;

	private final TemplateEngine engine = new TemplateEngine();

	SandboxedEngine(Function<String, Optional<Resource>> templates) {
		this.engine.setDialect(new SandboxDialect());
		this.engine.setTemplateResolver(new LookUp(templates));
		this.engine.setLinkBuilder(new SiteLinkBuilder());
		this.engine.setCacheManager(cacheManager());
		this.engine.setEngineContextFactory(new BudgetedContext.Factory());
	}

	private static CheckedExpressionCache.Manager cacheManager() {
		StandardCacheManager manager = new StandardCacheManager();
		manager.setTemplateCacheMaxSize(MAX_TEMPLATES);
		return new CheckedExpressionCache.Manager(manager, new CheckedExpressionCache());
	}

	/**
	 * Renders a template.
	 * @param template its name
	 * @param locale the site's
	 * @param model the variables
	 * @param budget what it may use up
	 * @param out where the page is written
	 * @throws org.thymeleaf.exceptions.TemplateEngineException if there is a mistake in
	 * the template, it is not allowed, or needs more than its budget
	 */
	void process(String template, Locale locale, Map<String, ?> model, RenderBudget budget, Writer out) {
		RenderMeter meter = new RenderMeter(template, budget);
		try {
			// TemplateEngine.process would log a stack trace for each mistake of a
			// designer.
			this.engine.getConfiguration()
				.getTemplateManager()
				.parseAndProcess(new TemplateSpec(template, TemplateMode.HTML),
						new BudgetedContext.Page(locale, model, meter), new BoundedWriter(out, meter));
		}
		catch (StackOverflowError ex) {
			throw meter.stop(meter.tooDeep());
		}
	}

	/**
	 * Parses a template without rendering it: its markup, and the expressions of
	 * attributes that hold one.
	 * @param name what messages call it
	 * @param text its text
	 * @throws org.thymeleaf.exceptions.TemplateEngineException with line and column if it
	 * has a mistake
	 */
	void parse(String name, String text) {
		IEngineConfiguration configuration = this.engine.getConfiguration();
		new HTMLTemplateParser(1, PARSER_BUFFER).parseStandalone(configuration, null, name, null,
				new TemplateText(name, text), TemplateMode.HTML, false, new ExpressionCheck(name, configuration));
	}

	private static final class LookUp extends AbstractConfigurableTemplateResolver {

		private final Function<String, Optional<Resource>> templates;

		LookUp(Function<String, Optional<Resource>> templates) {
			this.templates = templates;
			setCheckExistence(true);
			setTemplateMode(TemplateMode.HTML);
			setForceTemplateMode(true);
		}

		@Override
		protected @Nullable ITemplateResource computeTemplateResource(IEngineConfiguration configuration,
				String ownerTemplate, String template, String resourceName, String characterEncoding,
				Map<String, Object> attributes) {
			return this.templates.apply(template)
				.map((resource) -> (ITemplateResource) new TemplateText(template, read(template, resource)))
				.orElse(null);
		}

		private static String read(String template, Resource resource) {
			try (InputStream in = resource.getInputStream()) {
				byte[] bytes = in.readNBytes(MAX_TEMPLATE + 1);
				if (bytes.length > MAX_TEMPLATE) {
					throw new RenderStoppedException("The file is larger than " + MAX_TEMPLATE / 1024 + " KB.",
							template);
				}
				return new String(bytes, StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
