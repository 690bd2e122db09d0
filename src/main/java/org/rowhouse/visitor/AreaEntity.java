package org.rowhouse.visitor;

import java.time.Instant;
import java.util.Objects;

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

/**
 * The row of a private area.
 */
@Entity
@Table(name = "private_area")
class AreaEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "private_area_seq")
	@SequenceGenerator(name = "private_area_seq", sequenceName = "private_area_seq", allocationSize = 1)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private String path;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private AreaWay way;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private AreaAudience audience;

	private @Nullable String passwordHash;

	private long stamp;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected AreaEntity() {
	}

	@SuppressWarnings("NullAway.Init")
	AreaEntity(String path, Instant now) {
		this.path = path;
		this.createdAt = now;
	}

	/**
	 * Takes over who may read it. Whoever has signed in before signs in again.
	 * @param newWay how they show it
	 * @param newAudience who may
	 * @param newHash of a shared password, or {@code null}
	 * @param newStamp a number that it has never had
	 */
	void opensTo(AreaWay newWay, AreaAudience newAudience, @Nullable String newHash, long newStamp) {
		this.way = newWay;
		this.audience = newAudience;
		this.passwordHash = newHash;
		this.stamp = newStamp;
	}

	/** Its page has moved. Nobody has to sign in again. */
	void movesTo(String newPath) {
		this.path = newPath;
	}

	void endVisits(long newStamp) {
		this.stamp = newStamp;
	}

	/** The same on another site, where nobody has signed in yet. */
	AreaEntity copy(long newStamp) {
		AreaEntity copy = new AreaEntity(this.path, this.createdAt);
		copy.opensTo(this.way, this.audience, this.passwordHash, newStamp);
		return copy;
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	Long siteId() {
		return this.siteId;
	}

	String path() {
		return this.path;
	}

	AreaWay way() {
		return this.way;
	}

	AreaAudience audience() {
		return this.audience;
	}

	@Nullable String passwordHash() {
		return this.passwordHash;
	}

	long stamp() {
		return this.stamp;
	}

	Area toArea() {
		return new Area(id(), this.path, this.way, this.audience, this.createdAt);
	}

}
