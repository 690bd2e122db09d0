package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.content.PageMoves;
import org.rowhouse.content.PageRow;
import org.rowhouse.content.PageTrees;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.dao.DataIntegrityViolationException;
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
 * Moves pages in the tree: by a form that works everywhere, and by what the script of the
 * tree sends.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.PUBLISH)
@RequestMapping("/sites/{key}/pages/{id:[0-9]{1,18}}/move")
class PageTreeController {

	private static final int PROPOSALS = 500;

	private static final String COLLISION = "Somebody else has just saved a page at one of these paths. Look again, then move it.";

	private final BoundSite bound;

	private final ContentItems items;

	private final PageTrees trees;

	private final PageMoves moves;

	private final AdminModels models;

	private final AdminWords words;

	PageTreeController(BoundSite bound, ContentItems items, PageTrees trees, PageMoves moves, AdminModels models,
			AdminWords words) {
		this.words = words;
		this.bound = bound;
		this.items = items;
		this.trees = trees;
		this.moves = moves;
		this.models = models;
	}

	@GetMapping
	ModelAndView form(@PathVariable String key, @PathVariable long id) {
		return this.bound.call(key, (site) -> {
			Item page = require(id);
			String above = this.trees.shownBelow(page.path());
			int place = this.trees.siblings(above).stream().map(PageRow::id).toList().indexOf(id) + 1;
			return form(site, page, new MoveForm(above, String.valueOf(place), page.version()), Map.of());
		});
	}

	@PostMapping
	ModelAndView move(@PathVariable String key, @PathVariable long id, MoveForm form, RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			Item page = require(id);
			try {
				PageRow moved = this.moves.move(id, Texts.of(form.parent()), before(form, id), form.versionOrNone());
				redirect.addFlashAttribute("flash", "'" + moved.title() + "' is at /" + moved.path() + " now.");
				return new ModelAndView("redirect:/sites/" + key + "/pages");
			}
			catch (InvalidInputException ex) {
				return form(site, page, form, ex.errors());
			}
			catch (ConflictException ex) {
				return form(site, page, form, Map.of("", String.valueOf(ex.getMessage())));
			}
			catch (DataIntegrityViolationException ex) {
				return form(site, page, form, Map.of("", COLLISION));
			}
		});
	}

	/** What the script of the tree sends. Answers with words for those who listen. */
	@PostMapping(produces = MediaType.APPLICATION_JSON_VALUE, headers = "X-Requested-With")
	ResponseEntity<Map<String, Object>> moveInTree(@PathVariable String key, @PathVariable long id,
			@RequestParam(defaultValue = "") String parent, @RequestParam @Nullable Long before,
			@RequestParam(defaultValue = "-1") long version) {
		return this.bound.call(key, (site) -> {
			require(id);
			try {
				PageRow moved = this.moves.move(id, parent, before, version);
				String above = this.trees.shownBelow(moved.path());
				List<Long> order = this.trees.siblings(above).stream().map(PageRow::id).toList();
				return ResponseEntity
					.ok(Map.of("path", moved.path(), "version", moved.version(), "message",
							this.words.text("'" + moved.title() + "' is number " + (order.indexOf(id) + 1) + " of "
									+ order.size()
									+ ((above.isEmpty()) ? " at the top level, at /" : " below /" + above + ", at /")
									+ moved.path() + ".")));
			}
			catch (InvalidInputException ex) {
				return refused(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(ex.getMessage()));
			}
			catch (ConflictException ex) {
				return refused(HttpStatus.CONFLICT, ex.getMessage());
			}
			catch (DataIntegrityViolationException ex) {
				return refused(HttpStatus.CONFLICT, COLLISION);
			}
		});
	}

	private ResponseEntity<Map<String, Object>> refused(HttpStatus status, String detail) {
		return ResponseEntity.status(status).body(Map.of("detail", this.words.text(detail)));
	}

	/** The page that stands now where this one is to stand. */
	private @Nullable Long before(MoveForm form, long id) {
		String typed = Texts.of(form.place()).strip();
		if (typed.isEmpty()) {
			return null;
		}
		if (!typed.matches("[0-9]{1,6}") || Integer.parseInt(typed) < 1) {
			throw new InvalidInputException("place",
					"The place is a number from 1, or nothing to stand last. '" + typed + "' is neither.");
		}
		List<Long> others = this.trees.siblings(Texts.of(form.parent()).strip().replaceAll("^/+|/+$", ""))
			.stream()
			.map(PageRow::id)
			.filter((other) -> other != id)
			.toList();
		int index = Integer.parseInt(typed) - 1;
		return (index < others.size()) ? others.get(index) : null;
	}

	private Item require(long id) {
		return this.items.find(ContentKind.PAGE, id).orElseThrow(() -> new NoSuchItemException(ContentKind.PAGE));
	}

	private ModelAndView form(Site site, Item page, MoveForm form, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/page-move");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("id", page.id());
		view.addObject("title", page.title());
		view.addObject("path", Item.shownPath(page.kind(), page.path()));
		view.addObject("form", form);
		view.addObject("errors", errors);
		view.addObject("first", (errors.containsKey("place")) ? "place" : "parent");
		view.addObject("proposals",
				this.trees.proposals(PROPOSALS)
					.stream()
					.filter((other) -> !other.path().equals(page.path()) && !other.path().startsWith(page.path() + "/"))
					.toList());
		return view;
	}

	/**
	 * Where a page is to stand.
	 *
	 * @param parent the path of the page above; empty at the top
	 * @param place its number among those there, from 1; empty: the last one
	 * @param version the version of the page that was seen
	 */
	record MoveForm(@Nullable String parent, @Nullable String place, @Nullable Long version) {

		/** No page has a version below zero. */
		long versionOrNone() {
			return (this.version != null) ? this.version : -1;
		}

	}

}
