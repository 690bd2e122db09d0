package org.rowhouse.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemDifference;
import org.rowhouse.content.RevisionHistory;
import org.rowhouse.content.RevisionText;
import org.rowhouse.content.TextComparison;
import org.rowhouse.site.Site;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows differences between versions of an item, and what to do where two people have
 * changed it at the same time.
 */
@Component
class ItemConflicts {

	private static final Map<String, String> LABELS = Map.ofEntries(Map.entry("title", "Title"),
			Map.entry("path", "Address"), Map.entry("summary", "Summary"), Map.entry("tags", "Tags"),
			Map.entry("state", "State"), Map.entry("publishAt", "Publish at"), Map.entry("unpublishAt", "Unpublish at"),
			Map.entry("template", "Template"), Map.entry("author", "Author"), Map.entry("cover", "Cover picture"),
			Map.entry("coverAlt", "What the picture shows"), Map.entry("pinned", "Pinned"),
			Map.entry("hidden", "Hidden from menus"), Map.entry("position", "Order"));

	private final RevisionHistory history;

	private final ItemPages pages;

	ItemConflicts(RevisionHistory history, ItemPages pages) {
		this.history = history;
		this.pages = pages;
	}

	/**
	 * The page that tells somebody who saves that somebody else has.
	 * @param site the bound site
	 * @param kinds pages or posts
	 * @param form what was typed
	 * @param action the button that was pressed
	 * @param mine the same as a draft
	 * @param theirs what is saved
	 */
	ModelAndView conflict(Site site, String kinds, ItemForm form, String action, Draft mine, Item theirs) {
		ModelAndView view = this.pages.view("admin/item-conflict", site, kinds, theirs);
		view.setStatus(HttpStatus.CONFLICT);
		Draft base = base(theirs, form.version());
		Draft saved = theirs.toDraft();
		view.addObject("who", (theirs.updatedBy().isEmpty()) ? "Somebody" : theirs.updatedBy());
		view.addObject("when", ItemPages.time(theirs.updatedAt(), site.timeZone()));
		view.addObject("theirs", theirs.version());
		view.addObject("intended", action);
		view.addObject("hidden", form.texts());
		view.addObject("theirChanges", (base != null) ? difference(site, kinds, base, saved) : null);
		view.addObject("myChanges", (base != null) ? difference(site, kinds, base, mine) : null);
		view.addObject("between", difference(site, kinds, saved, mine));
		view.addObject("mergeable",
				base != null && ItemDifference.merge(theirs.kind(), base, saved, withState(mine, base)).isPresent());
		return view;
	}

	/**
	 * Puts the changes of both together.
	 * @param theirs what is saved
	 * @param form what was typed
	 * @param mine the same as a draft
	 * @return both; nothing if both changed the same in different ways
	 */
	Optional<Draft> merge(Item theirs, ItemForm form, Draft mine) {
		Draft base = base(theirs, form.version());
		return (base != null) ? ItemDifference.merge(theirs.kind(), base, theirs.toDraft(), withState(mine, base))
				: Optional.empty();
	}

	/** The state is what buttons are for, and nothing that was typed. */
	private static Draft withState(Draft mine, Draft base) {
		return new Draft(mine.path(), mine.title(), mine.summary(), mine.markdown(), mine.template(), base.state(),
				mine.publishAt(), mine.tags(), mine.details());
	}

	private @Nullable Draft base(Item item, @Nullable Long version) {
		ContentKind kind = item.kind();
		return (version != null) ? this.history.find(kind, item.id(), version).map(RevisionText::draft).orElse(null)
				: null;
	}

	/**
	 * Compares two versions.
	 * @param site the bound site
	 * @param kinds pages or posts
	 * @param before the earlier one
	 * @param after the later one
	 */
	Difference difference(Site site, String kinds, Draft before, Draft after) {
		ItemDifference difference = ItemDifference.between(normal(before), normal(after));
		List<FieldDifference> fields = new ArrayList<>();
		for (ItemDifference.Field field : difference.fields()) {
			List<TextComparison.Row> rows = (field.name().endsWith("ublishAt"))
					? TextComparison.compare(time(site, field.before()), time(site, field.after())) : field.rows();
			fields.add(new FieldDifference(label(site, kinds, after.template(), field.name()), rows));
		}
		return new Difference(fields, difference.text(), difference.isEmpty());
	}

	private static String time(Site site, String instant) {
		return (instant.isEmpty()) ? "" : ItemPages.time(Instant.parse(instant), site.timeZone());
	}

	/**
	 * What was typed is normalised when it is saved; until then that is no difference.
	 */
	private static Draft normal(Draft draft) {
		Map<String, String> fields = new LinkedHashMap<>(draft.details().fields());
		fields.values().removeIf(String::isBlank);
		List<String> tags = draft.tags().stream().map(String::strip).filter((tag) -> !tag.isEmpty()).sorted().toList();
		return new Draft(draft.path(), draft.title().strip(), draft.summary().strip(), draft.markdown(),
				draft.template(), draft.state(), draft.publishAt(), tags, draft.details().with(fields));
	}

	private String label(Site site, String kinds, String template, String name) {
		return (name.startsWith(ItemForm.FIELD))
				? this.pages.label(site, kinds, template, name.substring(ItemForm.FIELD.length()))
				: LABELS.getOrDefault(name, name);
	}

	/** What is different between two versions. */
	record Difference(List<FieldDifference> fields, List<TextComparison.Row> text, boolean empty) {

	}

	/** What is different in a field. */
	record FieldDifference(String label, List<TextComparison.Row> rows) {

	}

}
