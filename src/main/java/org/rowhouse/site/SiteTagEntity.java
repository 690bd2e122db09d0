package org.rowhouse.site;

import java.io.Serializable;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/**
 * The row of a tag of a site. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "site_tag")
@IdClass(SiteTagEntity.Key.class)
class SiteTagEntity implements Persistable<SiteTagEntity.Key> {

	@Id
	private Long siteId;

	@Id
	private String folded;

	private String name;

	@SuppressWarnings("NullAway.Init")
	protected SiteTagEntity() {
	}

	SiteTagEntity(long siteId, String folded, String name) {
		this.siteId = siteId;
		this.folded = folded;
		this.name = name;
	}

	@Override
	public Key getId() {
		return new Key(this.siteId, this.folded);
	}

	/** Those of a site are deleted before they are written again. */
	@Override
	public boolean isNew() {
		return true;
	}

	long siteId() {
		return this.siteId;
	}

	String name() {
		return this.name;
	}

	/**
	 * What makes it one.
	 *
	 * @param siteId the site
	 * @param folded what the tag is compared by
	 */
	record Key(@Nullable Long siteId, @Nullable String folded) implements Serializable {

	}

}
