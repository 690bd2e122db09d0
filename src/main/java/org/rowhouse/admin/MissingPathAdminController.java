package org.rowhouse.admin;

import java.util.List;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.MissingPath;
import org.rowhouse.content.MissingPaths;
import org.rowhouse.content.PathRedirects;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What visitors of a site asked for and nobody has. Each method binds the site that its
 * path names.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.ARRANGE)
@RequestMapping("/sites/{key}/redirects/missing")
class MissingPathAdminController {

	private static final int PER_PAGE = 50;

	private final BoundSite bound;

	private final MissingPaths missing;

	private final PathRedirects redirects;

	private final AdminModels models;

	MissingPathAdminController(BoundSite bound, MissingPaths missing, PathRedirects redirects, AdminModels models) {
		this.bound = bound;
		this.missing = missing;
		this.redirects = redirects;
		this.models = models;
	}

	@GetMapping
	ModelAndView list(@PathVariable String key, @RequestParam(defaultValue = "false") boolean ignored,
			@RequestParam(defaultValue = "1") int page) {
		return this.bound.call(key, (site) -> {
			Page<MissingPath> found = this.missing.list(ignored, PageRequest.of(AdminModels.index(page), PER_PAGE));
			List<String> paths = found.getContent().stream().map(MissingPath::path).toList();
			ModelAndView view = new ModelAndView("admin/redirects-missing");
			view.addObject("site", this.models.link(site));
			view.addObject("rows", RedirectModels.missing(site, found.getContent(), this.missing.suggestions(paths),
					this.redirects.answered(paths)));
			view.addObject("ignored", ignored);
			view.addObject("others", this.missing.count(!ignored));
			view.addObject("scanned", this.missing.ofScanners().map(MissingPath::hits).orElse(0L));
			view.addObject("pagination", pagination(found, "/sites/" + key + "/redirects/missing", ignored));
			return view;
		});
	}

	private AdminModels.Pagination pagination(Page<MissingPath> found, String path, boolean ignored) {
		AdminModels.Pagination plain = this.models.pagination(found, path, "");
		String more = (ignored) ? "&ignored=true" : "";
		return new AdminModels.Pagination(plain.number(), plain.totalPages(), plain.totalElements(),
				(plain.previous() != null) ? plain.previous() + more : null,
				(plain.next() != null) ? plain.next() + more : null);
	}

	@PostMapping("/{id:[0-9]{1,18}}")
	ModelAndView ignore(@PathVariable String key, @PathVariable long id,
			@RequestParam(defaultValue = "true") boolean ignore) {
		return this.bound.call(key, (site) -> {
			this.missing.ignore(id, ignore);
			return new ModelAndView(
					"redirect:/sites/" + key + "/redirects/missing" + ((ignore) ? "" : "?ignored=true"));
		});
	}

	@PostMapping("/clear")
	ModelAndView clear(@PathVariable String key, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			this.missing.clear();
			redirect.addFlashAttribute("flash", "The list is empty. What visitors miss from now on is listed again.");
			return new ModelAndView("redirect:/sites/" + key + "/redirects/missing");
		});
	}

}
