package org.rowhouse.admin;

import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.job.Cloning;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Copies a site.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.MAKE_SITES)
@RequestMapping("/sites/{key}/clone")
class CloneAdminController {

	private final Sites sites;

	private final Cloning cloning;

	private final NewSiteModels models;

	private final AdminModels adminModels;

	CloneAdminController(Sites sites, Cloning cloning, NewSiteModels models, AdminModels adminModels) {
		this.sites = sites;
		this.cloning = cloning;
		this.models = models;
		this.adminModels = adminModels;
	}

	@GetMapping
	ModelAndView form(@PathVariable String key) {
		Site original = require(key);
		NewSiteForm form = new NewSiteForm(original.name() + " (copy)", "", "", "", "", "", "", "");
		return page(original, this.models.completed(form), Map.of());
	}

	/** The key in the path is the original's. */
	@PostMapping
	ModelAndView start(@PathVariable("key") String original, CloneForm typed) {
		NewSiteForm form = this.models
			.completed(new NewSiteForm(typed.name(), typed.newKey(), "", typed.addresses(), "", "", "", ""));
		try {
			return new ModelAndView(
					"redirect:/jobs/" + this.cloning.start(require(original).key(), form.toSettings()).id());
		}
		catch (InvalidInputException ex) {
			return page(require(original), form, ex.errors());
		}
		catch (ConflictException ex) {
			return page(require(original), form, Map.of("", ex.getMessage()));
		}
	}

	private ModelAndView page(Site original, NewSiteForm form, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/site-clone", this.models.common(form, errors));
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.adminModels.link(original));
		view.addObject("folder", original.folder());
		return view;
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/** What is typed about a copy. */
	record CloneForm(String name, String newKey, String addresses) {

	}

}
