package org.rowhouse.account;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What somebody is on a site. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "site_member")
@IdClass(SiteMember.Key.class)
class SiteMember {

	@Id
	private Long siteId;

	@Id
	private Long accountId;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private Role role;

	private Instant since;

	@SuppressWarnings("NullAway.Init")
	protected SiteMember() {
	}

	SiteMember(long siteId, long accountId, Role role, Instant now) {
		this.siteId = siteId;
		this.accountId = accountId;
		this.role = role;
		this.since = now;
	}

	void appoint(Role newRole) {
		this.role = newRole;
	}

	long siteId() {
		return this.siteId;
	}

	long accountId() {
		return this.accountId;
	}

	Role role() {
		return this.role;
	}

	Instant since() {
		return this.since;
	}

	/** The two numbers. */
	record Key(Long siteId, Long accountId) implements Serializable {

	}

}
