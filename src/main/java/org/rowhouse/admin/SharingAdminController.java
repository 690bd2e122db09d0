package org.rowhouse.admin;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Members;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.account.Role;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.content.Sharing;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.Sites;

import org.springframework.data.domain.PageRequest;
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
 * Which other sites show a page or post.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.PUBLISH)
@RequestMapping("/sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}/sharing")
class SharingAdminController {

	private static final int SITES = 20;

	private final BoundSite bound;

	private final ContentItems items;

	private final Sharing sharing;

	private final Sites sites;

	private final SiteResolver resolver;

	private final PublicUrls urls;

	private final AdminModels models;

	private final Members members;

	SharingAdminController(BoundSite bound, ContentItems items, Sharing sharing, Sites sites, SiteResolver resolver,
			PublicUrls urls, AdminModels models, Members members) {
		this.members = members;
		this.bound = bound;
		this.items = items;
		this.sharing = sharing;
		this.sites = sites;
		this.resolver = resolver;
		this.urls = urls;
		this.models = models;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			@RequestParam(defaultValue = "") String q) {
		return this.bound.call(key, (site) -> page(site, kinds, id, new ShareForm("", ""), q, Map.of()));
	}

	@PostMapping
	ModelAndView share(@PathVariable String key, @PathVariable String kinds, @PathVariable long id, ShareForm form,
			RedirectAttributes redirect) {
		return this.bound.call(key, (site) -> {
			require(ItemPages.kind(kinds), id);
			try {
				Sharing.Share share = this.sharing.share(ItemPages.kind(kinds), id, Texts.of(form.site()),
						this.members.withRole(Role.EDITOR), Texts.of(form.path()));
				redirect.addFlashAttribute("flash", "'" + share.site().name() + "' shows it now.");
				return back(key, kinds, id);
			}
			catch (InvalidInputException ex) {
				return page(site, kinds, id, form, "", ex.errors());
			}
		});
	}

	@PostMapping("/withdraw")
	ModelAndView withdraw(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			@RequestParam(defaultValue = "0") long site, RedirectAttributes redirect) {
		return this.bound.call(key, (own) -> {
			require(ItemPages.kind(kinds), id);
			this.resolver.find(site)
				.ifPresent((other) -> this.sharing.withdraw(ItemPages.kind(kinds), id, other.key()));
			redirect.addFlashAttribute("flash", "It is not shown there any more.");
			return back(key, kinds, id);
		});
	}

	private static ModelAndView back(String key, String kinds, long id) {
		return new ModelAndView("redirect:/sites/" + key + "/" + kinds + "/" + id + "/sharing");
	}

	private ModelAndView page(Site site, String kinds, long id, ShareForm form, String q, Map<String, String> errors) {
		Item item = require(ItemPages.kind(kinds), id);
		List<Sharing.Share> shares = this.sharing.sharesOf(item.kind(), id);
		ModelAndView view = new ModelAndView("admin/sharing");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("kind", kinds);
		view.addObject("id", id);
		view.addObject("title", item.title());
		view.addObject("path", Item.shownPath(item.kind(), item.path()));
		Predicate<Site> visible = this.members.visible();
		view.addObject("origin",
				(item.origin() != null)
						? this.resolver.find(item.origin().siteId()).filter(visible).map(this.models::link).orElse(null)
						: null);
		view.addObject("repeats", item.origin() != null);
		view.addObject("shares",
				shares.stream().map((share) -> row(item.kind(), share, visible.test(share.site()))).toList());
		view.addObject("q", q);
		view.addObject("found",
				(q.isBlank()) ? List.of()
						: this.sites.search(q, this.members.withRole(Role.EDITOR), PageRequest.of(0, SITES))
							.stream()
							.filter((other) -> other.id() != site.id())
							.map((other) -> this.models.link(other))
							.toList());
		view.addObject("form", form);
		view.addObject("errors", errors);
		view.addObject("first", (errors.containsKey("path")) ? "path" : (errors.isEmpty()) ? "" : "site");
		return view;
	}

	/** Which other sites there are is nobody's business who has no part in them. */
	private ShareRow row(ContentKind kind, Sharing.Share share, boolean visible) {
		if (!visible) {
			return new ShareRow(share.site().id(), null, "", null, share.same());
		}
		String base = this.urls.of(share.site());
		String path = ((kind == ContentKind.POST) ? "/posts/" : "/") + share.path();
		return new ShareRow(share.site().id(), share.site().name(), path, (base != null) ? base + path : null,
				share.same());
	}

	private Item require(ContentKind kind, long id) {
		return this.items.find(kind, id).orElseThrow(() -> new NoSuchItemException(kind));
	}

	/** What is typed to let another site show it. */
	record ShareForm(@Nullable String site, @Nullable String path) {

	}

	/** Another site that shows it; of one that is not to be named there is no name. */
	record ShareRow(long id, @Nullable String name, String path, @Nullable String url, boolean same) {

	}

}
