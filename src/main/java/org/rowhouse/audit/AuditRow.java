package org.rowhouse.audit;

import java.time.Instant;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.TextMapConverter;

/**
 * The row of an entry. Belongs to the platform: no tenant.
 */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditRow {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_seq")
	@SequenceGenerator(name = "audit_seq", sequenceName = "audit_seq", allocationSize = 1)
	private @Nullable Long id;

	private Instant happenedAt;

	private String username;

	private String address;

	/** A key can come back as another site; queries tell them apart by it. */
	@SuppressWarnings("UnusedVariable")
	private @Nullable Long siteId;

	private String siteKey;

	private String action;

	private String subject;

	@Convert(converter = TextMapConverter.class)
	@Column(name = "was")
	private Map<String, String> before;

	@Convert(converter = TextMapConverter.class)
	@Column(name = "becomes")
	private Map<String, String> after;

	@SuppressWarnings("NullAway.Init")
	protected AuditRow() {
	}

	AuditRow(AuditEntry entry, @Nullable Long siteId) {
		this.happenedAt = entry.happenedAt();
		this.username = entry.username();
		this.address = entry.address();
		this.siteId = siteId;
		this.siteKey = (entry.site() != null) ? entry.site() : "";
		this.action = entry.action();
		this.subject = entry.subject();
		this.before = entry.before();
		this.after = entry.after();
	}

	AuditEntry toEntry() {
		if (this.id == null) {
			throw new IllegalStateException("The entry has not been saved");
		}
		return new AuditEntry(this.id, this.happenedAt, this.username, this.address,
				(this.siteKey.isEmpty()) ? null : this.siteKey, this.action, this.subject, this.before, this.after);
	}

}
