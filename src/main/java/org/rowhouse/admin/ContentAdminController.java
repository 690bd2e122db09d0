package org.rowhouse.admin;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.Autosave;
import org.rowhouse.content.Autosaves;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.Publication;
import org.rowhouse.content.Snippets;
import org.rowhouse.content.StaleItemException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
 * The pages and posts of a site. Each method binds the site that its path names.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.WRITE)
@RequestMapping("/sites/{key}")
class ContentAdminController {

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private final ContentItems items;

	private final Autosaves autosaves;

	private final SnippetPages snippetPages;

	private final Snippets snippets;

	private final AdminModels models;

	private final ItemPages pages;

	private final ItemConflicts conflicts;

	private final ItemPreviews previews;

	private final Clock clock = Clock.systemUTC();

	ContentAdminController(ContentItems items, Autosaves autosaves, SnippetPages snippetPages, Snippets snippets,
			AdminModels models, ItemPages pages, ItemConflicts conflicts, ItemPreviews previews) {
		this.items = items;
		this.autosaves = autosaves;
		this.snippetPages = snippetPages;
		this.snippets = snippets;
		this.models = models;
		this.pages = pages;
		this.conflicts = conflicts;
		this.previews = previews;
	}

	@GetMapping("/{kinds:pages|posts}/new")
	ModelAndView form(@PathVariable String key, @PathVariable String kinds,
			@RequestParam(required = false) @Nullable String restore) {
		return this.pages.on(key, (site) -> {
			Optional<Autosave> kept = (restore != null)
					? this.autosaves.find(Autosaves.Form.of(ItemPages.kind(kinds), null, restore)) : Optional.empty();
			ItemForm form = kept.map(ItemForm::of).orElseGet(() -> ItemForm.empty(UUID.randomUUID().toString()));
			ModelAndView view = this.pages.form(site, kinds, form, null, Map.of());
			view.addObject("note", kept.map((typed) -> restored(site, typed)).orElse(null));
			view.addObject("unsaved", (kept.isEmpty()) ? this.pages.unsaved(site, kinds, null) : List.of());
			return view;
		});
	}

	@GetMapping("/{kinds:pages|posts}/{id:[0-9]{1,18}}")
	ModelAndView edit(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			@RequestParam(required = false) @Nullable String restore) {
		return this.pages.on(key, (site) -> {
			ContentKind kind = ItemPages.kind(kinds);
			Item item = this.pages.require(kind, id);
			Optional<Autosave> kept = (restore != null) ? this.autosaves.find(Autosaves.Form.of(kind, id, ""))
					: Optional.empty();
			ItemForm form = kept.map(ItemForm::of).orElseGet(() -> ItemForm.of(item, site.timeZone()));
			ModelAndView view = this.pages.form(site, kinds, form, item, Map.of());
			view.addObject("note", kept.map((typed) -> restored(site, typed)).orElse(null));
			view.addObject("unsaved", (kept.isEmpty()) ? this.pages.unsaved(site, kinds, item) : List.of());
			return view;
		});
	}

	private static String restored(Site site, Autosave typed) {
		return "This is what you typed until " + ItemPages.time(typed.savedAt(), site.timeZone())
				+ ". It is not saved yet.";
	}

	@PostMapping("/{kinds:pages|posts}")
	ModelAndView create(@PathVariable String key, @PathVariable String kinds,
			@RequestParam MultiValueMap<String, String> posted, @RequestParam(defaultValue = "save") String action,
			RedirectAttributes redirect) {
		return this.pages.on(key, (site) -> save(site, kinds, ItemForm.of(posted), action, null, redirect));
	}

	@PostMapping("/{kinds:pages|posts}/{id:[0-9]{1,18}}")
	ModelAndView update(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			@RequestParam MultiValueMap<String, String> posted, @RequestParam(defaultValue = "save") String action,
			@RequestParam(defaultValue = "save") String intended, @RequestParam(required = false) @Nullable Long theirs,
			RedirectAttributes redirect) {
		return this.pages.on(key, (site) -> {
			Item item = this.pages.require(ItemPages.kind(kinds), id);
			ItemForm form = ItemForm.of(posted);
			if (action.equals("merge")) {
				return merge(site, kinds, form, intended, item);
			}
			boolean overwrite = action.equals("overwrite") && theirs != null;
			return save(site, kinds, (overwrite) ? form.with("version", String.valueOf(theirs)) : form,
					(overwrite) ? intended : action, item, redirect);
		});
	}

	private ModelAndView merge(Site site, String kinds, ItemForm form, String intended, Item item) {
		Map<String, String> errors = new LinkedHashMap<>();
		Draft mine = form.toDraft(item.kind(), item.state(), item, site.timeZone(), errors);
		Optional<Draft> merged = this.conflicts.merge(item, form, mine);
		if (merged.isEmpty()) {
			return this.conflicts.conflict(site, kinds, form, intended, mine, item);
		}
		ItemForm both = ItemForm.of(merged.get(), item.version(), site.timeZone()).with("token", form.text("token"));
		ModelAndView view = this.pages.form(site, kinds, both, item, Map.of());
		view.addObject("note", "The changes of both are in the form now, and not saved yet. Look at it, then save.");
		return view;
	}

	private ModelAndView save(Site site, String kinds, ItemForm form, String action, @Nullable Item existing,
			RedirectAttributes redirect) {
		if (action.equals("preview")) {
			ModelAndView view = this.pages.form(site, kinds, form, existing, Map.of());
			view.addObject("preview", rendered(form.text("markdown")));
			return view;
		}
		if (action.equals("look")) {
			return this.previews.look(site, kinds, form, existing);
		}
		ContentKind kind = ItemPages.kind(kinds);
		ContentState before = (existing != null) ? existing.state() : ContentState.DRAFT;
		Map<String, String> errors = new LinkedHashMap<>();
		Draft draft = draft(form, kind, action, existing, site, errors);
		try {
			if (!errors.isEmpty()) {
				this.items.check(kind, draft);
				throw new InvalidInputException(errors);
			}
			Item saved = save(kind, existing, draft, form.version());
			this.autosaves.forget(Autosaves.Form.of(kind, (existing != null) ? existing.id() : null, token(form)));
			redirect.addFlashAttribute("flash", message(before, saved, site));
			redirect.addFlashAttribute("savedToken", form.text("token"));
			return new ModelAndView("redirect:/sites/" + site.key() + "/" + kinds + "/" + saved.id());
		}
		catch (StaleItemException ex) {
			return this.conflicts.conflict(site, kinds, form, action, draft, ex.current());
		}
		catch (InvalidInputException ex) {
			ex.errors().forEach(errors::putIfAbsent);
			return this.pages.form(site, kinds, form, existing, errors);
		}
	}

	private Item save(ContentKind kind, @Nullable Item existing, Draft draft, @Nullable Long version) {
		if (existing == null) {
			return this.items.create(kind, draft);
		}
		return (version != null) ? this.items.update(kind, existing.id(), draft, version)
				: this.items.update(kind, existing.id(), draft);
	}

	private static String token(ItemForm form) {
		return (form.text("token").isEmpty()) ? UUID.randomUUID().toString() : form.text("token");
	}

	/** What was typed, with what the button means for state and time. */
	private Draft draft(ItemForm form, ContentKind kind, String action, @Nullable Item existing, Site site,
			Map<String, String> errors) {
		ContentState before = (existing != null) ? existing.state() : ContentState.DRAFT;
		ContentState state = ItemAction.target(action, before);
		Draft typed = form.toDraft(kind, state, existing, site.timeZone(), errors);
		Instant now = this.clock.instant();
		boolean later = typed.publishAt() != null && typed.publishAt().isAfter(now);
		if (action.equals("schedule") && !later) {
			errors.putIfAbsent("publishAt", "Choose a time that is still to come, or publish it now.");
		}
		String mistake = Publication.mistakeInEnd(typed, now);
		if (mistake != null && (state == ContentState.PUBLISHED || state == ContentState.SCHEDULED)) {
			errors.putIfAbsent("unpublishAt", mistake);
		}
		boolean atOnce = action.equals("publish-now") || (state == ContentState.PUBLISHED && !later);
		return (atOnce) ? Publication.now(typed, before, now) : typed;
	}

	private static String message(ContentState before, Item saved, Site site) {
		Instant at = saved.publishAt();
		if (saved.state() == ContentState.SCHEDULED && at != null) {
			return "Scheduled: visitors see it from " + ItemPages.time(at, site.timeZone()) + " ("
					+ site.timeZone().getId() + ").";
		}
		if (before == saved.state()) {
			return "Saved.";
		}
		return switch (saved.state()) {
			case PUBLISHED -> "Published.";
			case REVIEW -> "Submitted for review: it waits among the others in review until somebody publishes it.";
			case ARCHIVED -> "Archived: visitors no longer see it.";
			default -> (before == ContentState.PUBLISHED) ? "Unpublished: it is a draft now." : "It is a draft now.";
		};
	}

	@GetMapping("/{kinds:pages|posts}/{id:[0-9]{1,18}}/delete")
	ModelAndView confirmDeletion(@PathVariable String key, @PathVariable String kinds, @PathVariable long id) {
		return this.pages.on(key, (site) -> {
			ModelAndView view = this.pages.view("admin/item-delete", site, kinds);
			Item item = this.pages.require(ItemPages.kind(kinds), id);
			view.addObject("item", this.models.item(site, item.toSummary()));
			view.addObject("shared", item.origin() != null);
			return view;
		});
	}

	@PostMapping("/{kinds:pages|posts}/{id:[0-9]{1,18}}/delete")
	ModelAndView delete(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			RedirectAttributes redirect) {
		return this.pages.on(key, (site) -> {
			Item item = this.pages.require(ItemPages.kind(kinds), id);
			this.items.delete(item.kind(), id);
			redirect.addFlashAttribute("flash", "'" + item.title()
					+ ((item.origin() != null) ? "' is not shown here any more." : "' has been deleted."));
			return new ModelAndView("redirect:/sites/" + key + "/" + kinds);
		});
	}

	@PostMapping("/preview")
	ResponseEntity<String> preview(@PathVariable String key, @RequestParam(defaultValue = "") String markdown) {
		return this.pages.on(key, (site) -> ResponseEntity.ok().contentType(HTML).body(rendered(markdown)));
	}

	/** With snippets in their places, and a mark where one is not known. */
	private String rendered(@Nullable String text) {
		return this.snippets.expandForPreview(this.snippetPages.rendered(text));
	}

}
