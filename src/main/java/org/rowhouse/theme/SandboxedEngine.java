package org.rowhouse.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.context.IContext;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.standard.expression.StandardExpressionObjectFactory;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;
import org.thymeleaf.templateresource.StringTemplateResource;

import org.springframework.core.io.Resource;

/**
 * A Thymeleaf engine for templates that are not trusted: it finds the templates of one
 * site or theme, and offers a listed set of helpers.
 */
final class SandboxedEngine {

	/** No #ctx, #vars, #root, #execInfo, #conversions, #objects, #messages. */
	private static final Set<String> HELPERS = Set.of("locale", "temporals", "strings", "numbers", "lists", "maps",
			"bools", "aggregates", "uris", "plurals");

	private static final int MAX_TEMPLATES = 100;

	private final SpringTemplateEngine engine = new SpringTemplateEngine();

	SandboxedEngine(Function<String, Optional<Resource>> templates) {
		this.engine.setDialect(new SandboxDialect());
		this.engine.setTemplateResolver(new LookUp(templates));
		this.engine.setLinkBuilder(new SiteLinkBuilder());
		this.engine.setCacheManager(cacheManager());
	}

	private static StandardCacheManager cacheManager() {
		StandardCacheManager manager = new StandardCacheManager();
		manager.setTemplateCacheMaxSize(MAX_TEMPLATES);
		return manager;
	}

	void process(String template, IContext context, Writer out) {
		this.engine.process(template, context, out);
	}

	private static final class LookUp extends AbstractConfigurableTemplateResolver {

		private final Function<String, Optional<Resource>> templates;

		LookUp(Function<String, Optional<Resource>> templates) {
			this.templates = templates;
			setCheckExistence(true);
		}

		@Override
		protected @Nullable ITemplateResource computeTemplateResource(IEngineConfiguration configuration,
				String ownerTemplate, String template, String resourceName, String characterEncoding,
				Map<String, Object> attributes) {
			return this.templates.apply(template)
				.map((resource) -> (ITemplateResource) new StringTemplateResource(read(resource)))
				.orElse(null);
		}

		private static String read(Resource resource) {
			try {
				return resource.getContentAsString(StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	private static final class SandboxDialect extends SpringStandardDialect {

		private static final IExpressionObjectFactory STANDARD = new StandardExpressionObjectFactory();

		@Override
		public IExpressionObjectFactory getExpressionObjectFactory() {
			return new IExpressionObjectFactory() {

				@Override
				public Set<String> getAllExpressionObjectNames() {
					return HELPERS;
				}

				@Override
				public @Nullable Object buildObject(IExpressionContext context, String name) {
					if (SiteHelpers.NAMES.contains(name)) {
						return SiteHelpers.build(context, name);
					}
					return (HELPERS.contains(name)) ? STANDARD.buildObject(context, name) : null;
				}

				@Override
				public boolean isCacheable(String name) {
					return SiteHelpers.NAMES.contains(name) || STANDARD.isCacheable(name);
				}

			};
		}

	}

}
