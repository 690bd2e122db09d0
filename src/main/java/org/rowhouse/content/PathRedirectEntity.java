package org.rowhouse.content;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.rowhouse.content.PathRedirect.Origin;

/**
 * The row of a redirect.
 */
@Entity
@Table(name = "path_redirect")
class PathRedirectEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "path_redirect_seq")
	@SequenceGenerator(name = "path_redirect_seq", sequenceName = "path_redirect_seq", allocationSize = 50)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private String fromPath;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private Coverage coverage;

	private String target;

	private boolean permanent;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private Origin origin;

	private long hits;

	private @Nullable Instant lastHit;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected PathRedirectEntity() {
	}

	@SuppressWarnings("NullAway.Init")
	PathRedirectEntity(RedirectDraft draft, Origin origin, Instant now) {
		write(draft, origin);
		this.createdAt = now;
	}

	final void write(RedirectDraft draft, Origin newOrigin) {
		this.fromPath = draft.from();
		this.coverage = draft.coverage();
		this.target = draft.target();
		this.permanent = draft.permanent();
		this.origin = newOrigin;
	}

	/** The same on another site, where nobody has used it yet and no file declares it. */
	PathRedirectEntity copy() {
		return new PathRedirectEntity(toDraft(), (this.origin == Origin.FILE) ? Origin.MADE : this.origin,
				this.createdAt);
	}

	void leadTo(String newTarget) {
		this.target = newTarget;
	}

	RedirectDraft toDraft() {
		return new RedirectDraft(this.fromPath, this.coverage, this.target, this.permanent);
	}

	PathRedirect toRedirect() {
		return new PathRedirect((this.id != null) ? this.id : 0, this.fromPath, this.coverage, this.target,
				this.permanent, this.origin, this.hits, this.lastHit);
	}

	@Nullable Long id() {
		return this.id;
	}

	String fromPath() {
		return this.fromPath;
	}

	Coverage coverage() {
		return this.coverage;
	}

	String target() {
		return this.target;
	}

	Origin origin() {
		return this.origin;
	}

	Long siteId() {
		return this.siteId;
	}

	Instant createdAt() {
		return this.createdAt;
	}

}
