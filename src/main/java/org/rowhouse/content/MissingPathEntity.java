package org.rowhouse.content;

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
 * The row of a path that visitors asked for and nobody has.
 */
@Entity
@Table(name = "missing_path")
class MissingPathEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "path_redirect_seq")
	@SequenceGenerator(name = "path_redirect_seq", sequenceName = "path_redirect_seq", allocationSize = 50)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private String path;

	private long hits;

	private Instant firstSeen;

	private Instant lastSeen;

	private String referrer;

	private boolean ignored;

	@SuppressWarnings("NullAway.Init")
	protected MissingPathEntity() {
	}

	@SuppressWarnings("NullAway.Init")
	MissingPathEntity(String path, Instant now) {
		this.path = path;
		this.firstSeen = now;
		this.lastSeen = now;
		this.referrer = "";
	}

	void add(long more, Instant last, String lastReferrer) {
		this.hits += more;
		this.lastSeen = last;
		if (!lastReferrer.isEmpty()) {
			this.referrer = lastReferrer;
		}
	}

	void ignore(boolean ignore) {
		this.ignored = ignore;
	}

	@Nullable Long id() {
		return this.id;
	}

	String path() {
		return this.path;
	}

	MissingPath toMissingPath() {
		return new MissingPath((this.id != null) ? this.id : 0, this.path, this.hits, this.firstSeen, this.lastSeen,
				this.referrer, this.ignored);
	}

	Long siteId() {
		return this.siteId;
	}

}
