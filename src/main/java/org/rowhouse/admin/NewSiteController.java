package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.Item;
import org.rowhouse.content.StarterContent;
import org.rowhouse.delivery.SitePreview;
import org.rowhouse.delivery.SitePreviews;
import org.rowhouse.job.Cloning;
import org.rowhouse.site.Address;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NewSites;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.Sites;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A new site: name, address, look, what it begins with, and then it is live.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.MAKE_SITES)
@RequestMapping("/sites")
class NewSiteController {

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private final Sites sites;

	private final NewSites newSites;

	private final SiteLabels labels;

	private final StarterContent starters;

	private final Cloning cloning;

	private final CurrentSite currentSite;

	private final SitePreviews previews;

	private final NewSiteModels models;

	private final AdminModels adminModels;

	NewSiteController(Sites sites, NewSites newSites, SiteLabels labels, StarterContent starters, Cloning cloning,
			CurrentSite currentSite, SitePreviews previews, NewSiteModels models, AdminModels adminModels) {
		this.sites = sites;
		this.newSites = newSites;
		this.labels = labels;
		this.starters = starters;
		this.cloning = cloning;
		this.currentSite = currentSite;
		this.previews = previews;
		this.models = models;
		this.adminModels = adminModels;
	}

	/** With a button that says so, shows what there is to say about the address. */
	@GetMapping("/new")
	ModelAndView form(NewSiteForm form, @RequestParam(required = false) @Nullable String check) {
		NewSiteForm shown = (check != null) ? this.models.completed(form)
				: form.with(Texts.of(form.key()), Texts.of(form.addresses()));
		return page(shown, Map.of()).addObject("check",
				(check != null) ? this.models.check(Texts.of(shown.key()), shown.addresses()) : null);
	}

	/** What is shown below key and address while somebody types. */
	@GetMapping("/new/check")
	ModelAndView check(@RequestParam(defaultValue = "") String key, @RequestParam(defaultValue = "") String newKey,
			@RequestParam(defaultValue = "") String addresses) {
		return new ModelAndView("admin/site-check", "check",
				this.models.check((newKey.isEmpty()) ? key : newKey, addresses));
	}

	@PostMapping
	ModelAndView create(NewSiteForm typed) {
		NewSiteForm form = this.models.completed(typed);
		try {
			String template = form.template();
			if (template != null) {
				return new ModelAndView(
						"redirect:/jobs/" + this.cloning.start(requireTemplate(template), form.toSettings()).id());
			}
			Site site = (NewSiteForm.PAGES.equals(form.starter()))
					? this.sites.create(form.toSettings(), this.starters::write) : this.sites.create(form.toSettings());
			return new ModelAndView("redirect:/sites/" + site.key() + "/live");
		}
		catch (InvalidInputException ex) {
			return page(form, ex.errors());
		}
		catch (ConflictException ex) {
			return page(form, Map.of("", ex.getMessage()));
		}
	}

	private String requireTemplate(String key) {
		return this.sites.find(key)
			.filter(this.labels::isTemplate)
			.map(Site::key)
			.orElseThrow(() -> new InvalidInputException("starter",
					"'" + key + "' is no template any more. Choose something else to begin with."));
	}

	private ModelAndView page(NewSiteForm form, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/site-new", this.models.common(form, errors));
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("looks", this.models.looks(form.theme()));
		view.addObject("templates", this.models.templates(form.template()));
		return view;
	}

	/** How the site would look, in a frame that can do nothing. */
	@GetMapping("/new/preview")
	ResponseEntity<String> preview(NewSiteForm form) {
		String key = form.template();
		Site template = (key != null) ? this.sites.find(key).filter(this.labels::isTemplate).orElse(null) : null;
		String name = (Texts.of(form.name()).isBlank()) ? "Your site" : Texts.of(form.name()).strip();
		SitePreview preview = (template != null) ? preview(template, form, name) : sample(form, name);
		return ResponseEntity.ok()
			.contentType(HTML)
			.cacheControl(CacheControl.noStore())
			.header("Content-Security-Policy", preview.contentSecurityPolicy())
			.header("X-Frame-Options", "SAMEORIGIN")
			.body(preview.html());
	}

	private SitePreview preview(Site template, NewSiteForm form, String name) {
		String theme = Texts.of(form.theme());
		String tagline = Texts.of(form.tagline()).strip();
		Site shown = template.withName(name, (tagline.isEmpty()) ? template.tagline() : tagline);
		Site styled = (theme.isBlank()) ? shown
				: shown.withDesign(this.newSites.sample(name, "", theme, "").theme(), template.options());
		return this.currentSite.call(styled, () -> this.previews.render(styled, "/"));
	}

	private SitePreview sample(NewSiteForm form, String name) {
		Site site = this.newSites.sample(name, Texts.of(form.tagline()), Texts.of(form.theme()),
				Texts.of(form.locale()));
		return this.currentSite.call(site, () -> {
			List<Item> items = (NewSiteForm.EMPTY.equals(form.starter())) ? List.of() : this.starters.preview(site);
			return this.previews.renderSample(site, items);
		});
	}

	@GetMapping("/{key}/live")
	ModelAndView live(@PathVariable String key) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		ModelAndView view = new ModelAndView("admin/site-live");
		view.addObject("site", this.adminModels.link(site));
		view.addObject("waits", site.addresses().stream().noneMatch(Address::answers));
		view.addObject("local", site.addresses().stream().allMatch(NewSiteController::isLocal));
		return view;
	}

	private static boolean isLocal(Address address) {
		return address.pattern().host().display().endsWith("localhost");
	}

}
