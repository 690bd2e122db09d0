package org.rowhouse.content;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Column;
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

	private String above;

	private String listed;

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

	private @Nullable Instant unpublishAt;

	private long version;

	private String updatedBy;

	private @Nullable Long createdBy;

	private String author;

	private String authorSlug;

	private String cover;

	private String coverAlt;

	private boolean pinned;

	private boolean hidden;

	private int position;

	@Convert(converter = TextMapConverter.class)
	private Map<String, String> fields;

	private @Nullable Long originSiteId;

	private @Nullable Long originItemId;

	private @Nullable String originPath;

	/**
	 * A row that is written back must not bring an old round back: its own query changes
	 * it.
	 */
	@Column(updatable = false)
	private int previewRound;

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

	/**
	 * Takes over what somebody wrote.
	 * @param draft what was written, valid
	 * @param rendered its text as HTML
	 * @param who who wrote it; may be empty
	 * @param now the time
	 */
	void write(Draft draft, RenderedMarkdown rendered, String who, Instant now) {
		this.path = draft.path();
		this.title = draft.title();
		this.above = (this.kind == ContentKind.PAGE) ? ListedText.above(draft.path()) : "";
		this.listed = ListedText.of(draft.title(), draft.path());
		this.summary = draft.summary();
		this.excerpt = (draft.summary().isEmpty()) ? rendered.excerpt() : draft.summary();
		this.markdown = draft.markdown();
		this.html = rendered.html();
		this.template = draft.template();
		write(draft.details());
		this.version++;
		this.updatedAt = now;
		this.updatedBy = who;
		this.publishAt = publishAt(draft, now);
		this.state = state(draft, now);
	}

	private void write(ItemDetails details) {
		this.author = details.author();
		this.authorSlug = Slugs.of(details.author());
		this.cover = details.cover();
		this.coverAlt = details.coverAlt();
		this.pinned = details.pinned();
		this.hidden = details.hidden();
		this.position = details.position();
		this.unpublishAt = details.unpublishAt();
		this.fields = details.fields();
	}

	/**
	 * Does what is due: what is scheduled is published when its time has come, and what
	 * is published is archived.
	 * @param now the time
	 * @return whether something was due
	 */
	boolean passTime(Instant now) {
		ContentState before = this.state;
		if (this.state == ContentState.SCHEDULED && this.publishAt != null && !this.publishAt.isAfter(now)) {
			this.state = ContentState.PUBLISHED;
		}
		if (this.state == ContentState.PUBLISHED && this.unpublishAt != null && !this.unpublishAt.isAfter(now)) {
			this.state = ContentState.ARCHIVED;
		}
		if (this.state == before) {
			return false;
		}
		this.version++;
		this.updatedAt = now;
		this.updatedBy = "";
		return true;
	}

	/**
	 * Returns when something is due next.
	 * @return a time, or {@code null}
	 */
	@Nullable Instant due() {
		return (this.state == ContentState.SCHEDULED) ? this.publishAt
				: (this.state == ContentState.PUBLISHED) ? this.unpublishAt : null;
	}

	/**
	 * Makes it a repetition of another site's item.
	 * @param origin that item
	 */
	void repeats(Origin origin) {
		this.originSiteId = origin.siteId();
		this.originItemId = origin.itemId();
		this.originPath = origin.path();
	}

	/**
	 * Takes over the text of the item that it repeats. How it stands among the pages of
	 * its own site stays.
	 * @param original that item
	 * @param at its path here
	 * @param shownHtml the text with links to the other site
	 * @param shownCover the picture on the other site
	 * @param now the time
	 * @return whether anything changed
	 */
	boolean repeat(ContentItem original, String at, String shownHtml, String shownCover, Instant now) {
		List<@Nullable Object> before = repeated();
		this.path = at;
		this.title = original.title;
		this.above = (this.kind == ContentKind.PAGE) ? ListedText.above(at) : "";
		this.listed = ListedText.of(original.title, at);
		this.summary = original.summary;
		this.excerpt = original.excerpt;
		this.markdown = original.markdown;
		this.html = shownHtml;
		this.template = original.template;
		this.state = original.state;
		this.publishAt = original.publishAt;
		this.unpublishAt = original.unpublishAt;
		this.author = original.author;
		this.authorSlug = original.authorSlug;
		this.cover = shownCover;
		this.coverAlt = original.coverAlt;
		this.fields = original.fields;
		repeats(new Origin(original.siteId, ContentItems.id(original), Item.url(original.kind, original.path)));
		if (repeated().equals(before)) {
			return false;
		}
		this.version++;
		this.updatedAt = now;
		this.updatedBy = original.updatedBy;
		return true;
	}

	private List<@Nullable Object> repeated() {
		return Arrays.asList(this.path, this.title, this.summary, this.markdown, this.html, this.template, this.state,
				this.publishAt, this.unpublishAt, this.author, this.cover, this.coverAlt, this.fields, origin());
	}

	/**
	 * Makes the row of an item that repeats one of another site. It says nothing yet.
	 * @param kind page or post
	 * @param now the time
	 * @return a row
	 */
	static ContentItem repetition(ContentKind kind, Instant now) {
		ContentItem item = new ContentItem(kind, null, now);
		item.fields = Map.of();
		return item;
	}

	/** Notes who begins with it. */
	ContentItem begunBy(@Nullable Long accountId) {
		this.createdBy = accountId;
		return this;
	}

	@Nullable Long createdBy() {
		return this.createdBy;
	}

	/**
	 * Makes the row of the same item on another site: written there, and with no history.
	 * @return a row
	 */
	ContentItem copy() {
		ContentItem copy = new ContentItem(this.kind, null, this.createdAt);
		copy.path = this.path;
		copy.above = this.above;
		copy.listed = this.listed;
		copy.title = this.title;
		copy.summary = this.summary;
		copy.excerpt = this.excerpt;
		copy.markdown = this.markdown;
		copy.html = this.html;
		copy.template = this.template;
		copy.state = this.state;
		copy.publishAt = this.publishAt;
		copy.version = 1;
		copy.updatedAt = this.updatedAt;
		copy.updatedBy = this.updatedBy;
		copy.createdBy = this.createdBy;
		copy.write(details());
		copy.originSiteId = this.originSiteId;
		copy.originItemId = this.originItemId;
		copy.originPath = this.originPath;
		return copy;
	}

	/** Notes what was read of its file. */
	void readFrom(String digest) {
		this.sourceDigest = digest;
	}

	/** Tells whether writing a draft would change nothing. */
	boolean says(Draft draft, RenderedMarkdown rendered, Instant now) {
		Instant wanted = publishAt(draft, now);
		boolean sameTime = (wanted != null) ? wanted.equals(this.publishAt) : this.publishAt == null;
		return sameTime && this.state == state(draft, now) && this.path.equals(draft.path())
				&& this.title.equals(draft.title()) && this.summary.equals(draft.summary())
				&& this.markdown.equals(draft.markdown()) && this.html.equals(rendered.html())
				&& this.template.equals(draft.template()) && details().equals(draft.details());
	}

	/** Without a time it is now, unless visitors have seen it already. */
	private @Nullable Instant publishAt(Draft draft, Instant now) {
		boolean goesOut = draft.state() == ContentState.PUBLISHED || draft.state() == ContentState.SCHEDULED;
		if (draft.publishAt() != null || !goesOut) {
			return draft.publishAt();
		}
		boolean seen = this.state == ContentState.PUBLISHED && this.publishAt != null;
		return (seen) ? this.publishAt : now;
	}

	/** What is to be published later is scheduled, and the other way round. */
	private ContentState state(Draft draft, Instant now) {
		if (draft.state() != ContentState.PUBLISHED && draft.state() != ContentState.SCHEDULED) {
			return draft.state();
		}
		Instant until = draft.details().unpublishAt();
		if (until != null && !until.isAfter(now)) {
			return ContentState.ARCHIVED;
		}
		Instant from = publishAt(draft, now);
		return (from != null && from.isAfter(now)) ? ContentState.SCHEDULED : ContentState.PUBLISHED;
	}

	ItemDetails details() {
		return new ItemDetails(this.author, this.cover, this.coverAlt, this.pinned, this.hidden, this.position,
				this.unpublishAt, this.fields);
	}

	@Nullable Origin origin() {
		return (this.originSiteId != null && this.originItemId != null && this.originPath != null)
				? new Origin(this.originSiteId, this.originItemId, this.originPath) : null;
	}

	long version() {
		return this.version;
	}

	String updatedBy() {
		return this.updatedBy;
	}

	int previewRound() {
		return this.previewRound;
	}

	String authorSlug() {
		return this.authorSlug;
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

	/** Of a page the path right above it. */
	String above() {
		return this.above;
	}

	/** What lists search and sort by. */
	String listed() {
		return this.listed;
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
