package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.NoSuchRedirectException;
import org.rowhouse.content.PathRedirect;
import org.rowhouse.content.PathRedirect.Origin;
import org.rowhouse.content.PathRedirects;
import org.rowhouse.content.RedirectCsv;
import org.rowhouse.content.RedirectImport;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The redirects of a site. Each method binds the site that its path names.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.ARRANGE)
@RequestMapping("/sites/{key}")
class RedirectAdminController {

	private static final int PER_PAGE = 50;

	private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");

	private final BoundSite bound;

	private final PathRedirects redirects;

	private final RedirectImport imports;

	private final AdminModels models;

	RedirectAdminController(BoundSite bound, PathRedirects redirects, RedirectImport imports, AdminModels models) {
		this.bound = bound;
		this.redirects = redirects;
		this.imports = imports;
		this.models = models;
	}

	@GetMapping("/redirects")
	ModelAndView list(@PathVariable String key, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "1") int page) {
		return this.bound.call(key, (site) -> {
			Page<PathRedirect> found = this.redirects.search(q, PageRequest.of(AdminModels.index(page), PER_PAGE));
			List<String> paths = found.getContent().stream().map(PathRedirect::from).toList();
			ModelAndView view = view("admin/redirects", site);
			view.addObject("rows", RedirectModels.redirects(site, found.getContent(), this.redirects.answered(paths)));
			view.addObject("q", q);
			view.addObject("pagination", this.models.pagination(found, "/sites/" + key + "/redirects", q));
			return view;
		});
	}

	@GetMapping("/redirects/add")
	ModelAndView form(@PathVariable String key, RedirectForm form) {
		return this.bound.call(key, (site) -> form(site, form, null, Map.of()));
	}

	@GetMapping("/redirects/{id:[0-9]{1,18}}")
	ModelAndView edit(@PathVariable String key, @PathVariable long id) {
		return this.bound.call(key, (site) -> {
			PathRedirect redirect = require(id);
			return form(site, RedirectForm.of(redirect), redirect, Map.of());
		});
	}

	@PostMapping("/redirects")
	ModelAndView add(@PathVariable String key, RedirectForm form, @RequestParam(defaultValue = "") String back,
			RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			try {
				PathRedirect added = this.redirects.add(form.toDraft());
				redirect.addFlashAttribute("flash", added.from() + " leads to " + added.target() + " now.");
			}
			catch (InvalidInputException ex) {
				return form(site, form, null, ex.errors());
			}
			return new ModelAndView(
					"redirect:/sites/" + key + "/redirects" + ((back.equals("missing")) ? "/missing" : ""));
		});
	}

	@PostMapping("/redirects/{id:[0-9]{1,18}}")
	ModelAndView change(@PathVariable String key, @PathVariable long id, RedirectForm form,
			RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			PathRedirect present = require(id);
			try {
				this.redirects.change(id, form.toDraft());
			}
			catch (InvalidInputException ex) {
				return form(site, form, present, ex.errors());
			}
			redirect.addFlashAttribute("flash", "Saved.");
			return new ModelAndView("redirect:/sites/" + key + "/redirects");
		});
	}

	@PostMapping("/redirects/{id:[0-9]{1,18}}/delete")
	ModelAndView delete(@PathVariable String key, @PathVariable long id, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			PathRedirect present = require(id);
			this.redirects.delete(id);
			redirect.addFlashAttribute("flash", "The redirect from " + present.from() + " has been deleted.");
			Undo.offer(redirect, "/sites/" + key + "/redirects", RedirectForm.of(present).fields());
			return new ModelAndView("redirect:/sites/" + key + "/redirects");
		});
	}

	@GetMapping("/redirects.csv")
	ResponseEntity<String> download(@PathVariable String key) {
		return this.bound.call(key,
				(site) -> ResponseEntity.ok()
					.contentType(CSV)
					.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + key + "-redirects.csv\"")
					.body(RedirectCsv.write(this.redirects.all().stream().map(PathRedirect::toDraft).toList())));
	}

	@GetMapping("/redirects/import")
	ModelAndView importForm(@PathVariable String key) {
		return this.bound.call(key, (site) -> importForm(site, "", false));
	}

	/** Without {@code action=import} nothing changes: what would happen is told. */
	@PostMapping("/redirects/import")
	ModelAndView importFile(@PathVariable String key, @RequestParam(defaultValue = "") String csv,
			@RequestParam(defaultValue = "false") boolean replace, @RequestParam(defaultValue = "check") String action,
			RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			ModelAndView view = importForm(site, csv, replace);
			try {
				if (!action.equals("import")) {
					view.addObject("summary", this.imports.check(csv, replace));
					return view;
				}
				RedirectImport.Summary done = this.imports.run(csv, replace);
				redirect.addFlashAttribute("flash", done.added() + " redirects added, " + done.changed() + " changed, "
						+ done.removed() + " removed; " + done.same() + " were there already.");
				return new ModelAndView("redirect:/sites/" + key + "/redirects");
			}
			catch (InvalidInputException ex) {
				view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
				view.addObject("mistakes", new LinkedHashMap<>(ex.errors()));
				return view;
			}
		});
	}

	private ModelAndView importForm(Site site, String csv, boolean replace) {
		ModelAndView view = view("admin/redirects-import", site);
		view.addObject("csv", csv);
		view.addObject("replace", replace);
		view.addObject("summary", null);
		view.addObject("mistakes", Map.of());
		return view;
	}

	private ModelAndView form(Site site, RedirectForm form, @Nullable PathRedirect redirect,
			Map<String, String> errors) {
		ModelAndView view = view("admin/redirect-form", site);
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("id", (redirect != null) ? redirect.id() : null);
		view.addObject("file", redirect != null && redirect.origin() == Origin.FILE);
		view.addObject("form", form.complete());
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("answered", redirect != null && !this.redirects.answered(List.of(redirect.from())).isEmpty());
		return view;
	}

	private PathRedirect require(long id) {
		return this.redirects.find(id).orElseThrow(NoSuchRedirectException::new);
	}

	private ModelAndView view(String template, Site site) {
		ModelAndView view = new ModelAndView(template);
		view.addObject("site", this.models.link(site));
		return view;
	}

}
