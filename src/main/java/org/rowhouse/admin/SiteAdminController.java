package org.rowhouse.admin;

import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.ContentItems;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.theme.Themes;
import org.rowhouse.traffic.Traffic;
import org.rowhouse.traffic.TrafficHistory;
import org.rowhouse.traffic.TrafficRange;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The life of each site, and the page that shows it.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.SEE_SITE)
@RequestMapping("/sites")
class SiteAdminController {

	private static final int RECENT = 6;

	private final Sites sites;

	private final ContentItems items;

	private final CurrentSite currentSite;

	private final Themes themes;

	private final AdminModels models;

	private final SettingViews settings;

	private final SiteLabels labels;

	private final TrafficHistory traffic;

	SiteAdminController(Sites sites, ContentItems items, CurrentSite currentSite, Themes themes, AdminModels models,
			SettingViews settings, SiteLabels labels, TrafficHistory traffic) {
		this.labels = labels;
		this.sites = sites;
		this.items = items;
		this.currentSite = currentSite;
		this.themes = themes;
		this.models = models;
		this.settings = settings;
		this.traffic = traffic;
	}

	@GetMapping("/{key}")
	String show(@PathVariable String key, Model model) {
		Site site = require(key);
		Traffic day = this.traffic.of(site, TrafficRange.DAY);
		model.addAttribute("detail", detail(site));
		model.addAttribute("requests", TrafficModels.requests(site, day));
		model.addAttribute("day", TrafficModels.row("", day.total()));
		return "admin/site";
	}

	@GetMapping("/{key}/edit")
	@Needs(Permission.CHANGE_SETTINGS)
	ModelAndView edit(@PathVariable String key) {
		Site site = require(key);
		return form(SiteForm.of(site), site, Map.of());
	}

	@PostMapping("/{key}/edit")
	@Needs(Permission.CHANGE_SETTINGS)
	ModelAndView update(@PathVariable String key, SiteForm form, RedirectAttributes redirect) {
		Site site = require(key);
		try {
			Site updated = this.sites.update(key, (present) -> form.toSettings(key, present.own().options()));
			redirect.addFlashAttribute("flash", "Settings saved.");
			return to(updated);
		}
		catch (InvalidInputException ex) {
			return form(form, site, ex.errors());
		}
	}

	@PostMapping("/{key}/state")
	@Needs(Permission.CHANGE_STATE)
	ModelAndView changeState(@PathVariable String key, @RequestParam String state, RedirectAttributes redirect) {
		SiteState wanted = SiteState.ofWord(state)
			.orElseThrow(() -> new InvalidInputException("state", "A site is active, suspended or archived."));
		Site site = this.sites.changeState(require(key).key(), wanted);
		redirect.addFlashAttribute("flash", "'" + site.name() + "' is now " + state + ".");
		return to(site);
	}

	@GetMapping("/{key}/delete")
	@Needs(Permission.CHANGE_STATE)
	ModelAndView confirmDeletion(@PathVariable String key) {
		return deletion(require(key), "", Map.of());
	}

	@PostMapping("/{key}/delete")
	@Needs(Permission.CHANGE_STATE)
	ModelAndView delete(@PathVariable String key, @RequestParam(defaultValue = "") String confirm,
			RedirectAttributes redirect) {
		Site site = require(key);
		if (!confirm.strip().equals(key)) {
			return deletion(site, confirm, Map.of("confirm", "Type '" + key + "' to delete this site for good."));
		}
		try {
			this.sites.delete(key);
		}
		catch (ConflictException ex) {
			return deletion(site, confirm, Map.of("", ex.getMessage()));
		}
		redirect.addFlashAttribute("flash", "'" + site.name() + "' has been deleted.");
		return new ModelAndView("redirect:/sites");
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	private AdminModels.SiteDetail detail(Site site) {
		return this.currentSite.call(site, () -> this.models.detail(site, this.settings.of(site), this.items.count(),
				this.items.lastChanged(RECENT).stream().map((item) -> this.models.item(site, item)).toList()));
	}

	private static ModelAndView to(Site site) {
		return new ModelAndView("redirect:/sites/" + site.key());
	}

	private ModelAndView form(SiteForm form, Site site, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/site-form");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("form", form.withKey(site.key()));
		view.addObject("errors", errors);
		view.addObject("folderFile", this.models.folderFile(site));
		view.addObject("broken", site.state() == SiteState.BROKEN);
		view.addObject("settings", this.settings.of(site));
		view.addObject("themes", this.themes.all());
		view.addObject("locales", Locales.ALL);
		view.addObject("timeZones", LocalTimes.zones());
		view.addObject("labelled", new SiteLabelAdminController.LabelView(site.key(),
				String.join(", ", this.labels.tags(site)), this.labels.isTemplate(site), this.labels.tags(), null));
		return view;
	}

	private ModelAndView deletion(Site site, String confirm, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/site-delete");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("detail", detail(site));
		view.addObject("form", Map.of("confirm", confirm));
		view.addObject("errors", errors);
		return view;
	}

}
