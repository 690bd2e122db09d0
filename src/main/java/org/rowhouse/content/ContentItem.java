package org.rowhouse.content;

import java.time.Instant;

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

/**
 * The row of a page or post.
 */
@Entity
@Table(name = "content_item")
class ContentItem {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "content_seq")
	@SequenceGenerator(name = "content_seq", sequenceName = "content_seq", allocationSize = 50)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private ContentKind kind;

	private String path;

	private String title;

	private String summary;

	private String excerpt;

	private String markdown;

	private String html;

	private String template;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private ContentState state;

	private @Nullable Instant publishAt;

	private @Nullable String source;

	private @Nullable String sourceDigest;

	private Instant createdAt;

	private Instant updatedAt;

	@SuppressWarnings("NullAway.Init")
	protected ContentItem() {
	}

	@SuppressWarnings("NullAway.Init")
	ContentItem(ContentKind kind, @Nullable String source, Instant now) {
		this.kind = kind;
		this.source = source;
		this.createdAt = now;
		this.updatedAt = now;
	}

	/** Takes over what somebody wrote. */
	void write(Draft draft, RenderedMarkdown rendered, Instant now) {
		this.path = draft.path();
		this.title = draft.title();
		this.summary = draft.summary();
		this.excerpt = (draft.summary().isEmpty()) ? rendered.excerpt() : draft.summary();
		this.markdown = draft.markdown();
		this.html = rendered.html();
		this.template = draft.template();
		this.updatedAt = now;
		if (draft.state() == ContentState.PUBLISHED) {
			publish(draft.publishAt(), now);
		}
		else {
			this.state = ContentState.DRAFT;
			this.publishAt = draft.publishAt();
		}
	}

	/** Notes what was read of its file. */
	void readFrom(String digest) {
		this.sourceDigest = digest;
	}

	/** Tells whether writing a draft would change nothing. */
	boolean says(Draft draft, RenderedMarkdown rendered) {
		boolean sameTime = (draft.publishAt() != null) ? draft.publishAt().equals(this.publishAt)
				: draft.state() == ContentState.PUBLISHED || this.publishAt == null;
		return sameTime && this.state == draft.state() && this.path.equals(draft.path())
				&& this.title.equals(draft.title()) && this.summary.equals(draft.summary())
				&& this.markdown.equals(draft.markdown()) && this.html.equals(rendered.html())
				&& this.template.equals(draft.template());
	}

	/** Without a time it is now, unless visitors have seen it already. */
	private void publish(@Nullable Instant from, Instant now) {
		boolean seen = this.state == ContentState.PUBLISHED && this.publishAt != null && !this.publishAt.isAfter(now);
		this.state = ContentState.PUBLISHED;
		if (from != null || !seen) {
			this.publishAt = (from != null) ? from : now;
		}
	}

	@Nullable Long id() {
		return this.id;
	}

	ContentKind kind() {
		return this.kind;
	}

	String path() {
		return this.path;
	}

	String title() {
		return this.title;
	}

	String summary() {
		return this.summary;
	}

	String excerpt() {
		return this.excerpt;
	}

	String markdown() {
		return this.markdown;
	}

	String html() {
		return this.html;
	}

	String template() {
		return this.template;
	}

	ContentState state() {
		return this.state;
	}

	@Nullable Instant publishAt() {
		return this.publishAt;
	}

	@Nullable String source() {
		return this.source;
	}

	@Nullable String sourceDigest() {
		return this.sourceDigest;
	}

	Instant updatedAt() {
		return this.updatedAt;
	}

	Long siteId() {
		return this.siteId;
	}

	Instant createdAt() {
		return this.createdAt;
	}

}
