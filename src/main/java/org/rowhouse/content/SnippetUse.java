package org.rowhouse.content;

import java.io.Serializable;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/**
 * The row of a snippet that an item shows. Belongs to the platform, so that the sites
 * that show a snippet of the platform can be counted: no tenant.
 */
@Entity
@Table(name = "snippet_use")
@IdClass(SnippetUse.Key.class)
class SnippetUse implements Persistable<SnippetUse.Key> {

	@Id
	private Long siteId;

	@Id
	private Long itemId;

	@Id
	private String name;

	@SuppressWarnings("NullAway.Init")
	protected SnippetUse() {
	}

	SnippetUse(long siteId, long itemId, String name) {
		this.siteId = siteId;
		this.itemId = itemId;
		this.name = name;
	}

	@Override
	public Key getId() {
		return new Key(this.siteId, this.itemId, this.name);
	}

	/** Those of an item are deleted before they are written again. */
	@Override
	public boolean isNew() {
		return true;
	}

	/**
	 * What makes it one.
	 *
	 * @param siteId the site
	 * @param itemId the item of the site
	 * @param name the name of the snippet
	 */
	record Key(@Nullable Long siteId, @Nullable Long itemId, @Nullable String name) implements Serializable {

	}

}
