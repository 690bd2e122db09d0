package org.rowhouse.api;

import java.net.URI;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.content.StaleItemException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages and posts in the REST API. Each method binds the site that its path names. The
 * home page is the page {@code index}.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.WRITE)
@RequestMapping("/api/sites/{key}")
class ContentApiController {

	private final Sites sites;

	private final ContentItems items;

	private final CurrentSite currentSite;

	ContentApiController(Sites sites, ContentItems items, CurrentSite currentSite) {
		this.sites = sites;
		this.items = items;
		this.currentSite = currentSite;
	}

	@GetMapping("/pages/{*path}")
	ResponseEntity<ItemBody> page(@PathVariable String key, @PathVariable String path) {
		return get(key, ContentKind.PAGE, pagePath(path));
	}

	@PutMapping(path = "/pages/{*path}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ItemBody> putPage(@PathVariable String key, @PathVariable String path, @RequestBody ItemBody body,
			@RequestHeader HttpHeaders headers) {
		return put(key, ContentKind.PAGE, pagePath(path), body, headers);
	}

	@DeleteMapping("/pages/{*path}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void deletePage(@PathVariable String key, @PathVariable String path, @RequestHeader HttpHeaders headers) {
		delete(key, ContentKind.PAGE, pagePath(path), headers);
	}

	@GetMapping("/posts/{slug}")
	ResponseEntity<ItemBody> post(@PathVariable String key, @PathVariable String slug) {
		return get(key, ContentKind.POST, slug);
	}

	@PutMapping(path = "/posts/{slug}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ItemBody> putPost(@PathVariable String key, @PathVariable String slug, @RequestBody ItemBody body,
			@RequestHeader HttpHeaders headers) {
		return put(key, ContentKind.POST, slug, body, headers);
	}

	@DeleteMapping("/posts/{slug}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void deletePost(@PathVariable String key, @PathVariable String slug, @RequestHeader HttpHeaders headers) {
		delete(key, ContentKind.POST, slug, headers);
	}

	private ResponseEntity<ItemBody> get(String key, ContentKind kind, String path) {
		Item item = on(key, () -> require(kind, path));
		return ResponseEntity.ok().eTag(ItemConditions.tag(item)).body(ItemBody.of(item));
	}

	private ResponseEntity<ItemBody> put(String key, ContentKind kind, String path, ItemBody body,
			HttpHeaders headers) {
		ItemConditions conditions = ItemConditions.of(headers, body.version());
		Supplier<ContentItems.Saved> save = () -> this.items.put(kind, body.toDraft((path.isEmpty()) ? "index" : path),
				body::details, conditions::check);
		ContentItems.Saved saved;
		try {
			saved = on(key, save);
		}
		catch (DataIntegrityViolationException ex) {
			// Two created it at once; the second one replaces.
			saved = on(key, save);
		}
		ResponseEntity.BodyBuilder response = (saved.created()) ? ResponseEntity.created(location(key, saved.item()))
				: ResponseEntity.ok();
		return response.eTag(ItemConditions.tag(saved.item())).body(ItemBody.of(saved.item()));
	}

	private static URI location(String key, Item item) {
		String path = (item.path().isEmpty()) ? "index" : item.path();
		return URI.create("/api/sites/" + key + "/" + item.kind().word() + "s/" + path);
	}

	private void delete(String key, ContentKind kind, String path, HttpHeaders headers) {
		on(key, () -> {
			Item item = require(kind, path);
			ItemConditions.of(headers, null).check(item);
			try {
				this.items.delete(kind, item.id(),
						(headers.containsHeader(HttpHeaders.IF_MATCH)) ? item.version() : null);
			}
			catch (StaleItemException ex) {
				throw new PreconditionFailedException(String.valueOf(ex.getMessage()));
			}
			return null;
		});
	}

	private Item require(ContentKind kind, String path) {
		return this.items.find(kind, path).orElseThrow(() -> new NoSuchItemException(kind));
	}

	private static String pagePath(String path) {
		if (path.length() < 2) {
			throw new InvalidInputException("path",
					"Name a page, such as /pages/about; the home page is /pages/index.");
		}
		return (path.equals("/index")) ? "" : path.substring(1);
	}

	private <T extends @Nullable Object> T on(String key, Supplier<T> action) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		return this.currentSite.call(site, action);
	}

}
