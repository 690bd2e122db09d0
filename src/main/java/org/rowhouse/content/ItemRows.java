package org.rowhouse.content;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.rowhouse.site.CurrentSite;

import org.springframework.stereotype.Component;

/**
 * Makes items of the bound site out of their rows and tags.
 */
@Component
class ItemRows {

	private final ItemTagRepository tags;

	private final CurrentSite currentSite;

	ItemRows(ItemTagRepository tags, CurrentSite currentSite) {
		this.tags = tags;
		this.currentSite = currentSite;
	}

	/** Only posts have tags. */
	Map<Long, Set<Tag>> tagsOf(Collection<ContentItem> listed) {
		List<Long> posts = listed.stream()
			.filter((item) -> item.kind() == ContentKind.POST)
			.map(ContentItems::id)
			.toList();
		return (posts.isEmpty()) ? Map.of() : this.tags.ofItems(posts)
			.stream()
			.collect(Collectors.groupingBy(ItemTag::itemId, Collectors.mapping(ItemTag::toTag, Collectors.toSet())));
	}

	Item toItem(ContentItem item) {
		return toItem(item, tagsOf(List.of(item)).getOrDefault(ContentItems.id(item), Set.of()));
	}

	private Item toItem(ContentItem item, Set<Tag> tagged) {
		List<Tag> ofItem = tagged.stream().sorted(Collation.ofTags(this.currentSite.get().locale())).toList();
		return new Item(ContentItems.id(item), item.kind(), item.path(), item.title(), item.summary(), item.excerpt(),
				item.markdown(), item.html(), item.template(), item.state(), item.publishAt(), ofItem, item.details(),
				item.source(), item.origin(), item.version(), item.updatedAt(), item.updatedBy());
	}

}
