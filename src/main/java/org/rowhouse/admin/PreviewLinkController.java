package org.rowhouse.admin;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.PreviewRounds;
import org.rowhouse.delivery.PreviewLinks;
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
 * Links to previews, to be given to people who do not sign in.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.WRITE)
@RequestMapping("/sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}/preview-links")
class PreviewLinkController {

	private static final List<Integer> DAYS = List.of(1, 7, 30, 90);

	private static final int USUAL = 7;

	private final PreviewLinks links;

	private final PreviewRounds rounds;

	private final ItemPages pages;

	private final ContentItems items;

	PreviewLinkController(PreviewLinks links, PreviewRounds rounds, ItemPages pages, ContentItems items) {
		this.items = items;
		this.links = links;
		this.rounds = rounds;
		this.pages = pages;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key, @PathVariable String kinds, @PathVariable long id) {
		return this.pages.on(key, (site) -> view(site, kinds, id, USUAL, null));
	}

	@PostMapping
	ModelAndView make(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			@RequestParam(defaultValue = "7") int days) {
		int chosen = (DAYS.contains(days)) ? days : USUAL;
		return this.pages.on(key, (site) -> {
			this.rounds.giveAway(ItemPages.kind(kinds), id, Duration.ofDays(chosen));
			PreviewLinks.Link link = this.links.create(site, ItemPages.kind(kinds), id, null, Duration.ofDays(chosen))
				.orElse(null);
			return view(site, kinds, id, chosen, link);
		});
	}

	@PostMapping("/revoke")
	ModelAndView revoke(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			RedirectAttributes redirect) {
		return this.pages.on(key, (site) -> {
			this.rounds.raise(ItemPages.kind(kinds), id);
			redirect.addFlashAttribute("flash", "No link to a preview of it that was made until now works any more.");
			return new ModelAndView("redirect:/sites/" + key + "/" + kinds + "/" + id + "/preview-links");
		});
	}

	private ModelAndView view(Site site, String kinds, long id, int days, PreviewLinks.@Nullable Link link) {
		ContentKind kind = ItemPages.kind(kinds);
		Item item = this.pages.require(kind, id);
		ModelAndView view = this.pages.view("admin/item-preview-links", site, kinds, item);
		view.addObject("may", this.items.mayChange(kind, id));
		view.addObject("days", DAYS);
		view.addObject("chosen", days);
		view.addObject("link", (link != null) ? link.url() : null);
		view.addObject("until", (link != null) ? ItemPages.time(link.until(), site.timeZone()) : null);
		return view;
	}

}
