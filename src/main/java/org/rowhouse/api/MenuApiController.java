package org.rowhouse.api;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.MenuEntry;
import org.rowhouse.content.Menus;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Sites;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The menu of a site in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.ARRANGE)
@RequestMapping("/api/sites/{key}/menu")
class MenuApiController {

	private final Sites sites;

	private final CurrentSite currentSite;

	private final Menus menus;

	MenuApiController(Sites sites, CurrentSite currentSite, Menus menus) {
		this.sites = sites;
		this.currentSite = currentSite;
		this.menus = menus;
	}

	@GetMapping
	ResponseEntity<MenuBody> get(@PathVariable String key) {
		return this.currentSite.call(this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key)),
				() -> answer(this.menus.get()));
	}

	@PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<MenuBody> put(@PathVariable String key, @RequestBody MenuBody body,
			@RequestHeader HttpHeaders headers) {
		List<String> tags = headers.getOrEmpty(HttpHeaders.IF_MATCH);
		return this.currentSite.call(this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key)),
				() -> answer(this.menus.replace(body.toEntries(), (present) -> require(tags, present))));
	}

	private static ResponseEntity<MenuBody> answer(Menus.Menu menu) {
		return ResponseEntity.ok().eTag(tag(menu)).body(MenuBody.of(menu));
	}

	private static String tag(Menus.Menu menu) {
		return "\"" + menu.digest() + "\"";
	}

	/** There is always a menu, though it may have no entries: {@code *} stands for it. */
	private static void require(List<String> tags, Menus.Menu present) {
		boolean matches = tags.stream()
			.flatMap((value) -> Arrays.stream(value.split(",")))
			.map(String::strip)
			.anyMatch((tag) -> tag.equals("*") || tag.equals(tag(present)));
		if (!tags.isEmpty() && !matches) {
			throw new PreconditionFailedException("The menu has the entity tag " + tag(present)
					+ " now, and none of those in If-Match. Somebody else has saved it: read it again and put your "
					+ "changes into it.");
		}
	}

	/**
	 * A menu.
	 *
	 * @param entries its entries; none: the pages of the top level
	 * @param file the file that declares it; in an answer only
	 */
	record MenuBody(@Nullable List<@Nullable EntryBody> entries, @Nullable String file) {

		static MenuBody of(Menus.Menu menu) {
			return new MenuBody(
					menu.entries().stream().map((entry) -> new EntryBody(entry.label(), entry.path())).toList(),
					menu.file());
		}

		List<MenuEntry> toEntries() {
			if (this.entries == null) {
				throw new InvalidInputException("entries",
						"Send all entries, such as {\"entries\":[{\"label\":\"About\",\"path\":\"/about\"}]}.");
			}
			return this.entries.stream()
				.map((entry) -> (entry != null) ? new MenuEntry(text(entry.label()), text(entry.path()))
						: new MenuEntry("", ""))
				.toList();
		}

		private static String text(@Nullable String value) {
			return (value != null) ? value : "";
		}

	}

	/**
	 * A line of a menu.
	 *
	 * @param label what visitors read
	 * @param path where it leads
	 */
	record EntryBody(@Nullable String label, @Nullable String path) {

	}

}
