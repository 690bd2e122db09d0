package org.rowhouse.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.delivery.SitePreview;
import org.rowhouse.delivery.SitePreviews;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Setting;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.theme.SitePictures;
import org.rowhouse.theme.Themes;

import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The design of a site: its theme and the theme's options, and how that would look.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.DESIGN)
class ThemeAdminController {

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private final Sites sites;

	private final CurrentSite currentSite;

	private final Themes themes;

	private final SitePictures pictures;

	private final SitePreviews previews;

	private final DesignModels designs;

	private final AdminModels models;

	ThemeAdminController(Sites sites, CurrentSite currentSite, Themes themes, SitePictures pictures,
			SitePreviews previews, DesignModels designs, AdminModels models) {
		this.sites = sites;
		this.currentSite = currentSite;
		this.themes = themes;
		this.pictures = pictures;
		this.previews = previews;
		this.designs = designs;
		this.models = models;
	}

	@GetMapping("/sites/{key}/design")
	ModelAndView show(@PathVariable String key) {
		return on(key, (site) -> view(site, DesignForm.UNTOUCHED, Map.of()));
	}

	/** Shows the options of a theme that was chosen; nothing is saved. */
	@PostMapping(path = "/sites/{key}/design", params = "show")
	ModelAndView showTheme(@PathVariable String key, @RequestParam MultiValueMap<String, String> posted) {
		return on(key, (site) -> {
			DesignForm form = DesignForm.of(posted);
			// What was typed for another theme and does not fit this one is nobody's
			// mistake.
			DesignForm fitting = form;
			for (String option : this.designs.design(site, form).errors().keySet()) {
				fitting = fitting.without(option);
			}
			return view(site, fitting, Map.of()).addObject("choosing", true);
		});
	}

	/** Shows the form with one value taken back; nothing is saved. */
	@PostMapping(path = "/sites/{key}/design", params = { "reset", "!show" })
	ModelAndView reset(@PathVariable String key, @RequestParam String reset,
			@RequestParam MultiValueMap<String, String> posted) {
		return on(key, (site) -> view(site, DesignForm.of(posted).without(reset), Map.of()));
	}

	@PostMapping(path = "/sites/{key}/design", params = { "!reset", "!show" })
	ModelAndView save(@PathVariable String key, @RequestParam MultiValueMap<String, String> posted,
			RedirectAttributes redirect) {
		DesignForm form = DesignForm.of(posted);
		Map<String, String> errors = this.designs.design(require(key), form).errors();
		if (!errors.isEmpty()) {
			return on(key, (site) -> view(site, form, errors));
		}
		try {
			this.sites.update(key, (present) -> this.designs.design(present, form).settings(present));
		}
		catch (InvalidInputException ex) {
			return on(key, (site) -> view(site, form, ex.errors()));
		}
		redirect.addFlashAttribute("flash", "Design saved. Visitors see it now.");
		return new ModelAndView("redirect:/sites/" + key + "/design");
	}

	@PostMapping("/sites/{key}/design/preview")
	ResponseEntity<String> preview(@PathVariable String key, @RequestParam MultiValueMap<String, String> posted,
			@RequestParam(defaultValue = "/") String path) {
		Site unsaved = this.designs.design(require(key), DesignForm.of(posted)).preview();
		SitePreview preview = this.currentSite.call(unsaved, () -> this.previews.render(unsaved, path));
		return ResponseEntity.ok()
			.contentType(HTML)
			.cacheControl(CacheControl.noStore())
			.header("Content-Security-Policy", preview.contentSecurityPolicy())
			.header("X-Frame-Options", "SAMEORIGIN")
			.body(preview.html());
	}

	@Needs(Permission.USE)
	@GetMapping("/themes/{name}/preview")
	ResponseEntity<Resource> picture(@PathVariable String name) throws IOException {
		Resource picture = this.themes.preview(name)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		return ResponseEntity.ok()
			.contentType(MediaTypeFactory.getMediaType(picture).orElse(MediaType.APPLICATION_OCTET_STREAM))
			.cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
			// A drawing that is opened by itself is a document, and might hold scripts.
			.header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
			.lastModified(picture.lastModified())
			.body(picture);
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	private <T> T on(String key, Function<Site, T> action) {
		Site site = require(key);
		return this.currentSite.call(site, () -> action.apply(site));
	}

	private ModelAndView view(Site site, DesignForm form, Map<String, String> errors) {
		SiteDesign design = this.designs.design(site, form);
		ModelAndView view = new ModelAndView("admin/design");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("choosing", false);
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("cards", this.designs.cards(site, design));
		view.addObject("groups", this.designs.groups(site, design, form));
		view.addObject("themeTitle",
				this.themes.find(design.theme()).map((theme) -> theme.title()).orElse(design.theme()));
		view.addObject("themeFile", site.origins().declares(Setting.THEME) ? this.models.folderFile(site) : null);
		view.addObject("pages", this.designs.pages());
		view.addObject("pictures", this.pictures.of(site));
		return view;
	}

}
