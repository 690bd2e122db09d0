package org.rowhouse.api;

import java.util.List;
import java.util.function.Supplier;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.NoSuchSnippetException;
import org.rowhouse.content.PlatformSnippets;
import org.rowhouse.content.SiteSnippets;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Sites;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Snippets in the REST API: those of a site, and those of the platform.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.ARRANGE)
@RequestMapping("/api")
class SnippetApiController {

	private final Sites sites;

	private final CurrentSite currentSite;

	private final SiteSnippets snippets;

	private final PlatformSnippets platformSnippets;

	SnippetApiController(Sites sites, CurrentSite currentSite, SiteSnippets snippets,
			PlatformSnippets platformSnippets) {
		this.sites = sites;
		this.currentSite = currentSite;
		this.snippets = snippets;
		this.platformSnippets = platformSnippets;
	}

	@GetMapping("/sites/{key}/snippets")
	List<SnippetBody> list(@PathVariable String key) {
		return on(key, () -> this.snippets.list().stream().map(SnippetBody::of).toList());
	}

	@GetMapping("/sites/{key}/snippets/{name}")
	SnippetBody get(@PathVariable String key, @PathVariable String name) {
		return on(key,
				() -> SnippetBody.of(this.snippets.find(name).orElseThrow(() -> new NoSuchSnippetException(name))));
	}

	@PutMapping(path = "/sites/{key}/snippets/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	SnippetBody put(@PathVariable String key, @PathVariable String name, @RequestBody SnippetBody body) {
		return on(key, () -> SnippetBody.of(this.snippets.put(body.toDraft(name), body.version())));
	}

	@DeleteMapping("/sites/{key}/snippets/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String key, @PathVariable String name) {
		on(key, () -> {
			this.snippets.delete(name);
			return true;
		});
	}

	@Needs(Permission.MANAGE_SNIPPETS)
	@GetMapping("/snippets")
	List<SnippetBody> listOfPlatform() {
		return this.platformSnippets.list().stream().map(SnippetBody::of).toList();
	}

	@Needs(Permission.MANAGE_SNIPPETS)
	@GetMapping("/snippets/{name}")
	SnippetBody getOfPlatform(@PathVariable String name) {
		return SnippetBody.of(this.platformSnippets.find(name).orElseThrow(() -> new NoSuchSnippetException(name)));
	}

	@Needs(Permission.MANAGE_SNIPPETS)
	@PutMapping(path = "/snippets/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	SnippetBody putOfPlatform(@PathVariable String name, @RequestBody SnippetBody body) {
		return SnippetBody.of(this.platformSnippets.put(body.toDraft(name), body.version()));
	}

	@Needs(Permission.MANAGE_SNIPPETS)
	@DeleteMapping("/snippets/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void deleteOfPlatform(@PathVariable String name) {
		this.platformSnippets.delete(name);
	}

	private <T> T on(String key, Supplier<T> action) {
		return this.currentSite.call(this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key)), action);
	}

}
