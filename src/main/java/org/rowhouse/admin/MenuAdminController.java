package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.MenuEntry;
import org.rowhouse.content.Menus;
import org.rowhouse.content.PageTrees;
import org.rowhouse.content.StaleMenuException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The menu of a site. Its buttons change what is typed and show it again; only one of
 * them saves.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.ARRANGE)
@RequestMapping("/sites/{key}/menu")
class MenuAdminController {

	private static final int PROPOSALS = 500;

	private static final Pattern STEP = Pattern.compile("(up|down|remove)-([0-9]{1,4})");

	private final BoundSite bound;

	private final Menus menus;

	private final PageTrees trees;

	private final AdminModels models;

	MenuAdminController(BoundSite bound, Menus menus, PageTrees trees, AdminModels models) {
		this.bound = bound;
		this.menus = menus;
		this.trees = trees;
		this.models = models;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key) {
		return this.bound.call(key, (site) -> {
			Menus.Menu menu = this.menus.get();
			return page(site, menu.entries(), menu.digest(), Map.of());
		});
	}

	@PostMapping
	ModelAndView change(@PathVariable String key, @RequestParam MultiValueMap<String, String> posted,
			@RequestParam(defaultValue = "save") String action, @RequestParam(defaultValue = "") String seen,
			RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			List<MenuEntry> typed = typed(posted.getOrDefault("label", List.of()),
					posted.getOrDefault("path", List.of()));
			if (!action.equals("save")) {
				return page(site, changed(typed, action), seen, Map.of());
			}
			List<MenuEntry> entries = typed.stream()
				.filter((entry) -> !entry.label().isBlank() || !entry.path().isBlank())
				.toList();
			try {
				this.menus.replace(entries, (present) -> requireSeen(present, seen));
			}
			catch (InvalidInputException ex) {
				return page(site, entries, seen, ex.errors());
			}
			catch (StaleMenuException ex) {
				return stale(site, entries, ex.current());
			}
			redirect.addFlashAttribute("flash",
					(entries.isEmpty()) ? "Saved. The menu shows the pages of the top level." : "Menu saved.");
			return new ModelAndView("redirect:/sites/" + key + "/menu");
		});
	}

	private static void requireSeen(Menus.Menu present, String seen) {
		if (!seen.isEmpty() && !seen.equals(present.digest())) {
			throw new StaleMenuException(present);
		}
	}

	/** Shows what was typed and what is saved; whoever saves once more has seen both. */
	private ModelAndView stale(Site site, List<MenuEntry> typed, Menus.Menu present) {
		ModelAndView view = page(site, typed, present.digest(), Map.of());
		view.setStatus(HttpStatus.CONFLICT);
		view.addObject("present", present.entries());
		return view;
	}

	private static List<MenuEntry> typed(List<String> labels, List<String> paths) {
		int count = Math.min(Math.max(labels.size(), paths.size()), Menus.MAX_ENTRIES + 1);
		return IntStream.range(0, count)
			.mapToObj((i) -> new MenuEntry((i < labels.size()) ? labels.get(i) : "",
					(i < paths.size()) ? paths.get(i) : ""))
			.toList();
	}

	private static List<MenuEntry> changed(List<MenuEntry> typed, String action) {
		List<MenuEntry> entries = new ArrayList<>(typed);
		Matcher step = STEP.matcher(action);
		if (action.equals("add")) {
			entries.add(new MenuEntry("", ""));
		}
		else if (step.matches()) {
			int index = Integer.parseInt(step.group(2));
			int other = index + ((step.group(1).equals("up")) ? -1 : 1);
			if (step.group(1).equals("remove") && index < entries.size()) {
				entries.remove(index);
			}
			else if (index < entries.size() && other >= 0 && other < entries.size()) {
				Collections.swap(entries, index, other);
			}
		}
		return entries;
	}

	private ModelAndView page(Site site, List<MenuEntry> entries, String seen, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/menu");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("file", this.menus.get().file());
		view.addObject("entries",
				IntStream.range(0, entries.size())
					.mapToObj((i) -> new EntryRow(entries.get(i).label(), entries.get(i).path(),
							errors.get("entries[" + i + "].label"), errors.get("entries[" + i + "].path")))
					.toList());
		view.addObject("seen", seen);
		view.addObject("present", null);
		view.addObject("errors", errors);
		view.addObject("error", errors.get("entries"));
		view.addObject("proposals", this.trees.proposals(PROPOSALS));
		return view;
	}

	/** A line of the menu in the form. */
	record EntryRow(String label, String path, @Nullable String labelError, @Nullable String pathError) {

	}

}
