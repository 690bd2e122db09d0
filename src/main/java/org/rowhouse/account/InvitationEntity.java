package org.rowhouse.account;

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
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A link with which somebody makes their account. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "invitation")
class InvitationEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "invitation_seq")
	@SequenceGenerator(name = "invitation_seq", sequenceName = "invitation_seq", allocationSize = 1)
	private @Nullable Long id;

	private String tokenHash;

	private String email;

	private @Nullable Long siteId;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private @Nullable Role role;

	private boolean administrator;

	/**
	 * Whether the link went to the address itself, so that whoever has it can read mail
	 * there.
	 */
	private boolean mailed;

	private String invitedBy;

	private Instant createdAt;

	private Instant expiresAt;

	@SuppressWarnings("NullAway.Init")
	protected InvitationEntity() {
	}

	InvitationEntity(String tokenHash, String email, @Nullable Long siteId, @Nullable Role role,
			boolean administrator) {
		this.tokenHash = tokenHash;
		this.email = email;
		this.siteId = siteId;
		this.role = role;
		this.administrator = administrator;
		this.invitedBy = "";
		this.createdAt = Instant.EPOCH;
		this.expiresAt = Instant.EPOCH;
	}

	InvitationEntity byMail(boolean sent) {
		this.mailed = sent;
		return this;
	}

	InvitationEntity from(String inviter, Instant now, Instant until) {
		this.invitedBy = inviter;
		this.createdAt = now;
		this.expiresAt = until;
		return this;
	}

	long id() {
		if (this.id == null) {
			throw new IllegalStateException("The invitation has not been saved");
		}
		return this.id;
	}

	String tokenHash() {
		return this.tokenHash;
	}

	String email() {
		return this.email;
	}

	@Nullable Long siteId() {
		return this.siteId;
	}

	@Nullable Role role() {
		return this.role;
	}

	boolean administrator() {
		return this.administrator;
	}

	boolean mailed() {
		return this.mailed;
	}

	String invitedBy() {
		return this.invitedBy;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	Instant expiresAt() {
		return this.expiresAt;
	}

}
