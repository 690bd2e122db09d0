package org.rowhouse.delivery;

import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Autosave;
import org.rowhouse.content.Autosaves;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.PictureOrigins;
import org.rowhouse.site.Site;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Shows a page or post to who has a signed link to it, with the site's own templates and
 * nothing added: what is saved, or what an editor has typed since. No cache keeps it, no
 * search engine lists it, and pages that it links to do not learn the link.
 */
@Controller
@OnHost(HostKind.SITE)
class PreviewController {

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private static final String INVALID = "This link to a preview does not lead anywhere, or not any more. "
			+ "Ask whoever gave it to you for another one.";

	private final PreviewLinks links;

	private final ContentItems items;

	private final Autosaves autosaves;

	private final SitePages pages;

	private final SiteErrorPages errors;

	PreviewController(PreviewLinks links, ContentItems items, Autosaves autosaves, SitePages pages,
			SiteErrorPages errors) {
		this.links = links;
		this.items = items;
		this.autosaves = autosaves;
		this.pages = pages;
		this.errors = errors;
	}

	@GetMapping("/preview/{token}")
	ResponseEntity<String> preview(@PathVariable String token, Site site, HttpServletRequest request) {
		Optional<Item> item = this.links.open(site, token).flatMap(this::find);
		if (item.isEmpty()) {
			return this.errors.notFound(site, request, INVALID);
		}
		RenderedPage page = this.pages.preview(site, HostKind.pathPrefix(request), item.get());
		PictureOrigins.allow(request, page.origins());
		return ResponseEntity.status(HttpStatus.OK)
			.contentType(HTML)
			.cacheControl(CacheControl.noStore())
			.header("X-Robots-Tag", "noindex, nofollow")
			.header("Referrer-Policy", "no-referrer")
			.body(page.html());
	}

	private Optional<Item> find(PreviewLinks.Target target) {
		ContentKind kind = target.kind();
		Long itemId = target.itemId();
		Item saved = (itemId != null) ? this.items.find(kind, itemId).orElse(null) : null;
		Autosave typed = typed(kind, target.autosaveId(), itemId);
		if (typed == null && saved == null) {
			return Optional.empty();
		}
		return Optional.of(this.items.preview(kind, saved,
				(typed != null) ? typed.toDraft(kind, saved) : Objects.requireNonNull(saved).toDraft()));
	}

	/** Once somebody has saved, that is shown. */
	private @Nullable Autosave typed(ContentKind kind, @Nullable Long id, @Nullable Long itemId) {
		return (id != null)
				? this.autosaves.find(kind, id).filter((kept) -> Objects.equals(kept.itemId(), itemId)).orElse(null)
				: null;
	}

}
