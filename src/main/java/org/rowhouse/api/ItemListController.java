package org.rowhouse.api;

import java.time.Instant;
import java.time.Year;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentLists;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.ListFilter;
import org.rowhouse.content.Tag;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists of pages and posts in the REST API, by title and without their texts.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.WRITE)
@RequestMapping("/api/sites/{key}")
class ItemListController {

	private static final int MAX_SIZE = 200;

	private final Sites sites;

	private final ContentLists lists;

	private final CurrentSite currentSite;

	ItemListController(Sites sites, ContentLists lists, CurrentSite currentSite) {
		this.sites = sites;
		this.lists = lists;
		this.currentSite = currentSite;
	}

	@GetMapping("/pages")
	Following<ItemRow> pages(@PathVariable String key, Wanted wanted) {
		return list(key, ContentKind.PAGE, wanted);
	}

	@GetMapping("/posts")
	Following<ItemRow> posts(@PathVariable String key, Wanted wanted) {
		return list(key, ContentKind.POST, wanted);
	}

	private Following<ItemRow> list(String key, ContentKind kind, Wanted wanted) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		int size = (wanted.size() != null) ? ListPart.of(0, wanted.size(), MAX_SIZE).getPageSize() : 50;
		return this.currentSite.call(site, () -> {
			ContentLists.Following found = this.lists.following(kind, wanted.filter(), wanted.place(), size);
			Map<Long, List<Tag>> tags = (kind == ContentKind.POST) ? this.lists.tagsOf(found.items()) : Map.of();
			ContentLists.Place next = found.next();
			return new Following<>(found.items()
				.stream()
				.map((item) -> ItemRow.of(item, tags.getOrDefault(item.id(), List.of())))
				.toList(), (next != null) ? Cursor.of(next.listed(), String.valueOf(next.id())) : null);
		});
	}

	/** Which items, and from where on. */
	record Wanted(@Nullable String q, @Nullable String state, @Nullable String tag, @Nullable String author,
			@Nullable Integer year, @Nullable String cursor, @Nullable Integer size) {

		ListFilter filter() {
			return new ListFilter(text(this.q), wantedState(), text(this.tag), text(this.author),
					(this.year != null) ? wantedYear(this.year) : null);
		}

		ContentLists.@Nullable Place place() {
			Cursor.Place place = Cursor.read(text(this.cursor));
			return (place != null) ? new ContentLists.Place(place.text(), place.number()) : null;
		}

		private @Nullable ContentState wantedState() {
			return (text(this.state).isEmpty()) ? null : ItemBody.stateOf(text(this.state));
		}

		private static Year wantedYear(int year) {
			if (year < 1 || year > 9999) {
				throw new InvalidInputException("year", "A year is between 1 and 9999.");
			}
			return Year.of(year);
		}

		private static String text(@Nullable String value) {
			return (value != null) ? value : "";
		}

	}

	/** A page or post without its text. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ItemRow(String path, String title, String state, @Nullable Instant publishAt, @Nullable List<String> tags,
			String author, @Nullable Boolean pinned, @Nullable Boolean hidden, @Nullable String source, String url,
			Instant updatedAt) {

		static ItemRow of(ItemSummary item, List<Tag> tags) {
			boolean post = item.kind() == ContentKind.POST;
			return new ItemRow((item.path().isEmpty()) ? "index" : item.path(), item.title(), item.state().word(),
					item.publishAt(), (post) ? tags.stream().map(Tag::name).toList() : null, item.author(),
					(post) ? item.pinned() : null, (post) ? null : item.hidden(), item.source(), item.url(),
					item.updatedAt());
		}

	}

}
