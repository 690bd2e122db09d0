package org.rowhouse.job;

import java.io.Serializable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;

import org.springframework.data.domain.Persistable;

/**
 * The row of what a job does with a site. Belongs to the platform: no tenant. Queries
 * change it.
 */
@Entity
@Table(name = "job_site")
@IdClass(JobSiteEntity.Key.class)
class JobSiteEntity implements Persistable<JobSiteEntity.Key> {

	@Id
	private Long jobId;

	@Id
	private Integer position;

	private Long siteId;

	private String siteKey;

	private String wanted;

	private @Nullable String expected;

	@Column(name = "before_value")
	private String before;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private ResultState state;

	private String message;

	private String progress;

	@SuppressWarnings("NullAway.Init")
	protected JobSiteEntity() {
	}

	JobSiteEntity(long jobId, int position, Site site, String wanted) {
		this(jobId, position, site.id(), site.key(), wanted, null);
	}

	private JobSiteEntity(long jobId, int position, long siteId, String siteKey, String wanted,
			@Nullable String expected) {
		this.jobId = jobId;
		this.position = position;
		this.siteId = siteId;
		this.siteKey = siteKey;
		this.wanted = wanted;
		this.expected = expected;
		this.before = "";
		this.state = ResultState.WAITING;
		this.message = "";
		this.progress = "";
	}

	/** Takes back what was done, if nobody has changed it since. */
	JobSiteEntity undoneBy(long otherJobId, int otherPosition) {
		return new JobSiteEntity(otherJobId, otherPosition, this.siteId, this.siteKey, this.before, this.wanted);
	}

	@Override
	public Key getId() {
		return new Key(this.jobId, this.position);
	}

	/** All of a job are written at once, and then changed by queries alone. */
	@Override
	public boolean isNew() {
		return true;
	}

	int position() {
		return this.position;
	}

	long siteId() {
		return this.siteId;
	}

	String siteKey() {
		return this.siteKey;
	}

	String wanted() {
		return this.wanted;
	}

	@Nullable String expected() {
		return this.expected;
	}

	String before() {
		return this.before;
	}

	ResultState state() {
		return this.state;
	}

	String progress() {
		return this.progress;
	}

	SiteResult toResult() {
		return new SiteResult(this.position, this.siteKey, this.state, this.before, this.wanted, this.message);
	}

	/**
	 * What makes it one.
	 *
	 * @param jobId the job
	 * @param position where the site stands in it
	 */
	record Key(@Nullable Long jobId, @Nullable Integer position) implements Serializable {

	}

}
