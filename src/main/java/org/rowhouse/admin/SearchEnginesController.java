package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.rowhouse.theme.SearchOptions;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What a site says to search engines and other programs.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.CHANGE_SETTINGS)
@RequestMapping("/sites/{key}/search-engines")
class SearchEnginesController {

	private final Sites sites;

	private final AdminModels models;

	SearchEnginesController(Sites sites, AdminModels models) {
		this.sites = sites;
		this.models = models;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key) {
		Site site = require(key);
		return page(site, site.origins().ownOptions(), Map.of());
	}

	@PostMapping
	ModelAndView change(@PathVariable String key, @RequestParam Map<String, String> form, RedirectAttributes redirect) {
		Site site = require(key);
		try {
			Map<String, String> kept = SearchOptions.check(form);
			this.sites.update(key, (present) -> settings(present, kept));
		}
		catch (InvalidInputException ex) {
			return page(site, form, ex.errors());
		}
		redirect.addFlashAttribute("flash", "Saved. Programs see it the next time they ask.");
		return new ModelAndView("redirect:/sites/" + key + "/search-engines");
	}

	/** Those of the design stay. */
	private static SiteSettings settings(Site present, Map<String, String> kept) {
		Map<String, String> options = new LinkedHashMap<>(present.origins().ownOptions());
		SearchOptions.ALL.forEach(options::remove);
		options.putAll(kept);
		return present.own().withOptions(options);
	}

	private ModelAndView page(Site site, Map<String, String> typed, Map<String, String> errors) {
		Map<String, String> values = new LinkedHashMap<>();
		Map<String, String> inFile = new LinkedHashMap<>();
		for (String name : SearchOptions.ALL) {
			String declared = site.origins().fileOptions().get(name);
			if (declared != null) {
				inFile.put(name, "Set in sites/" + site.key() + "/site.yml.");
			}
			values.put(name, (declared != null) ? declared : typed.getOrDefault(name, ""));
		}
		ModelAndView view = new ModelAndView("admin/search-engines");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("values", values);
		view.addObject("inFile", inFile);
		view.addObject("indexed", SearchOptions.of(values).isIndexed());
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("first", SearchOptions.ALL.stream().filter(errors::containsKey).findFirst().orElse(""));
		return view;
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

}
