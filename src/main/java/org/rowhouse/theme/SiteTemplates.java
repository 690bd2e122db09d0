package org.rowhouse.theme;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.ThemeNames;
import org.thymeleaf.context.LazyContextVariable;
import org.thymeleaf.exceptions.TemplateEngineException;

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

	/** The steps end it long before. */
	private static final Duration UNLIMITED = Duration.ofDays(1);

	private static final Duration IDLE = Duration.ofHours(1);

	private final SiteFiles files;

	private final Themes themes;

	private final Cache<EngineKey, Kept> engines = Caffeine.newBuilder()
		.maximumSize(MAX_ENGINES)
		.expireAfterAccess(IDLE)
		.build();

	private final SiteLimits limits;

	SiteTemplates(SiteFiles files, Themes themes, SiteLimits limits) {
		this.limits = limits;
		this.files = files;
		this.themes = themes;
	}

	/**
	 * Renders a template.
	 * @param site the site
	 * @param pathPrefix the path under which the site lives on the requested host
	 * @param template the template's name
	 * @param model what the template may use; of a {@link Supplier} its value, which is
	 * asked for once, in this thread, when the template names it
	 * @return the HTML
	 * @throws TemplateFailedException if the template does not exist or has a mistake
	 * @throws org.springframework.dao.DataAccessException if the database fails while a
	 * value is asked for
	 * @throws org.springframework.transaction.TransactionException likewise
	 */
	public String render(Site site, String pathPrefix, String template, Map<String, ?> model) {
		return new String(renderUtf8(site, pathPrefix, template, model), StandardCharsets.UTF_8);
	}

	/**
	 * The same as it is sent.
	 * @param site the site
	 * @param pathPrefix the path under which the site lives on the requested host
	 * @param template the template's name
	 * @param model as {@link #render} takes it
	 * @return the HTML in UTF-8
	 * @throws TemplateFailedException if the template does not exist or has a mistake
	 * @throws org.springframework.dao.DataAccessException if the database fails while a
	 * value is asked for
	 * @throws org.springframework.transaction.TransactionException likewise
	 */
	public byte[] renderUtf8(Site site, String pathPrefix, String template, Map<String, ?> model) {
		return render(site, pathPrefix, template, model, engine(site));
	}

	private byte[] render(Site site, String pathPrefix, String template, Map<String, ?> model, SandboxedEngine engine) {
		Map<String, Object> variables = new HashMap<>(model);
		variables
			.replaceAll((name, value) -> (value instanceof Supplier<?> supplier) ? new WhenAsked(supplier) : value);
		variables.put(SiteLinkBuilder.LINKS_VARIABLE, this.files.links(site, pathPrefix));
		variables.put(SiteHelpers.ZONE_VARIABLE, site.timeZone());
		Utf8Writer out = new Utf8Writer();
		try {
			engine.process(template, site.locale(), variables, budget(site), out);
		}
		catch (TemplateEngineException ex) {
			throw TemplateFailure.of(template, ex, (name) -> this.files.template(site, name));
		}
		return out.toBytes();
	}

	/**
	 * Renders a template of the built-in theme that only needs templates of that theme,
	 * whatever the site and its theme have.
	 * @param site the site
	 * @param pathPrefix the path under which the site lives on the requested host
	 * @param template the template's name
	 * @param model what the template may use
	 * @return the HTML
	 * @throws TemplateFailedException if the template does not exist
	 */
	public String renderBuiltIn(Site site, String pathPrefix, String template, Map<String, ?> model) {
		return new String(
				render(site, pathPrefix, template, model,
						engine(new EngineKey(ThemeNames.BUILT_IN, null), 0, sharedBy(ThemeNames.BUILT_IN))),
				StandardCharsets.UTF_8);
	}

	/**
	 * Tells whether a site sees the built-in theme's template, and none of its own or of
	 * its theme.
	 * @param site the site
	 * @param template the template's name
	 * @return whether it is the one in the jar
	 */
	public boolean isBuiltIn(Site site, String template) {
		return this.files.template(site, template).filter((file) -> !(file instanceof FolderResource)).isPresent();
	}

	/**
	 * Returns the number of the themes as they are: with any change of a theme's files it
	 * is another one.
	 * @return a number that only grows
	 */
	public long generation() {
		return this.themes.generation();
	}

	private SandboxedEngine engine(Site site) {
		EngineKey own = new EngineKey(site.theme(), site.id());
		Kept present = this.engines.getIfPresent(own);
		// With its templates its version changes, so the folder need not be looked at.
		if (present != null && present.isOf(this.themes.generation(), site.version())) {
			return present.engine();
		}
		// What the look-up of a shared engine knows must be the theme alone: it outlives
		// this request.
		return (this.files.hasOwnTemplates(site))
				? engine(own, site.version(), (name) -> this.files.template(site, name))
				: engine(new EngineKey(site.theme(), null), 0, sharedBy(site.theme()));
	}

	/**
	 * One engine for a site or theme at a time: the one for what its templates are now
	 * takes the place of the one before.
	 */
	private SandboxedEngine engine(EngineKey key, long version, Function<String, Optional<Resource>> templates) {
		long generation = this.themes.generation();
		Kept present = this.engines.getIfPresent(key);
		if (present != null && present.isOf(generation, version)) {
			return present.engine();
		}
		Kept made = new Kept(generation, version, new SandboxedEngine(templates));
		this.engines.put(key, made);
		return made.engine();
	}

	/** The time is the site's; everything else is the same for all. */
	private RenderBudget budget(Site site) {
		Duration time = this.limits.of(site).renderTime();
		RenderBudget usual = RenderBudget.DEFAULT;
		return new RenderBudget((time.isZero()) ? UNLIMITED : time, usual.characters(), usual.steps(), usual.depth());
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

	/** What costs a query is worth none in a template that does not show it. */
	private static final class WhenAsked extends LazyContextVariable<Object> {

		private final Supplier<?> supplier;

		WhenAsked(Supplier<?> supplier) {
			this.supplier = supplier;
		}

		@Override
		protected Object loadValue() {
			return this.supplier.get();
		}

	}

	private record EngineKey(String theme, @Nullable Long siteId) {

	}

	/** The version is that of a site with templates of its own; they change with it. */
	private record Kept(long generation, long version, SandboxedEngine engine) {

		boolean isOf(long generation, long version) {
			return this.generation == generation && this.version == version;
		}

	}

}
