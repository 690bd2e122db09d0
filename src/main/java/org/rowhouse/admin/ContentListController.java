package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.BulkActions;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentLists;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.ListFilter;
import org.rowhouse.content.PageTrees;
import org.rowhouse.content.Tag;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.data.domain.Page;
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
 * Lists of the pages and posts of a site, the tree of its pages, and what is done with
 * many of them at once.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.WRITE)
@RequestMapping("/sites/{key}/{kinds:pages|posts}")
class ContentListController {

	private static final int ITEMS_PER_PAGE = 50;

	private static final int ORPHANS = 200;

	private final BoundSite bound;

	private final ContentLists lists;

	private final PageTrees trees;

	private final BulkActions bulkActions;

	private final AdminModels models;

	private final ListModels listModels;

	ContentListController(BoundSite bound, ContentLists lists, PageTrees trees, BulkActions bulkActions,
			AdminModels models, ListModels listModels) {
		this.bound = bound;
		this.lists = lists;
		this.trees = trees;
		this.bulkActions = bulkActions;
		this.models = models;
		this.listModels = listModels;
	}

	@GetMapping
	ModelAndView list(@PathVariable String key, @PathVariable String kinds, ListForm form,
			@RequestParam(defaultValue = "") String view, @RequestParam(defaultValue = "") String below,
			@RequestParam(defaultValue = "1") int page) {
		return this.bound.call(key, (site) -> {
			boolean tree = kinds.equals("pages") && form.toFilter().isEmpty() && !view.equals("list");
			return (tree) ? tree(site, below, AdminModels.index(page)) : list(site, kinds, form, page);
		});
	}

	private ModelAndView list(Site site, String kinds, ListForm form, int page) {
		ContentKind kind = ItemPages.kind(kinds);
		ListFilter filter = form.toFilter();
		Page<ItemSummary> found = this.lists.list(kind, filter, form.toSort(kind), AdminModels.index(page),
				ITEMS_PER_PAGE);
		Map<Long, List<Tag>> tags = (kind == ContentKind.POST) ? this.lists.tagsOf(found.getContent()) : Map.of();
		ModelAndView view = view("admin/items", site, kinds);
		view.addObject("rows",
				found.map((item) -> this.listModels.row(site, item, tags.getOrDefault(item.id(), List.of())))
					.getContent());
		view.addObject("form", form);
		view.addObject("filtered", !filter.isEmpty());
		view.addObject("sort", form.toSort(kind).word());
		view.addObject("states", ContentState.words());
		view.addObject("pagination", AdminModels.pagination(found, form.address("/sites/" + site.key() + "/" + kinds)));
		return view;
	}

	private ModelAndView tree(Site site, String below, int page) {
		ModelAndView view = view("admin/pages", site, "pages");
		String above = below.replaceAll("^/+|/+$", "");
		boolean whole = this.trees.isWhole();
		boolean more = false;
		List<PageTrees.Node> nodes;
		if (whole) {
			nodes = this.trees.whole();
			above = "";
		}
		else if (above.equals("*")) {
			nodes = this.trees.withoutOneAbove(ORPHANS);
		}
		else {
			PageTrees.Level level = this.trees.level(above, page);
			nodes = level.nodes();
			more = level.more();
		}
		view.addObject("nodes", nodes.stream().map((node) -> this.listModels.node(site, node)).toList());
		view.addObject("whole", whole);
		view.addObject("below", above);
		view.addObject("next", (more) ? page + 2 : null);
		return view;
	}

	/** Asks first; what was chosen is sent again with the answer. */
	@Needs(Permission.PUBLISH)
	@PostMapping("/bulk")
	ModelAndView bulk(@PathVariable String key, @PathVariable String kinds,
			@RequestParam(defaultValue = "") List<Long> id, @RequestParam(defaultValue = "") String action,
			@RequestParam(defaultValue = "") String tag, @RequestParam(defaultValue = "no") String confirm,
			@RequestParam(defaultValue = "") String back, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			String list = "/sites/" + key + "/" + kinds;
			if (id.isEmpty() || id.size() > BulkActions.MAX_ITEMS) {
				redirect.addFlashAttribute("flashError", (id.isEmpty()) ? "Nothing was chosen. Tick some lines first."
						: "At most " + BulkActions.MAX_ITEMS + " at once.");
				return new ModelAndView("redirect:" + list);
			}
			ContentKind kind = ItemPages.kind(kinds);
			try {
				BulkActions.Action chosen = BulkActions.action(kind, action, tag);
				if (!confirm.equals("yes")) {
					return confirmation(site, kinds, id, chosen, tag, null);
				}
				BulkActions.Result result = this.bulkActions.apply(kind, id, chosen, tag);
				redirect.addFlashAttribute((result.notDone().isEmpty()) ? "flash" : "flashError", result.toString());
				return new ModelAndView("redirect:" + list + (back.equals("list") ? "?view=list" : ""));
			}
			catch (InvalidInputException ex) {
				BulkActions.Action chosen = (action.equals("tag")) ? BulkActions.Action.TAG : null;
				return confirmation(site, kinds, id, chosen, tag, ex.getMessage());
			}
		});
	}

	private ModelAndView confirmation(Site site, String kinds, List<Long> ids, BulkActions.@Nullable Action action,
			String tag, @Nullable String error) {
		ModelAndView view = view("admin/bulk", site, kinds);
		view.setStatus((error != null) ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
		view.addObject("action", (action != null) ? action.word() : "");
		view.addObject("question", (action != null) ? action.question() : "Choose what to do");
		view.addObject("effect", (action != null) ? action.effect() : "");
		view.addObject("titles", this.bulkActions.titles(ItemPages.kind(kinds), ids));
		view.addObject("ids", ids);
		view.addObject("tag", tag);
		view.addObject("error", error);
		return view;
	}

	private ModelAndView view(String template, Site site, String kinds) {
		ModelAndView view = new ModelAndView(template);
		view.addObject("kind", kinds);
		// Thymeleaf takes the word for an operator when it stands in an expression.
		view.addObject("newLabel", (ItemPages.kind(kinds) == ContentKind.PAGE) ? "New page" : "New post");
		view.addObject("site", this.models.link(site));
		view.addObject("zone", site.timeZone().getId());
		return view;
	}

}
