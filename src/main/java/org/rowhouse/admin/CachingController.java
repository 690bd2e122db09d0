package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.cache.AnswerKind;
import org.rowhouse.cache.CachingOptions;
import org.rowhouse.cache.SiteCaches;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

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

	private final OptionForms forms;

	private final BoundSite boundSite;

	private final SiteCaches caches;

	CachingController(OptionForms forms, BoundSite boundSite, SiteCaches caches) {
		this.forms = forms;
		this.boundSite = boundSite;
		this.caches = caches;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key) {
		Site site = this.forms.require(key);
		return page(site, site.origins().ownOptions(), Map.of());
	}

	@PostMapping
	ModelAndView change(@PathVariable String key, @RequestParam Map<String, String> form, RedirectAttributes redirect) {
		Site site = this.forms.require(key);
		try {
			this.forms.save(key, CachingOptions.ALL, CachingOptions.check(form));
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

	private ModelAndView page(Site site, Map<String, String> typed, Map<String, String> errors) {
		return this.forms.page("admin/caching", site, CachingOptions.ALL, typed, errors)
			.addObject("told", told(site))
			.addObject("tags", this.caches.tags(site))
			.addObject("tellsCdn", this.caches.tellsCdn());
	}

	private static List<Told> told(Site site) {
		CachingOptions options = CachingOptions.of(site);
		return List.of(new Told("Pages", options.header(AnswerKind.PAGE)),
				new Told("Feeds and the sitemap", options.header(AnswerKind.FEED)),
				new Told("Icons, and files at lasting addresses", options.header(AnswerKind.FILE)));
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
