package org.rowhouse.theme;

import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.exceptions.TemplateProcessingException;

import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Renders the templates of sites. Sites without templates of their own share the engine
 * of their theme; a site with templates has an engine for itself, since an engine keeps
 * templates by name and would show one site's to another. Engines that are not used for
 * an hour go.
 */
@Component
public class SiteTemplates {

	private static final int MAX_ENGINES = 500;

	private static final Duration IDLE = Duration.ofHours(1);

	private final SiteFiles files;

	private final Themes themes;

	private final Cache<EngineKey, SandboxedEngine> engines = Caffeine.newBuilder()
		.maximumSize(MAX_ENGINES)
		.expireAfterAccess(IDLE)
		.build();

	SiteTemplates(SiteFiles files, Themes themes) {
		this.files = files;
		this.themes = themes;
	}

	/**
	 * Renders a template.
	 * @param site the site
	 * @param pathPrefix the path under which the site lives on the requested host
	 * @param template the template's name
	 * @param model what the template may use
	 * @return the HTML
	 * @throws TemplateFailedException if the template does not exist or has a mistake
	 */
	public String render(Site site, String pathPrefix, String template, Map<String, ?> model) {
		boolean own = this.files.hasOwnTemplates(site);
		long generation = this.themes.generation();
		EngineKey key = (own) ? new EngineKey(site.theme(), generation, site.id(), site.version())
				: new EngineKey(site.theme(), generation, null, 0);
		// What the look-up of a shared engine knows must be the theme alone: it outlives
		// this request.
		SandboxedEngine engine = this.engines.get(key, (missing) -> new SandboxedEngine(
				(own) ? (name) -> this.files.template(site, name) : sharedBy(site.theme())));
		Context context = new Context(site.locale());
		model.forEach(context::setVariable);
		context.setVariable(SiteLinkBuilder.PREFIX_VARIABLE, pathPrefix);
		context.setVariable(SiteHelpers.ZONE_VARIABLE, site.timeZone());
		SandboxEvaluationContext.addTo(context);
		StringWriter out = new StringWriter(16_384);
		try {
			engine.process(template, context, new BoundedWriter(out));
		}
		catch (TemplateEngineException ex) {
			throw failure(template, ex);
		}
		return out.toString();
	}

	private Function<String, Optional<Resource>> sharedBy(String theme) {
		return (name) -> this.files.sharedTemplate(theme, name);
	}

	/**
	 * Tells whether a site has a template, of its own or of its theme.
	 * @param site the site
	 * @param template the template's name
	 * @return whether it can be rendered
	 */
	public boolean exists(Site site, String template) {
		return this.files.template(site, template).isPresent();
	}

	private static TemplateFailedException failure(String asked, TemplateEngineException ex) {
		Throwable cause = ex;
		while (cause.getCause() != null && cause.getCause() != cause) {
			cause = cause.getCause();
		}
		String template = asked;
		Integer line = null;
		for (Throwable at = ex; at != null; at = at.getCause()) {
			if (at instanceof TemplateProcessingException located && located.getTemplateName() != null) {
				template = located.getTemplateName();
				line = (located.getLine() != null) ? located.getLine() : line;
			}
		}
		return new TemplateFailedException(template, line, String.valueOf(cause.getMessage()), ex);
	}

	/**
	 * The version is part of the key of a site's own engine only: its templates change
	 * with it.
	 */
	private record EngineKey(String theme, long generation, @Nullable Long siteId, long version) {

	}

}
