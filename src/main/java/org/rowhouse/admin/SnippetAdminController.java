package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.admin.SnippetPages.SnippetRow;
import org.rowhouse.admin.SnippetPages.UseRow;
import org.rowhouse.content.NoSuchSnippetException;
import org.rowhouse.content.PlatformSnippets;
import org.rowhouse.content.SiteSnippets;
import org.rowhouse.content.SnippetText;
import org.rowhouse.site.ConflictException;
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
 * The snippets of a site.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.ARRANGE)
@RequestMapping("/sites/{key}/snippets")
class SnippetAdminController {

	private static final int USES = 50;

	private final BoundSite bound;

	private final SiteSnippets snippets;

	private final PlatformSnippets platformSnippets;

	private final SnippetPages pages;

	private final AdminModels models;

	SnippetAdminController(BoundSite bound, SiteSnippets snippets, PlatformSnippets platformSnippets,
			SnippetPages pages, AdminModels models) {
		this.bound = bound;
		this.snippets = snippets;
		this.platformSnippets = platformSnippets;
		this.pages = pages;
		this.models = models;
	}

	@GetMapping
	ModelAndView list(@PathVariable String key) {
		return this.bound.call(key, (site) -> {
			List<SnippetText> own = this.snippets.list();
			Set<String> names = own.stream().map(SnippetText::name).collect(Collectors.toSet());
			Map<String, Long> uses = this.snippets.countUses();
			List<SnippetRow> rows = new ArrayList<>();
			own.forEach((snippet) -> rows.add(row(site, snippet, "site", false, uses)));
			this.platformSnippets.list()
				.forEach((snippet) -> rows.add(row(site, snippet, "platform", names.contains(snippet.name()), uses)));
			ModelAndView view = new ModelAndView("admin/snippets");
			view.addObject("base", base(key));
			view.addObject("site", this.models.link(site));
			view.addObject("rows", rows);
			return view;
		});
	}

	private SnippetRow row(Site site, SnippetText snippet, String kind, boolean hidden, Map<String, Long> uses) {
		return new SnippetRow(snippet.name(), snippet.title(), kind,
				(snippet.source() != null) ? "sites/" + site.key() + "/" + snippet.source() : null,
				uses.getOrDefault(snippet.name(), 0L), hidden);
	}

	@GetMapping("/new")
	ModelAndView form(@PathVariable String key, @RequestParam(defaultValue = "") String name) {
		return this.bound.call(key, (site) -> form(site, null,
				SnippetForm.empty().named(name.substring(0, Math.min(63, name.length()))), Map.of()));
	}

	@PostMapping
	ModelAndView create(@PathVariable String key, SnippetForm form, @RequestParam(defaultValue = "save") String action,
			RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> save(site, null, form, action, redirect));
	}

	@GetMapping("/{name}/edit")
	ModelAndView edit(@PathVariable String key, @PathVariable String name) {
		return this.bound.call(key, (site) -> form(site, name, SnippetForm.of(require(name)), Map.of()));
	}

	@PostMapping("/{name}/edit")
	ModelAndView update(@PathVariable String key, @PathVariable String name, SnippetForm form,
			@RequestParam(defaultValue = "save") String action, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			require(name);
			return save(site, name, form.named(name), action, redirect);
		});
	}

	@GetMapping("/{name}/delete")
	ModelAndView confirmDeletion(@PathVariable String key, @PathVariable String name) {
		return this.bound.call(key, (site) -> {
			ModelAndView view = new ModelAndView("admin/snippet-delete");
			view.addObject("base", base(key));
			view.addObject("site", this.models.link(site));
			view.addObject("snippet", require(name));
			view.addObject("uses", uses(site, name));
			return view;
		});
	}

	@PostMapping("/{name}/delete")
	ModelAndView delete(@PathVariable String key, @PathVariable String name, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			SnippetText snippet = require(name);
			this.snippets.delete(name);
			redirect.addFlashAttribute("flash", "'" + snippet.title() + "' has been deleted.");
			Undo.offer(redirect, base(key), SnippetForm.of(snippet).fields());
			return new ModelAndView("redirect:" + base(key));
		});
	}

	private ModelAndView save(Site site, @Nullable String name, SnippetForm form, String action,
			RedirectAttributes redirect) {
		if (action.equals("preview")) {
			ModelAndView view = form(site, name, form, Map.of());
			view.addObject("preview", this.pages.rendered(form.markdown()));
			return view;
		}
		try {
			SnippetText saved = this.snippets.put(form.toDraft(), form.seen());
			redirect.addFlashAttribute("flash", "'" + saved.title() + "' has been saved.");
			return new ModelAndView("redirect:" + base(site.key()));
		}
		catch (InvalidInputException ex) {
			return form(site, name, form, ex.errors());
		}
		catch (ConflictException ex) {
			return form(site, name, form, Map.of("", ex.getMessage()));
		}
	}

	private ModelAndView form(Site site, @Nullable String name, SnippetForm form, Map<String, String> errors) {
		ModelAndView view = this.pages.form(base(site.key()), this.models.link(site), name, form, errors,
				(name != null) ? uses(site, name) : List.of());
		view.addObject("previewUrl", "/sites/" + site.key() + "/preview");
		return view;
	}

	private List<UseRow> uses(Site site, String name) {
		return this.snippets.whereUsed(name, USES)
			.stream()
			.map((item) -> new UseRow(item.title(),
					"/sites/" + site.key() + "/" + item.kind().word() + "s/" + item.id()))
			.toList();
	}

	private SnippetText require(String name) {
		return this.snippets.find(name).orElseThrow(() -> new NoSuchSnippetException(name));
	}

	private static String base(String key) {
		return "/sites/" + key + "/snippets";
	}

}
