package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.admin.SnippetPages.SnippetRow;
import org.rowhouse.admin.SnippetPages.UseRow;
import org.rowhouse.content.NoSuchSnippetException;
import org.rowhouse.content.PlatformSnippets;
import org.rowhouse.content.SnippetText;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;

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
 * The snippets that every site can show.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.MANAGE_SNIPPETS)
@RequestMapping("/snippets")
class PlatformSnippetAdminController {

	private static final String BASE = "/snippets";

	private static final int USES = 50;

	private final PlatformSnippets snippets;

	private final SnippetPages pages;

	PlatformSnippetAdminController(PlatformSnippets snippets, SnippetPages pages) {
		this.snippets = snippets;
		this.pages = pages;
	}

	@GetMapping
	ModelAndView list() {
		Map<String, Long> sites = this.snippets.countSites();
		ModelAndView view = new ModelAndView("admin/snippets");
		view.addObject("base", BASE);
		view.addObject("site", null);
		view.addObject("rows",
				this.snippets.list()
					.stream()
					.map((snippet) -> new SnippetRow(snippet.name(), snippet.title(), "platform", null,
							sites.getOrDefault(snippet.name(), 0L), false))
					.toList());
		return view;
	}

	@GetMapping("/new")
	ModelAndView form() {
		return form(null, SnippetForm.empty(), Map.of());
	}

	@PostMapping
	ModelAndView create(SnippetForm form, @RequestParam(defaultValue = "save") String action,
			RedirectAttributes redirect) {
		return save(null, form, action, redirect);
	}

	@GetMapping("/{name}/edit")
	ModelAndView edit(@PathVariable String name) {
		return form(name, SnippetForm.of(require(name)), Map.of());
	}

	@PostMapping("/{name}/edit")
	ModelAndView update(@PathVariable String name, SnippetForm form, @RequestParam(defaultValue = "save") String action,
			RedirectAttributes redirect) {
		require(name);
		return save(name, form.named(name), action, redirect);
	}

	@GetMapping("/{name}/delete")
	ModelAndView confirmDeletion(@PathVariable String name) {
		ModelAndView view = new ModelAndView("admin/snippet-delete");
		view.addObject("base", BASE);
		view.addObject("site", null);
		view.addObject("snippet", require(name));
		view.addObject("uses", uses(name));
		return view;
	}

	@PostMapping("/{name}/delete")
	ModelAndView delete(@PathVariable String name, RedirectAttributes redirect) {
		SnippetText snippet = require(name);
		this.snippets.delete(name);
		redirect.addFlashAttribute("flash", "'" + snippet.title() + "' has been deleted.");
		Undo.offer(redirect, BASE, SnippetForm.of(snippet).fields());
		return new ModelAndView("redirect:" + BASE);
	}

	@PostMapping("/preview")
	ResponseEntity<String> preview(@RequestParam(defaultValue = "") String markdown) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
			.body(this.pages.rendered(markdown));
	}

	private ModelAndView save(@Nullable String name, SnippetForm form, String action, RedirectAttributes redirect) {
		if (action.equals("preview")) {
			ModelAndView view = form(name, form, Map.of());
			view.addObject("preview", this.pages.rendered(form.markdown()));
			return view;
		}
		try {
			SnippetText saved = this.snippets.put(form.toDraft(), form.seen());
			redirect.addFlashAttribute("flash", "'" + saved.title() + "' has been saved. Every site shows it now.");
			return new ModelAndView("redirect:" + BASE);
		}
		catch (InvalidInputException ex) {
			return form(name, form, ex.errors());
		}
		catch (ConflictException ex) {
			return form(name, form, Map.of("", ex.getMessage()));
		}
	}

	private ModelAndView form(@Nullable String name, SnippetForm form, Map<String, String> errors) {
		ModelAndView view = this.pages.form(BASE, null, name, form, errors, (name != null) ? uses(name) : List.of());
		view.addObject("previewUrl", BASE + "/preview");
		return view;
	}

	private List<UseRow> uses(String name) {
		return this.snippets.sitesThatShow(name, USES)
			.stream()
			.map((site) -> new UseRow(site.name(), "/sites/" + site.key() + "/snippets"))
			.toList();
	}

	private SnippetText require(String name) {
		return this.snippets.find(name).orElseThrow(() -> new NoSuchSnippetException(name));
	}

}
