package org.rowhouse.admin;

import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.Sites;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the platform notes about a site: its tags, and whether it is a template.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.MAKE_SITES)
@RequestMapping("/sites/{key}/labels")
class SiteLabelAdminController {

	private final Sites sites;

	private final SiteLabels labels;

	private final AdminModels models;

	SiteLabelAdminController(Sites sites, SiteLabels labels, AdminModels models) {
		this.sites = sites;
		this.labels = labels;
		this.models = models;
	}

	@PostMapping
	ModelAndView change(@PathVariable String key, @RequestParam(defaultValue = "") String tags,
			@RequestParam(defaultValue = "false") boolean template, RedirectAttributes redirect) {
		Site site = require(key);
		try {
			this.labels.change(site, Arrays.asList(tags.split(",")));
		}
		catch (InvalidInputException ex) {
			ModelAndView view = new ModelAndView("admin/site-labels");
			view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			view.addObject("site", this.models.link(site));
			view.addObject("labelled", new LabelView(key, tags, template, this.labels.tags(), ex.getMessage()));
			return view;
		}
		if (template != this.labels.isTemplate(site)) {
			this.labels.markTemplate(site, template);
		}
		redirect.addFlashAttribute("flash", "Labels saved.");
		return new ModelAndView("redirect:/sites/" + key + "/edit");
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/**
	 * The form of the labels.
	 *
	 * @param key the key of the site
	 * @param tags tags with commas between them
	 * @param template whether the site is a template
	 * @param known how many sites have each tag
	 * @param error what is wrong with the tags, or {@code null}
	 */
	record LabelView(String key, String tags, boolean template, Map<String, Integer> known, @Nullable String error) {

	}

}
