package org.rowhouse.traffic;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/**
 * The row of what was asked of a site in an hour. Belongs to the platform, so that the
 * figures of all sites are written at once: no tenant. There is none of an hour in which
 * nobody came.
 */
@Entity
@Table(name = "traffic_hour")
@IdClass(TrafficHour.Key.class)
class TrafficHour implements Persistable<TrafficHour.Key> {

	@Id
	private Long siteId;

	@Id
	private Instant beginsAt;

	private long requests;

	private long clientErrors;

	private long serverErrors;

	private long bytes;

	private long notModified;

	private long cached;

	private long answeringMicros;

	private long renderingMicros;

	private long databaseMicros;

	/** A {@link Histogram} of the times to answer. */
	private byte[] times = {};

	private transient boolean loaded;

	@SuppressWarnings("NullAway.Init")
	protected TrafficHour() {
		this.loaded = true;
	}

	TrafficHour(long siteId, Instant beginsAt) {
		this.siteId = siteId;
		this.beginsAt = beginsAt;
	}

	/** Adds what has been counted since. */
	void add(Sums more) {
		Sums all = new Sums(this);
		all.add(more);
		this.requests = all.requests();
		this.clientErrors = all.clientErrors();
		this.serverErrors = all.serverErrors();
		this.bytes = all.bytes();
		this.notModified = all.notModified();
		this.cached = all.cached();
		this.answeringMicros = all.answering();
		this.renderingMicros = all.rendering();
		this.databaseMicros = all.database();
		this.times = all.times().toBytes();
	}

	@Override
	public Key getId() {
		return new Key(this.siteId, this.beginsAt);
	}

	@Override
	public boolean isNew() {
		return !this.loaded;
	}

	Long siteId() {
		return this.siteId;
	}

	Instant beginsAt() {
		return this.beginsAt;
	}

	long requests() {
		return this.requests;
	}

	long clientErrors() {
		return this.clientErrors;
	}

	long serverErrors() {
		return this.serverErrors;
	}

	long bytes() {
		return this.bytes;
	}

	long notModified() {
		return this.notModified;
	}

	long cached() {
		return this.cached;
	}

	long answering() {
		return this.answeringMicros;
	}

	long rendering() {
		return this.renderingMicros;
	}

	long database() {
		return this.databaseMicros;
	}

	byte[] times() {
		return this.times;
	}

	/**
	 * What makes it one.
	 *
	 * @param siteId the site
	 * @param beginsAt the beginning of the hour
	 */
	record Key(@Nullable Long siteId, @Nullable Instant beginsAt) implements Serializable {

	}

}
