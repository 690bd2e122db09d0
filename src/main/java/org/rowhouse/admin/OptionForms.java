package org.rowhouse.admin;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Pages on which some of a site's options are set. What its file sets is shown and cannot
 * be changed; options that are not on the page stay as they are.
 */
@Component
class OptionForms {

	private final Sites sites;

	private final AdminModels models;

	OptionForms(Sites sites, AdminModels models) {
		this.sites = sites;
		this.models = models;
	}

	/**
	 * Finds the site whose options are shown.
	 * @param key its key
	 * @return the site
	 * @throws NoSuchSiteException if there is none
	 */
	Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/**
	 * Sets options.
	 * @param key the key of the site
	 * @param names the options of the page
	 * @param values those of them that are set from now on
	 */
	void save(String key, Collection<String> names, Map<String, String> values) {
		this.sites.update(key, (present) -> {
			Map<String, String> options = new LinkedHashMap<>(present.origins().ownOptions());
			names.forEach(options::remove);
			options.putAll(values);
			return present.own().withOptions(options);
		});
	}

	/**
	 * Makes a page with {@code site}, {@code values}, {@code inFile}, {@code errors} and
	 * {@code first}, the first field that is wrong.
	 * @param view the template
	 * @param site the site
	 * @param names the options of the page
	 * @param typed what stands in its fields
	 * @param errors what is wrong with it, by option
	 * @return the page, 422 if something is wrong
	 */
	ModelAndView page(String view, Site site, List<String> names, Map<String, String> typed,
			Map<String, String> errors) {
		ModelAndView page = new ModelAndView(view);
		page.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		page.addObject("site", this.models.link(site));
		page.addObject("values", values(site, names, typed));
		page.addObject("inFile", inFile(site, names));
		page.addObject("errors", new LinkedHashMap<>(errors));
		page.addObject("first", names.stream().filter(errors::containsKey).findFirst().orElse(""));
		return page;
	}

	/**
	 * Returns what the fields of a page show.
	 * @param site the site
	 * @param names the options of the page
	 * @param typed what was typed
	 * @return a value for each option; empty where there is none
	 */
	Map<String, String> values(Site site, List<String> names, Map<String, String> typed) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String name : names) {
			String declared = site.origins().fileOptions().get(name);
			values.put(name, (declared != null) ? declared : typed.getOrDefault(name, ""));
		}
		return values;
	}

	private static Map<String, String> inFile(Site site, List<String> names) {
		Map<String, String> inFile = new LinkedHashMap<>();
		for (String name : names) {
			if (site.origins().fileOptions().containsKey(name)) {
				inFile.put(name, "Set in sites/" + site.key() + "/site.yml.");
			}
		}
		return inFile;
	}

}
