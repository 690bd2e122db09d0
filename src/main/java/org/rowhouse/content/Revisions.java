package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what items of the bound site said, in the transaction that changes them. Before
 * an item changes, what it says is noted too, if that is not kept yet: the first change
 * after its history began must not lose what was there before.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Revisions {

	/** Fewer are never thinned by age. */
	private static final int FEW = 20;

	/** Of one item; see {@link RevisionProperties}. */
	private static final long LARGE = 4_000_000;

	private final ContentRevisionRepository revisions;

	private final ItemTagRepository tags;

	private final RevisionThinning thinning;

	private final long few;

	private final Clock clock = Clock.systemUTC();

	Revisions(ContentRevisionRepository revisions, ItemTagRepository tags, RevisionProperties properties) {
		this.revisions = revisions;
		this.tags = tags;
		this.thinning = properties.thinning();
		this.few = Math.min(FEW, properties.maxRevisions());
	}

	/**
	 * Notes what an item says before it is changed.
	 * @param item an item that has been saved
	 * @return what to give to {@link #record}
	 */
	ContentRevision before(ContentItem item) {
		return before(item, tagsOf(item));
	}

	/**
	 * The same, of an item whose tags are known.
	 * @param item an item that has been saved
	 * @param known its tags
	 * @return what to give to {@link #record}
	 */
	ContentRevision before(ContentItem item, Collection<Tag> known) {
		return new ContentRevision(item, known, RevisionAction.FOUND, null);
	}

	/**
	 * Keeps what an item says now.
	 * @param before what it said before, or {@code null} for a new one
	 * @param item the item as it is now, saved with its tags
	 * @param action what was done
	 * @param restoredFrom the number of the revision that it repeats, or {@code null}
	 */
	void record(@Nullable ContentRevision before, ContentItem item, RevisionAction action,
			@Nullable Long restoredFrom) {
		record((before != null) ? List.of(before) : List.of(),
				List.of(new ContentRevision(item, tagsOf(item), action, restoredFrom)));
	}

	/**
	 * Keeps what many items say now; written in batches.
	 * @param before what those of them said before that are not new
	 * @param after what all of them say now
	 */
	void record(Collection<ContentRevision> before, Collection<ContentRevision> after) {
		Set<Long> ids = new HashSet<>();
		before.forEach((revision) -> ids.add(revision.itemId()));
		List<ContentRevision> wanted = new ArrayList<>();
		if (!ids.isEmpty()) {
			Set<ContentRevision.Key> present = new HashSet<>(this.revisions.keys(ids));
			before.stream().filter((revision) -> !present.contains(revision.key())).forEach(wanted::add);
		}
		wanted.addAll(after);
		this.revisions.saveAll(wanted);
		this.revisions.flush();
		if (!ids.isEmpty()) {
			Set<Long> many = new HashSet<>(this.revisions.withMoreThan(this.few, ids));
			many.addAll(this.revisions.largerThan(LARGE, ids));
			many.forEach(this::thin);
		}
	}

	private void thin(long itemId) {
		List<RevisionThinning.Mark> marks = this.revisions.marks(itemId)
			.stream()
			.map((row) -> new RevisionThinning.Mark(((Number) row[0]).longValue(), (Instant) row[1],
					((RevisionAction) row[2]).isPublication(), ((Number) row[3]).longValue()))
			.toList();
		Set<Long> gone = this.thinning.superfluous(marks, this.clock.instant());
		if (!gone.isEmpty()) {
			this.revisions.delete(itemId, gone);
		}
	}

	private List<Tag> tagsOf(ContentItem item) {
		return this.tags.ofItems(List.of(ContentItems.id(item))).stream().map(ItemTag::toTag).toList();
	}

}
