package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.cache.AnswerKind;
import org.rowhouse.cache.CachingOptions;
import org.rowhouse.cache.SiteCaches;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;

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
 * How long browsers and CDNs may show what they have of a site.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.CHANGE_SETTINGS)
@RequestMapping("/sites/{key}/caching")
class CachingController {

	private final Sites sites;

	private final BoundSite boundSite;

	private final SiteCaches caches;

	private final AdminModels models;

	CachingController(Sites sites, BoundSite boundSite, SiteCaches caches, AdminModels models) {
		this.sites = sites;
		this.boundSite = boundSite;
		this.caches = caches;
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
			Map<String, String> kept = CachingOptions.check(form);
			this.sites.update(key, (present) -> settings(present, kept));
		}
		catch (InvalidInputException ex) {
			return page(site, form, ex.errors());
		}
		redirect.addFlashAttribute("flash", "Saved. Browsers keep what they have as long as they were told before.");
		return new ModelAndView("redirect:/sites/" + key + "/caching");
	}

	@PostMapping("/empty")
	ModelAndView empty(@PathVariable String key, RedirectAttributes redirect) {
		this.boundSite.call(key, (site) -> {
			this.caches.empty();
			return site;
		});
		redirect.addFlashAttribute("flash", "The caches of this site are empty.");
		return new ModelAndView("redirect:/sites/" + key + "/caching");
	}

	/** Those of the design and for search engines stay. */
	private static SiteSettings settings(Site present, Map<String, String> kept) {
		Map<String, String> options = new LinkedHashMap<>(present.origins().ownOptions());
		CachingOptions.ALL.forEach(options::remove);
		options.putAll(kept);
		return present.own().withOptions(options);
	}

	private ModelAndView page(Site site, Map<String, String> typed, Map<String, String> errors) {
		Map<String, String> values = new LinkedHashMap<>();
		Map<String, String> inFile = new LinkedHashMap<>();
		for (String name : CachingOptions.ALL) {
			String declared = site.origins().fileOptions().get(name);
			if (declared != null) {
				inFile.put(name, "Set in sites/" + site.key() + "/site.yml.");
			}
			values.put(name, (declared != null) ? declared : typed.getOrDefault(name, ""));
		}
		ModelAndView view = new ModelAndView("admin/caching");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("values", values);
		view.addObject("inFile", inFile);
		view.addObject("told", told(site));
		view.addObject("tags", this.caches.tags(site));
		view.addObject("tellsCdn", this.caches.tellsCdn());
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("first", CachingOptions.ALL.stream().filter(errors::containsKey).findFirst().orElse(""));
		return view;
	}

	private static List<Told> told(Site site) {
		CachingOptions options = CachingOptions.of(site);
		return List.of(new Told("Pages", options.header(AnswerKind.PAGE)),
				new Told("Feeds and the sitemap", options.header(AnswerKind.FEED)),
				new Told("Icons, and files at lasting addresses", options.header(AnswerKind.FILE)));
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/**
	 * What browsers and CDNs are told.
	 *
	 * @param what about what
	 * @param header the value of {@code Cache-Control}
	 */
	record Told(String what, String header) {

	}

}
