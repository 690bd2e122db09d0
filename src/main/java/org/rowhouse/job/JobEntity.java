package org.rowhouse.job;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The row of a {@link Job}. Belongs to the platform: no tenant. Queries change it, so
 * that two who do so at once undo nothing of each other.
 */
@Entity
@Table(name = "job")
class JobEntity {

	static final int MAX_MESSAGE = 1000;

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "job_seq")
	@SequenceGenerator(name = "job_seq", sequenceName = "job_seq", allocationSize = 1)
	private @Nullable Long id;

	private String action;

	private String subject;

	private String wanted;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(updatable = false)
	private JobState state;

	private int total;

	private int done;

	private int unchanged;

	private int failed;

	private int cancelled;

	private String message;

	private @Nullable Long undoes;

	private Instant createdAt;

	private String createdBy;

	private @Nullable Instant finishedAt;

	@SuppressWarnings("NullAway.Init")
	protected JobEntity() {
	}

	JobEntity(String action, SiteAction.Wanted wanted, int total, String who, Instant now) {
		this.action = action;
		this.subject = wanted.subject();
		this.wanted = wanted.value();
		this.state = JobState.RUNNING;
		this.total = total;
		this.message = "";
		this.createdAt = now;
		this.createdBy = who;
	}

	JobEntity undoing(long other) {
		this.undoes = other;
		return this;
	}

	long id() {
		if (this.id == null) {
			throw new IllegalStateException("The job has not been saved");
		}
		return this.id;
	}

	String action() {
		return this.action;
	}

	String subject() {
		return this.subject;
	}

	String wanted() {
		return this.wanted;
	}

	JobState state() {
		return this.state;
	}

	String createdBy() {
		return this.createdBy;
	}

	int total() {
		return this.total;
	}

	Job toJob(@Nullable Long undoneBy) {
		return new Job(id(), this.action, this.subject, this.wanted, this.state, this.total, this.done, this.unchanged,
				this.failed, this.cancelled, this.message, this.undoes, undoneBy, this.createdAt, this.createdBy,
				this.finishedAt);
	}

}
