package org.rowhouse.api;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.content.Revision;
import org.rowhouse.content.RevisionHistory;
import org.rowhouse.content.RevisionText;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The history of pages and posts in the REST API. The item is named by {@code kind} (page
 * or post) and {@code path} (of the home page {@code index}, of a post its slug).
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.WRITE)
@RequestMapping("/api/sites/{key}/revisions")
class RevisionApiController {

	private final Sites sites;

	private final CurrentSite currentSite;

	private final ContentItems items;

	private final RevisionHistory history;

	RevisionApiController(Sites sites, CurrentSite currentSite, ContentItems items, RevisionHistory history) {
		this.sites = sites;
		this.currentSite = currentSite;
		this.items = items;
		this.history = history;
	}

	@GetMapping
	RevisionList list(@PathVariable String key, @RequestParam String kind, @RequestParam String path) {
		return on(key, kind, path, (item) -> new RevisionList(
				this.history.of(item.kind(), item.id()).stream().map((row) -> body(row, null)).toList()));
	}

	@GetMapping("/{number:[0-9]{1,18}}")
	RevisionBody show(@PathVariable String key, @PathVariable long number, @RequestParam String kind,
			@RequestParam String path) {
		return on(key, kind, path, (item) -> {
			RevisionText found = this.history.find(item.kind(), item.id(), number)
				.orElseThrow(() -> new NoSuchItemException(item.kind()));
			return body(found.revision(), ItemBody.of(item.kind(), number, found.draft()));
		});
	}

	/** No body is needed; what a form of another site can send is refused. */
	@PostMapping(path = "/{number:[0-9]{1,18}}/restore",
			consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE })
	ResponseEntity<ItemBody> restore(@PathVariable String key, @PathVariable long number, @RequestParam String kind,
			@RequestParam String path) {
		Item restored = on(key, kind, path, (item) -> this.history.restore(item.kind(), item.id(), number));
		return ResponseEntity.ok().eTag(ItemConditions.tag(restored)).body(ItemBody.of(restored));
	}

	private static RevisionBody body(Revision revision, @Nullable ItemBody item) {
		return new RevisionBody(revision.number(), revision.at(), revision.by(), revision.action().word(),
				revision.restoredFrom(), revision.title(), item);
	}

	private <T> T on(String key, String word, String path, Function<Item, T> action) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		ContentKind kind = kind(word);
		String stored = (kind == ContentKind.PAGE && path.equals("index")) ? "" : path;
		return this.currentSite.call(site,
				() -> action.apply(this.items.find(kind, stored).orElseThrow(() -> new NoSuchItemException(kind))));
	}

	static ContentKind kind(String word) {
		return switch (word) {
			case "page" -> ContentKind.PAGE;
			case "post" -> ContentKind.POST;
			default -> throw new InvalidInputException("kind", "The kind is 'page' or 'post'.");
		};
	}

	/** All revisions, the newest first. */
	record RevisionList(List<RevisionBody> items) {

	}

	/** A revision; what the item said only where one is asked for. */
	record RevisionBody(long number, Instant savedAt, String savedBy, String action, @Nullable Long restoredFrom,
			String title, @Nullable ItemBody item) {

	}

}
