package org.rowhouse.visitor;

import java.time.Instant;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The row of a visitor of a site.
 */
@Entity
@Table(name = "site_visitor")
class VisitorEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "site_visitor_seq")
	@SequenceGenerator(name = "site_visitor_seq", sequenceName = "site_visitor_seq", allocationSize = 1)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private String name;

	private String passwordHash;

	private long stamp;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected VisitorEntity() {
	}

	@SuppressWarnings("NullAway.Init")
	VisitorEntity(String name, Instant now) {
		this.name = name;
		this.createdAt = now;
	}

	/**
	 * Takes over a password. What was signed in with the one before ends.
	 * @param hash of the password
	 * @param newStamp a number that the visitor has never had
	 */
	void signsInWith(String hash, long newStamp) {
		this.passwordHash = hash;
		this.stamp = newStamp;
	}

	/** The same on another site. */
	VisitorEntity copy(long newStamp) {
		VisitorEntity copy = new VisitorEntity(this.name, this.createdAt);
		copy.signsInWith(this.passwordHash, newStamp);
		return copy;
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	Long siteId() {
		return this.siteId;
	}

	String name() {
		return this.name;
	}

	String passwordHash() {
		return this.passwordHash;
	}

	long stamp() {
		return this.stamp;
	}

	Visitor toVisitor() {
		return new Visitor(this.name, this.createdAt);
	}

}
