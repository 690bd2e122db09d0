package org.rowhouse.admin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Autosave;
import org.rowhouse.content.Autosaves;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.delivery.PreviewLinks;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Leads editors to how a page or post will look.
 */
@Component
class ItemPreviews {

	/** For a look by the editor; links to give away have a time of their own. */
	private static final Duration LOOK = Duration.ofHours(1);

	private final PreviewLinks links;

	private final Autosaves autosaves;

	private final ItemPages pages;

	ItemPreviews(PreviewLinks links, Autosaves autosaves, ItemPages pages) {
		this.links = links;
		this.autosaves = autosaves;
		this.pages = pages;
	}

	/**
	 * Shows what was typed on the site itself. It is kept for that, and not saved. A page
	 * leads there and not a redirect: browsers let a form lead to its own host only.
	 * @param site the bound site
	 * @param kinds pages or posts
	 * @param form what was typed
	 * @param existing what is saved, or {@code null}
	 */
	ModelAndView look(Site site, String kinds, ItemForm form, @Nullable Item existing) {
		ContentKind kind = ItemPages.kind(kinds);
		Long itemId = (existing != null) ? existing.id() : null;
		try {
			Optional<PreviewLinks.Link> link;
			if (existing != null && (existing.source() != null || existing.origin() != null)) {
				link = this.links.create(site, kind, itemId, null, LOOK);
			}
			else {
				Long version = form.version();
				Autosave kept = this.autosaves.keep(Autosaves.Form.of(kind, itemId, form.text("token")),
						(version != null) ? version : 0, form.text("markdown"), form.others());
				link = this.links.create(site, kind, itemId, kept.id(), LOOK);
			}
			return (link.isPresent()) ? go(site, kinds, link.get()) : this.pages.form(site, kinds, form, existing,
					Map.of("", "The site has no address where a preview could be shown. Give it one first."));
		}
		catch (InvalidInputException ex) {
			return this.pages.form(site, kinds, form, existing, ex.errors());
		}
	}

	private ModelAndView go(Site site, String kinds, PreviewLinks.Link link) {
		ModelAndView view = this.pages.view("admin/item-look", site, kinds);
		view.setStatus(HttpStatus.OK);
		view.addObject("link", link.url());
		return view;
	}

}
