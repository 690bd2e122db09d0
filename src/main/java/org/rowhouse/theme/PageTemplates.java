package org.rowhouse.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.rowhouse.site.Home;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * The templates that a page or post of a site can choose in the place of the usual one,
 * and the fields that its theme asks for.
 */
@Component
public class PageTemplates {

	private static final String ENDING = ".html";

	/** Those that show something else than one page or post. */
	private static final Set<String> OTHERS = Set.of("layout", "home", "page", "post", "archive", "tag", "author",
			"search", "error");

	private static final int MAX = 100;

	private final Home home;

	private final Themes themes;

	private final SiteFiles files;

	PageTemplates(Home home, Themes themes, SiteFiles files) {
		this.home = home;
		this.themes = themes;
		this.files = files;
	}

	/**
	 * Lists the templates to choose from: those in the site's folder and in its theme
	 * that show one page, without fragments.
	 * @param site a site
	 * @return the first 100 by name, with the titles that the theme declares
	 */
	public List<PageTemplate> of(Site site) {
		Set<String> names = new TreeSet<>();
		List<String> found = new ArrayList<>();
		if (site.folder()) {
			found.addAll(this.home.sites().folder(site.key()).folder("templates").files());
		}
		this.themes.chain(site.theme())
			.forEach((part) -> found
				.addAll(this.home.platform().folder("themes").folder(part).folder("templates").files()));
		for (String file : found) {
			String name = (file.endsWith(ENDING)) ? file.substring(0, file.length() - ENDING.length()) : "";
			if (!name.startsWith("fragments/") && !OTHERS.contains(name)
					&& this.files.template(site, name).isPresent()) {
				names.add(name);
			}
		}
		Map<String, String> titles = this.themes.find(site.theme()).map(Theme::templates).orElse(Map.of());
		return names.stream()
			.limit(MAX)
			.map((name) -> new PageTemplate(name, titles.getOrDefault(name, name)))
			.toList();
	}

	/**
	 * Lists the fields that the theme of a site asks for.
	 * @param site a site
	 * @param kind {@code page} or {@code post}
	 * @param template the template that shows it, or the empty string for the usual one
	 * @return the fields of the kind, then those that only the template has
	 */
	public List<ThemeField> fields(Site site, String kind, String template) {
		Map<String, List<ThemeField>> declared = this.themes.find(site.theme()).map(Theme::fields).orElse(Map.of());
		List<ThemeField> ofTemplate = declared.getOrDefault(template, List.of());
		Set<String> names = new TreeSet<>(ofTemplate.stream().map(ThemeField::name).toList());
		List<ThemeField> fields = new ArrayList<>(declared.getOrDefault(kind, List.of()));
		fields.removeIf((field) -> names.contains(field.name()));
		fields.addAll(ofTemplate);
		return fields;
	}

	/**
	 * A template to choose.
	 *
	 * @param name its name, as an item has it
	 * @param title for people
	 */
	public record PageTemplate(String name, String title) {

	}

}
