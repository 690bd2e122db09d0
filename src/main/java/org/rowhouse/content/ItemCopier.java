package org.rowhouse.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ShareTasks.Shared;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteCopier;

import org.springframework.core.annotation.Order;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/**
 * Copies pages and posts with their tags and in their states: whatever is scheduled goes
 * out on the copy as well. What is shared by another site is shared with the copy, too.
 * Versions, autosaves and links to previews stay behind.
 */
@Component
@Order(10)
class ItemCopier implements SiteCopier {

	private static final int MAX_ITEMS = 100;

	/** What a part has at most in memory, in characters, or else it is one item. */
	private static final int MAX_LENGTH = 4_000_000;

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final ItemShareRepository shares;

	private final SnippetUses snippets;

	private final ContentSchedule schedule;

	private final ShareTasks shareTasks;

	ItemCopier(ContentItemRepository items, ItemTagRepository tags, ItemShareRepository shares, SnippetUses snippets,
			ContentSchedule schedule, ShareTasks shareTasks) {
		this.items = items;
		this.tags = tags;
		this.shares = shares;
		this.snippets = snippets;
		this.schedule = schedule;
		this.shareTasks = shareTasks;
	}

	@Override
	public String name() {
		return "items";
	}

	@Override
	public int count() {
		return Math.toIntExact(this.items.countAll());
	}

	@Override
	public Optional<Part> next(String after) {
		List<Long> ids = new ArrayList<>();
		long length = 0;
		for (Object[] row : this.items.lengthsAfter((after.isEmpty()) ? 0 : Long.parseLong(after),
				PageRequest.of(0, MAX_ITEMS))) {
			length += ((Number) row[1]).longValue();
			if (!ids.isEmpty() && length > MAX_LENGTH) {
				break;
			}
			ids.add(((Number) row[0]).longValue());
		}
		if (ids.isEmpty()) {
			return Optional.empty();
		}
		List<ContentItem> originals = this.items.findItems(ids);
		Map<ContentItem, Set<Tag>> tagged = new LinkedHashMap<>();
		Map<Long, Set<Tag>> byId = tagsOf(ids);
		originals.forEach((original) -> tagged.put(original, byId.getOrDefault(ContentItems.id(original), Set.of())));
		return Optional.of(new Items(tagged, ids.size(), ids.get(ids.size() - 1)));
	}

	private Map<Long, Set<Tag>> tagsOf(List<Long> ids) {
		return this.tags.ofItems(ids)
			.stream()
			.collect(Collectors.groupingBy(ItemTag::itemId, Collectors.mapping(ItemTag::toTag, Collectors.toSet())));
	}

	/** Lets the site of the original share it with the copy as with the site itself. */
	private @Nullable String shareWith(Site site, Site copy, ContentItem item, Origin origin) {
		List<ItemShare> present = this.shares.ofItem(origin.siteId(), origin.itemId());
		ItemShare same = present.stream()
			.filter((share) -> share.targetSiteId() == site.id() && share.livingSiteId() != null)
			.findFirst()
			.orElse(null);
		if (same == null || present.size() >= Sharing.MAX_SITES) {
			return "'" + item.title() + "' is shared by another site, which "
					+ ((same != null) ? "shares it with as many as it can." : "does so no more.");
		}
		this.shares.save(new ItemShare(origin.siteId(), origin.itemId(), copy.id(), same.path()));
		this.shareTasks.planLater(new Shared(origin.siteId(), origin.itemId(), copy.id()));
		return null;
	}

	/**
	 * Some items with their tags, out of a session that is closed.
	 */
	private final class Items implements Part {

		private final Map<ContentItem, Set<Tag>> originals;

		private final int size;

		private final long last;

		Items(Map<ContentItem, Set<Tag>> originals, int size, long last) {
			this.originals = originals;
			this.size = size;
			this.last = last;
		}

		@Override
		public int size() {
			return this.size;
		}

		@Override
		public String last() {
			return Long.toString(this.last);
		}

		@Override
		public List<String> write(Site original, Site copy) {
			List<String> left = new ArrayList<>();
			Map<ContentItem, Set<Tag>> copies = new LinkedHashMap<>();
			this.originals.forEach((item, tagged) -> {
				Origin origin = item.origin();
				String why = (origin != null) ? shareWith(original, copy, item, origin) : null;
				if (why == null) {
					copies.put(ItemCopier.this.items.save(item.copy()), tagged);
				}
				else {
					left.add(why);
				}
			});
			ItemCopier.this.items.flush();
			List<ItemTag> newTags = new ArrayList<>();
			copies.forEach((item, tagged) -> {
				tagged.forEach((tag) -> newTags.add(new ItemTag(ContentItems.id(item), tag)));
				ItemCopier.this.schedule.plan(item);
			});
			ItemCopier.this.tags.saveAll(newTags);
			ItemCopier.this.snippets.saved(copies.keySet());
			return left;
		}

	}

}
