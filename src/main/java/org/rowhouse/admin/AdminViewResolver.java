package org.rowhouse.admin;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.rowhouse.language.Languages;
import org.rowhouse.language.TranslatedTemplates;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Finds the pages of the admin UI in the language of the answer. Each language has
 * templates, an engine and views of its own (decision 0022).
 */
@Component
class AdminViewResolver implements ViewResolver, Ordered {

	private static final String HTML = "text/html;charset=UTF-8";

	private final Map<Locale, ThymeleafViewResolver> resolvers;

	AdminViewResolver(Languages languages, ApplicationContext context) {
		Map<Locale, ThymeleafViewResolver> all = new HashMap<>();
		languages.all().forEach((words) -> {
			ThymeleafViewResolver resolver = new ThymeleafViewResolver();
			resolver.setTemplateEngine(TranslatedTemplates.engine(words));
			resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
			resolver.setContentType(HTML);
			resolver.setApplicationContext(context);
			all.put(words.locale(), resolver);
		});
		this.resolvers = Map.copyOf(all);
	}

	/** Before the one that finds a view of any name. */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE - 1;
	}

	@Override
	public @Nullable View resolveViewName(String viewName, Locale locale) throws Exception {
		ThymeleafViewResolver resolver = this.resolvers.get(locale);
		return ((resolver != null) ? resolver : Objects.requireNonNull(this.resolvers.get(Locale.ENGLISH)))
			.resolveViewName(viewName, locale);
	}

}
