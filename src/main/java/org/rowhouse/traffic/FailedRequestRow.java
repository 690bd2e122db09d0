package org.rowhouse.traffic;

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
 * The row of a {@link FailedRequest}.
 */
@Entity
@Table(name = "failed_request")
class FailedRequestRow {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "failed_request_seq")
	@SequenceGenerator(name = "failed_request_seq", sequenceName = "failed_request_seq", allocationSize = 50)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private Instant lastSeen;

	private String method;

	private String path;

	private int status;

	private String cause;

	private @Nullable String file;

	private @Nullable Integer line;

	private String errorId;

	private long times;

	@SuppressWarnings("NullAway.Init")
	protected FailedRequestRow() {
	}

	@SuppressWarnings("NullAway.Init")
	FailedRequestRow(FailedRequest failed) {
		this.method = failed.method();
		this.path = failed.path();
		this.status = failed.status();
		this.cause = failed.cause();
		this.file = failed.file();
		this.line = failed.line();
		set(failed);
	}

	/** Takes over what differs from one time to the next. */
	final void set(FailedRequest failed) {
		this.lastSeen = failed.last();
		this.errorId = failed.errorId();
		this.times = failed.times();
	}

	FailedRequest toFailedRequest() {
		return new FailedRequest(this.lastSeen, this.method, this.path, this.status, this.cause, this.file, this.line,
				this.errorId, this.times);
	}

	@Nullable Long id() {
		return this.id;
	}

	Instant lastSeen() {
		return this.lastSeen;
	}

	Long siteId() {
		return this.siteId;
	}

}
