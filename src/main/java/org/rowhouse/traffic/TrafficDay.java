package org.rowhouse.traffic;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.springframework.data.domain.Persistable;

/**
 * The row of what was asked of a site in the last 24 hours: the sum of their rows, so
 * that sites can be listed by it. Belongs to the platform: no tenant. There is none of a
 * site to which nobody came.
 */
@Entity
@Table(name = "traffic_day")
class TrafficDay implements Persistable<Long> {

	@Id
	private Long siteId;

	private long requests;

	private long clientErrors;

	private long serverErrors;

	private long bytes;

	private transient boolean loaded;

	@SuppressWarnings("NullAway.Init")
	protected TrafficDay() {
		this.loaded = true;
	}

	TrafficDay(long siteId) {
		this.siteId = siteId;
	}

	/** Adds what has been counted since. */
	void add(Sums more) {
		set(toDayTraffic().and(more));
	}

	/** Says what is right. */
	void set(DayTraffic sum) {
		this.requests = sum.requests();
		this.clientErrors = sum.clientErrors();
		this.serverErrors = sum.serverErrors();
		this.bytes = sum.bytes();
	}

	DayTraffic toDayTraffic() {
		return new DayTraffic(this.siteId, this.requests, this.clientErrors, this.serverErrors, this.bytes);
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
