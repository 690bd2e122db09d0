package org.rowhouse.content;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The row of a snippet of a site.
 */
@Entity
@Table(name = "snippet")
class Snippet {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "snippet_seq")
	@SequenceGenerator(name = "snippet_seq", sequenceName = "snippet_seq", allocationSize = 1)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private String name;

	private String title;

	private String markdown;

	private String html;

	private long version;

	private @Nullable String source;

	private Instant updatedAt;

	private String updatedBy;

	@SuppressWarnings("NullAway.Init")
	protected Snippet() {
	}

	@SuppressWarnings("NullAway.Init")
	Snippet(String name) {
		this.name = name;
	}

	void write(SnippetDraft draft, String rendered, String who, Instant now) {
		this.title = draft.title();
		this.markdown = draft.markdown();
		this.html = rendered;
		this.version++;
		this.updatedAt = now;
		this.updatedBy = who;
	}

	/** The same on another site, where no file declares it. */
	Snippet copy() {
		Snippet copy = new Snippet(this.name);
		copy.title = this.title;
		copy.markdown = this.markdown;
		copy.html = this.html;
		copy.version = 1;
		copy.updatedAt = this.updatedAt;
		copy.updatedBy = this.updatedBy;
		return copy;
	}

	@Nullable Long id() {
		return this.id;
	}

	Long siteId() {
		return this.siteId;
	}

	String name() {
		return this.name;
	}

	long version() {
		return this.version;
	}

	@Nullable String source() {
		return this.source;
	}

	SnippetText toText() {
		return new SnippetText(this.name, this.title, this.markdown, this.html, this.version, this.source,
				this.updatedAt, this.updatedBy);
	}

}
