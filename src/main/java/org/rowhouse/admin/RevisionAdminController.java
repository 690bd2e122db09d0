package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.Autosave;
import org.rowhouse.content.Autosaves;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.content.Revision;
import org.rowhouse.content.RevisionAction;
import org.rowhouse.content.RevisionHistory;
import org.rowhouse.content.RevisionText;
import org.rowhouse.site.HostKind;
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
 * The history of a page or post: what it said, what changed, and how to get it back.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.WRITE)
@RequestMapping("/sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}")
class RevisionAdminController {

	private static final Map<RevisionAction, String> DONE = Map.ofEntries(Map.entry(RevisionAction.SAVED, "Saved"),
			Map.entry(RevisionAction.SUBMITTED, "Submitted for review"),
			Map.entry(RevisionAction.SCHEDULED, "Scheduled"), Map.entry(RevisionAction.PUBLISHED, "Published"),
			Map.entry(RevisionAction.UNPUBLISHED, "Unpublished"), Map.entry(RevisionAction.ARCHIVED, "Archived"),
			Map.entry(RevisionAction.RESTORED, "Restored"), Map.entry(RevisionAction.FILE, "Read from its file"),
			Map.entry(RevisionAction.PUBLISHED_ON_TIME, "Published by schedule"),
			Map.entry(RevisionAction.ARCHIVED_ON_TIME, "Archived by schedule"),
			Map.entry(RevisionAction.MOVED, "Moved"), Map.entry(RevisionAction.FOUND, "As it was"));

	private final RevisionHistory history;

	private final Autosaves autosaves;

	private final ContentItems items;

	private final ItemPages pages;

	private final ItemConflicts differences;

	RevisionAdminController(RevisionHistory history, Autosaves autosaves, ContentItems items, ItemPages pages,
			ItemConflicts differences) {
		this.history = history;
		this.autosaves = autosaves;
		this.items = items;
		this.pages = pages;
		this.differences = differences;
	}

	@GetMapping("/history")
	ModelAndView list(@PathVariable String key, @PathVariable String kinds, @PathVariable long id) {
		return this.pages.on(key, (site) -> {
			ContentKind kind = ItemPages.kind(kinds);
			Item item = this.pages.require(kind, id);
			List<Revision> revisions = this.history.of(kind, id);
			ModelAndView view = this.pages.view("admin/item-history", site, kinds, item);
			view.addObject("rows", revisions.stream().map((revision) -> row(site, revision)).toList());
			view.addObject("before", (revisions.size() > 1) ? revisions.get(1).number() : revisions.get(0).number());
			return view;
		});
	}

	@GetMapping("/history/{number:[0-9]{1,18}}")
	ModelAndView show(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			@PathVariable long number) {
		return this.pages.on(key, (site) -> {
			ContentKind kind = ItemPages.kind(kinds);
			Item item = this.pages.require(kind, id);
			RevisionText revision = require(kind, id, number);
			ModelAndView view = this.pages.view("admin/item-revision", site, kinds, item);
			view.addObject("revision", row(site, revision.revision()));
			view.addObject("draft", revision.draft());
			view.addObject("html", this.items.preview(kind, item, revision.draft()).html());
			view.addObject("current", number == item.version());
			return view;
		});
	}

	/**
	 * From a number to another one, to the saved version, or to what I have not saved.
	 */
	@GetMapping("/compare")
	ModelAndView compare(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			@RequestParam(defaultValue = "now") String from, @RequestParam(defaultValue = "now") String to) {
		return this.pages.on(key, (site) -> {
			Item item = this.pages.require(ItemPages.kind(kinds), id);
			Version one = version(site, item, from);
			Version other = version(site, item, to);
			boolean turned = one.number() > other.number();
			Version before = (turned) ? other : one;
			Version after = (turned) ? one : other;
			ModelAndView view = this.pages.view("admin/item-compare", site, kinds, item);
			view.addObject("before", before.label());
			view.addObject("after", after.label());
			view.addObject("restorable", before.number() != item.version());
			view.addObject("number", before.number());
			view.addObject("difference", this.differences.difference(site, kinds, before.draft(), after.draft()));
			return view;
		});
	}

	@PostMapping("/history/{number:[0-9]{1,18}}/restore")
	ModelAndView restore(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			@PathVariable long number, RedirectAttributes redirect) {
		return this.pages.on(key, (site) -> {
			ContentKind kind = ItemPages.kind(kinds);
			Item restored = this.history.restore(kind, id, number);
			this.autosaves.forget(Autosaves.Form.of(kind, id, ""));
			redirect.addFlashAttribute("flash",
					"Version " + number + " is back, as version " + restored.version() + ".");
			return new ModelAndView("redirect:/sites/" + key + "/" + kinds + "/" + id);
		});
	}

	private Version version(Site site, Item item, String word) {
		if (word.equals("mine")) {
			Autosave typed = this.autosaves.find(Autosaves.Form.of(item.kind(), item.id(), ""))
				.orElseThrow(() -> new NoSuchItemException(item.kind()));
			return new Version(Long.MAX_VALUE,
					"what you typed until " + ItemPages.time(typed.savedAt(), site.timeZone()),
					typed.toDraft(item.kind(), item));
		}
		if (!word.matches("[0-9]{1,18}")) {
			return new Version(item.version(), "the saved version", item.toDraft());
		}
		RevisionText revision = require(item.kind(), item.id(), Long.parseLong(word));
		return new Version(revision.revision().number(), "version " + revision.revision().number() + " of "
				+ ItemPages.time(revision.revision().at(), site.timeZone()), revision.draft());
	}

	private RevisionText require(ContentKind kind, long id, long number) {
		return this.history.find(kind, id, number).orElseThrow(() -> new NoSuchItemException(kind));
	}

	private static RevisionRow row(Site site, Revision revision) {
		String what = DONE.getOrDefault(revision.action(), "Saved");
		return new RevisionRow(revision.number(), ItemPages.time(revision.at(), site.timeZone()), revision.by(),
				(revision.restoredFrom() != null) ? what + " from version " + revision.restoredFrom() : what,
				revision.title());
	}

	/** A revision in a list. */
	record RevisionRow(long number, String when, String by, String what, String title) {

	}

	/** One side of a comparison. */
	private record Version(long number, String label, Draft draft) {

	}

}
