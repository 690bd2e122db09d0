package org.rowhouse.content;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.TextMapConverter;

/**
 * The row of what an item said after it was saved.
 */
@Entity
@Table(name = "content_revision")
class ContentRevision {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "content_seq")
	@SequenceGenerator(name = "content_seq", sequenceName = "content_seq", allocationSize = 50)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private Long itemId;

	private long number;

	private Instant savedAt;

	private String savedBy;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private RevisionAction action;

	private @Nullable Long restoredFrom;

	private String title;

	private String markdown;

	@Convert(converter = TextMapConverter.class)
	private Map<String, String> details;

	private int size;

	@SuppressWarnings("NullAway.Init")
	protected ContentRevision() {
	}

	/**
	 * Makes one of what an item says now.
	 * @param item an item that has been saved
	 * @param tags the names of its tags
	 * @param action what was done
	 * @param restoredFrom the number of the one that it repeats, or {@code null}
	 */
	@SuppressWarnings("NullAway.Init")
	ContentRevision(ContentItem item, Collection<Tag> tags, RevisionAction action, @Nullable Long restoredFrom) {
		this.itemId = ContentItems.id(item);
		this.number = item.version();
		this.savedAt = item.updatedAt();
		this.savedBy = item.updatedBy();
		this.action = action;
		this.restoredFrom = restoredFrom;
		this.title = item.title();
		this.markdown = item.markdown();
		this.details = Snapshots.details(item, tags);
		this.size = this.title.length() + this.markdown.length()
				+ this.details.values().stream().mapToInt(String::length).sum();
	}

	Long itemId() {
		return this.itemId;
	}

	Key key() {
		return new Key(this.itemId, this.number);
	}

	Revision toRevision() {
		return new Revision(this.number, this.savedAt, this.savedBy, this.action, this.restoredFrom, this.title);
	}

	Draft toDraft(ContentKind kind) {
		return Snapshots.draft(kind, this.title, this.markdown, this.details);
	}

	@Nullable Long id() {
		return this.id;
	}

	Long siteId() {
		return this.siteId;
	}

	int size() {
		return this.size;
	}

	/**
	 * What tells one from all others.
	 *
	 * @param itemId the item
	 * @param number its version
	 */
	record Key(long itemId, long number) {

	}

}
