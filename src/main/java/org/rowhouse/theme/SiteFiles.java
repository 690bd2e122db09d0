package org.rowhouse.theme;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds the templates and static files of a site: in its folder, then in its theme and
 * the theme's parents, then in the built-in theme in the jar.
 */
@Component
public class SiteFiles {

	private static final Pattern TEMPLATE = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");

	private static final String TEMPLATES = "templates";

	private final Home home;

	private final Themes themes;

	private final StaticFiles statics;

	/** By their paths; they are asked for with the first link, since they need this. */
	private final Supplier<Map<String, GeneratedFile>> generated;

	SiteFiles(Home home, Themes themes, StaticFiles statics, ObjectProvider<GeneratedFile> generated) {
		this.home = home;
		this.themes = themes;
		this.statics = statics;
		this.generated = SingletonSupplier
			.of(() -> generated.stream().collect(Collectors.toUnmodifiableMap(GeneratedFile::path, (file) -> file)));
	}

	/**
	 * Finds a static file.
	 * @param site the site that asks
	 * @param name its path below {@code static/}, in any Unicode form
	 * @return the file as it is served now; nothing if there is none, or if nothing with
	 * this name is ever served
	 * @throws java.io.UncheckedIOException if it is there and cannot be read
	 */
	public Optional<StaticFile> staticFile(Site site, String name) {
		return StaticName.of(name).flatMap((served) -> this.statics.find(site, served));
	}

	/**
	 * Tells whether there is a static file, without looking into it.
	 * @param site the site that asks
	 * @param name its path below {@code static/}, in any Unicode form
	 * @return whether a file with this name is there now
	 */
	public boolean hasStaticFile(Site site, String name) {
		return StaticName.of(name).filter((served) -> this.statics.exists(site, served)).isPresent();
	}

	/**
	 * Finds the static file that a link leads to.
	 * @param site the site that asks
	 * @param path what follows {@code /static/} in the link, percent-encoded, without
	 * query and fragment
	 * @return the file as it is served now; nothing if there is none, if the path is
	 * malformed, or if nothing with this name is ever served
	 * @throws java.io.UncheckedIOException if it is there and cannot be read
	 */
	public Optional<StaticFile> linkedFile(Site site, String path) {
		return StaticName.ofEncoded(path).flatMap((served) -> this.statics.find(site, served));
	}

	/** What the links of a page need to know. */
	SiteLinks links(Site site, String pathPrefix) {
		return new SiteLinks(pathPrefix, (name) -> this.statics.linked(site, name), (path) -> {
			GeneratedFile file = this.generated.get().get(path);
			return (file != null) ? file.fingerprint(site) : Optional.empty();
		});
	}

	Optional<Resource> template(Site site, String name) {
		if (!TEMPLATE.matcher(name).matches()) {
			return Optional.empty();
		}
		Optional<Resource> own = (site.folder())
				? FolderResource.find(this.home.sites().folder(site.key()).folder(TEMPLATES), file(name))
				: Optional.empty();
		return own.or(() -> sharedTemplate(site.theme(), name));
	}

	/**
	 * The templates that every site with this theme sees: nothing of any one site's
	 * folder.
	 */
	Optional<Resource> sharedTemplate(String theme, String name) {
		if (!TEMPLATE.matcher(name).matches()) {
			return Optional.empty();
		}
		Folder all = this.home.platform().folder("themes");
		return this.themes.chain(theme)
			.stream()
			.flatMap((part) -> FolderResource.find(all.folder(part).folder(TEMPLATES), file(name)).stream())
			.findFirst()
			.or(() -> builtInTemplate(name));
	}

	/** Only a site with templates of its own needs an engine of its own. */
	boolean hasOwnTemplates(Site site) {
		return site.folder() && this.home.sites().folder(site.key()).folder(TEMPLATES).exists();
	}

	private static Optional<Resource> builtInTemplate(String name) {
		Resource resource = new ClassPathResource("rowhouse/theme/templates/" + file(name));
		return (resource.isReadable()) ? Optional.of(resource) : Optional.empty();
	}

	private static String file(String template) {
		return template + ".html";
	}

}
