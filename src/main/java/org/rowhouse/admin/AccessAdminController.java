package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.visitor.Area;
import org.rowhouse.visitor.AreaAudience;
import org.rowhouse.visitor.AreaDraft;
import org.rowhouse.visitor.AreaWay;
import org.rowhouse.visitor.NoSuchAreaException;
import org.rowhouse.visitor.PrivateAreas;
import org.rowhouse.visitor.Visitors;

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
 * Which parts of a site are private, and who may read them.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.CHANGE_SETTINGS)
@RequestMapping("/sites/{key}/access")
class AccessAdminController {

	private static final String ID = "{id:[0-9]{1,18}}";

	private final BoundSite bound;

	private final PrivateAreas areas;

	private final Visitors visitors;

	private final AdminModels models;

	AccessAdminController(BoundSite bound, PrivateAreas areas, Visitors visitors, AdminModels models) {
		this.bound = bound;
		this.areas = areas;
		this.visitors = visitors;
		this.models = models;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key) {
		return this.bound.call(key, (site) -> page(site, VisitorForm.EMPTY, Map.of()));
	}

	@GetMapping("/new")
	ModelAndView form(@PathVariable String key) {
		return this.bound.call(key, (site) -> form(site, null, AreaForm.FIRST, Map.of()));
	}

	@PostMapping("/new")
	ModelAndView add(@PathVariable String key, AreaForm form, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			try {
				Area area = this.areas.add(form.toDraft());
				redirect.addFlashAttribute("flash", named(area) + " is private now.");
				return back(key);
			}
			catch (InvalidInputException ex) {
				return form(site, null, form, ex.errors());
			}
		});
	}

	@GetMapping("/" + ID)
	ModelAndView edit(@PathVariable String key, @PathVariable long id) {
		return this.bound.call(key, (site) -> {
			Area area = require(id);
			return form(site, area, AreaForm.of(area), Map.of());
		});
	}

	@PostMapping("/" + ID)
	ModelAndView change(@PathVariable String key, @PathVariable long id, AreaForm form, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			Area area = require(id);
			try {
				this.areas.change(id, form.toDraft());
				redirect.addFlashAttribute("flash",
						"Saved. Whoever had signed in to " + area.path() + " does it again.");
				return back(key);
			}
			catch (InvalidInputException ex) {
				return form(site, area, form, ex.errors());
			}
		});
	}

	@PostMapping("/" + ID + "/end-visits")
	ModelAndView endVisits(@PathVariable String key, @PathVariable long id, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			this.areas.endVisits(id);
			redirect.addFlashAttribute("flash", "Everybody has to sign in again.");
			return back(key);
		});
	}

	@GetMapping("/" + ID + "/open")
	ModelAndView confirmOpening(@PathVariable String key, @PathVariable long id) {
		return this.bound.call(key, (site) -> {
			ModelAndView view = new ModelAndView("admin/access-open");
			view.addObject("site", this.models.link(site));
			view.addObject("area", require(id));
			return view;
		});
	}

	@PostMapping("/" + ID + "/open")
	ModelAndView open(@PathVariable String key, @PathVariable long id, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			Area area = require(id);
			this.areas.remove(id);
			redirect.addFlashAttribute("flash", named(area) + " can be read by everybody now.");
			return back(key);
		});
	}

	@PostMapping("/visitors")
	ModelAndView putVisitor(@PathVariable String key, VisitorForm form, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			try {
				String name = this.visitors.put(Texts.of(form.name()), Texts.of(form.password())).name();
				redirect.addFlashAttribute("flash", "'" + name + "' can sign in with that password now.");
				return back(key);
			}
			catch (InvalidInputException ex) {
				return page(site, form, ex.errors());
			}
		});
	}

	@PostMapping("/visitors/remove")
	ModelAndView removeVisitor(@PathVariable String key, @RequestParam(defaultValue = "") String name,
			RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			this.visitors.remove(name);
			redirect.addFlashAttribute("flash", "'" + name + "' cannot sign in any more.");
			return back(key);
		});
	}

	private Area require(long id) {
		return this.areas.find(id).orElseThrow(() -> new NoSuchAreaException(id));
	}

	private static String named(Area area) {
		return (area.path().equals("/")) ? "The whole site" : area.path();
	}

	private static ModelAndView back(String key) {
		return new ModelAndView("redirect:/sites/" + key + "/access");
	}

	private ModelAndView page(Site site, VisitorForm form, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/access");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		List<Area> areas = this.areas.list();
		view.addObject("site", this.models.link(site));
		view.addObject("areas", areas);
		view.addObject("whole", areas.stream().anyMatch((area) -> area.path().equals("/")));
		view.addObject("named", areas.stream().anyMatch((area) -> area.audience() == AreaAudience.VISITORS));
		view.addObject("visitors",
				this.visitors.list()
					.stream()
					.map((visitor) -> new VisitorRow(visitor.name(), AdminModels.when(site, visitor.since())))
					.toList());
		view.addObject("form", form);
		view.addObject("errors", errors);
		view.addObject("first", errors.keySet().stream().findFirst().orElse(""));
		return view;
	}

	private ModelAndView form(Site site, @Nullable Area area, AreaForm form, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/access-form");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("area", area);
		view.addObject("keeps", area != null && area.audience() == AreaAudience.PASSWORD);
		view.addObject("form", form);
		view.addObject("errors", errors);
		view.addObject("first", errors.keySet().stream().findFirst().orElse(""));
		return view;
	}

	/** An area as the form has it; a password is never shown again. */
	record AreaForm(@Nullable String path, @Nullable String way, @Nullable String audience, @Nullable String password) {

		static final AreaForm FIRST = new AreaForm("", AreaWay.FORM.word(), AreaAudience.PASSWORD.word(), "");

		static AreaForm of(Area area) {
			return new AreaForm(area.path(), area.way().word(), area.audience().word(), "");
		}

		AreaDraft toDraft() {
			return new AreaDraft(Texts.of(this.path), Texts.of(this.way), Texts.of(this.audience),
					Texts.of(this.password));
		}

	}

	/** A visitor as the form has it. */
	record VisitorForm(@Nullable String name, @Nullable String password) {

		static final VisitorForm EMPTY = new VisitorForm("", "");

	}

	/** Somebody who may read what is for visitors. */
	record VisitorRow(String name, String since) {

	}

}
