package org.rowhouse.content;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The row of a snippet that every site can show. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "platform_snippet")
class PlatformSnippet {

	@Id
	private String name;

	private String title;

	private String markdown;

	private String html;

	private long version;

	private Instant updatedAt;

	private String updatedBy;

	@SuppressWarnings("NullAway.Init")
	protected PlatformSnippet() {
	}

	@SuppressWarnings("NullAway.Init")
	PlatformSnippet(String name) {
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

	long version() {
		return this.version;
	}

	SnippetText toText() {
		return new SnippetText(this.name, this.title, this.markdown, this.html, this.version, null, this.updatedAt,
				this.updatedBy);
	}

}
