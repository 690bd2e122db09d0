package org.rowhouse.overview;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/**
 * The row of what was measured of a site when it had changed. Belongs to the platform, so
 * that all sites can be listed by it: no tenant.
 */
@Entity
@Table(name = "site_measure")
class SiteMeasure implements Persistable<Long> {

	@Id
	private Long siteId;

	private long siteVersion;

	private long storedBytes;

	private @Nullable Instant lastPublished;

	private transient boolean loaded;

	@SuppressWarnings("NullAway.Init")
	protected SiteMeasure() {
		this.loaded = true;
	}

	SiteMeasure(long siteId) {
		this.siteId = siteId;
	}

	/** Takes over what was measured, unless something newer is there. */
	void set(Measured measured) {
		if (!measured.isOlderThan(toMeasured())) {
			this.siteVersion = measured.siteVersion();
			this.storedBytes = measured.storedBytes();
			this.lastPublished = measured.lastPublished();
		}
	}

	Measured toMeasured() {
		return new Measured(this.siteId, this.siteVersion, this.storedBytes, this.lastPublished);
	}

	@Override
	public Long getId() {
		return this.siteId;
	}

	@Override
	public boolean isNew() {
		return !this.loaded;
	}

}
