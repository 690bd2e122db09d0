package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.Markdown;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
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
import org.springframework.web.util.HtmlUtils;

/**
 * The pages and posts of a site. Each method binds the site that its path names.
 */
@Controller
@OnHost(HostKind.ADMIN)
@RequestMapping("/sites/{key}")
class ContentAdminController {

	private static final int ITEMS_PER_PAGE = 50;

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private final Sites sites;

	private final ContentItems items;

	private final CurrentSite currentSite;

	private final Markdown markdown;

	private final AdminModels models;

	private final PublicUrls urls;

	ContentAdminController(Sites sites, ContentItems items, CurrentSite currentSite, Markdown markdown,
			AdminModels models, PublicUrls urls) {
		this.sites = sites;
		this.items = items;
		this.currentSite = currentSite;
		this.markdown = markdown;
		this.models = models;
		this.urls = urls;
	}

	@GetMapping("/{kinds:pages|posts}")
	ModelAndView list(@PathVariable String key, @PathVariable String kinds, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "1") int page) {
		return on(key, (site) -> {
			Page<ItemSummary> found = this.items.search(kind(kinds), q,
					PageRequest.of(AdminModels.index(page), ITEMS_PER_PAGE));
			ModelAndView view = view("admin/items", site, kinds);
			view.addObject("rows", found.map((item) -> this.models.item(site, item)).getContent());
			view.addObject("q", q);
			view.addObject("pagination", this.models.pagination(found, "/sites/" + key + "/" + kinds, q));
			return view;
		});
	}

	@GetMapping("/{kinds:pages|posts}/new")
	ModelAndView form(@PathVariable String key, @PathVariable String kinds) {
		return on(key, (site) -> form(site, kinds, ItemForm.empty(), null, Map.of()));
	}

	@GetMapping("/{kinds:pages|posts}/{id:[0-9]{1,18}}")
	ModelAndView edit(@PathVariable String key, @PathVariable String kinds, @PathVariable long id) {
		return on(key, (site) -> {
			Item item = require(kind(kinds), id);
			return form(site, kinds, ItemForm.of(item, site.timeZone()), item, Map.of());
		});
	}

	@PostMapping("/{kinds:pages|posts}")
	ModelAndView create(@PathVariable String key, @PathVariable String kinds, ItemForm form,
			@RequestParam(defaultValue = "save") String action, RedirectAttributes redirect) {
		return on(key, (site) -> save(site, kinds, form, action, null, redirect));
	}

	@PostMapping("/{kinds:pages|posts}/{id:[0-9]{1,18}}")
	ModelAndView update(@PathVariable String key, @PathVariable String kinds, @PathVariable long id, ItemForm form,
			@RequestParam(defaultValue = "save") String action, RedirectAttributes redirect) {
		return on(key, (site) -> save(site, kinds, form, action, require(kind(kinds), id), redirect));
	}

	private ModelAndView save(Site site, String kinds, ItemForm form, String action, @Nullable Item existing,
			RedirectAttributes redirect) {
		if (action.equals("preview")) {
			ModelAndView view = form(site, kinds, form, existing, Map.of());
			view.addObject("preview", rendered(form.markdown()));
			return view;
		}
		ContentKind kind = kind(kinds);
		ContentState before = (existing != null) ? existing.state() : ContentState.DRAFT;
		ContentState state = switch (action) {
			case "publish" -> ContentState.PUBLISHED;
			case "unpublish" -> ContentState.DRAFT;
			case "review" -> ContentState.REVIEW;
			case "archive" -> ContentState.ARCHIVED;
			default -> before;
		};
		try {
			Draft draft = form.toDraft(kind, state, existing, site.timeZone());
			Item saved = (existing != null) ? this.items.update(kind, existing.id(), draft)
					: this.items.create(kind, draft);
			redirect.addFlashAttribute("flash", message(before, saved.state()));
			return new ModelAndView("redirect:/sites/" + site.key() + "/" + kinds + "/" + saved.id());
		}
		catch (InvalidInputException ex) {
			return form(site, kinds, form, existing, ex.errors());
		}
	}

	private static String message(ContentState before, ContentState after) {
		if (before == after) {
			return "Saved.";
		}
		return (after == ContentState.PUBLISHED) ? "Published." : "Unpublished: it is a draft now.";
	}

	@GetMapping("/{kinds:pages|posts}/{id:[0-9]{1,18}}/delete")
	ModelAndView confirmDeletion(@PathVariable String key, @PathVariable String kinds, @PathVariable long id) {
		return on(key, (site) -> {
			ModelAndView view = view("admin/item-delete", site, kinds);
			view.addObject("item", this.models.item(site, require(kind(kinds), id).toSummary()));
			return view;
		});
	}

	@PostMapping("/{kinds:pages|posts}/{id:[0-9]{1,18}}/delete")
	ModelAndView delete(@PathVariable String key, @PathVariable String kinds, @PathVariable long id,
			RedirectAttributes redirect) {
		return on(key, (site) -> {
			Item item = require(kind(kinds), id);
			this.items.delete(item.kind(), id);
			redirect.addFlashAttribute("flash", "'" + item.title() + "' has been deleted.");
			return new ModelAndView("redirect:/sites/" + key + "/" + kinds);
		});
	}

	@PostMapping("/preview")
	ResponseEntity<String> preview(@RequestParam(defaultValue = "") String markdown) {
		return ResponseEntity.ok().contentType(HTML).body(rendered(markdown));
	}

	/** What cannot be shown says so where it would be. */
	private String rendered(@Nullable String text) {
		try {
			return this.markdown.render(Texts.of(text)).html();
		}
		catch (InvalidInputException ex) {
			return "<p>" + HtmlUtils.htmlEscape(String.valueOf(ex.getMessage())) + "</p>";
		}
	}

	private Item require(ContentKind kind, long id) {
		return this.items.find(kind, id).orElseThrow(() -> new NoSuchItemException(kind));
	}

	private static ContentKind kind(String kinds) {
		return (kinds.equals("pages")) ? ContentKind.PAGE : ContentKind.POST;
	}

	private <T> T on(String key, Function<Site, T> action) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		return this.currentSite.call(site, () -> action.apply(site));
	}

	private ModelAndView view(String template, Site site, String kinds) {
		ModelAndView view = new ModelAndView(template);
		view.addObject("kind", kinds);
		// Thymeleaf takes the word for an operator when it stands in an expression.
		view.addObject("newLabel", (kind(kinds) == ContentKind.PAGE) ? "New page" : "New post");
		view.addObject("site", this.models.link(site));
		return view;
	}

	private ModelAndView form(Site site, String kinds, ItemForm form, @Nullable Item item, Map<String, String> errors) {
		ModelAndView view = view("admin/item-form", site, kinds);
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("form", new ItemForm((item != null) ? item.id() : null, form.title(), form.path(),
				form.summary(), form.tags(), form.markdown(), form.publishAt()));
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("state", (item != null) ? this.models.item(site, item.toSummary()).state() : "draft");
		view.addObject("file", (item != null) ? this.models.item(site, item.toSummary()).file() : null);
		view.addObject("url", (item != null) ? this.models.item(site, item.toSummary()).url() : null);
		view.addObject("zone", site.timeZone().getId());
		view.addObject("siteUrl", this.urls.of(site));
		view.addObject("preview", null);
		return view;
	}

}
