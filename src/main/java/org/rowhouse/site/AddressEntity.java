package org.rowhouse.site;

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
 * The row of an {@link Address}. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "address")
class AddressEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "address_seq")
	@SequenceGenerator(name = "address_seq", sequenceName = "address_seq", allocationSize = 50)
	private @Nullable Long id;

	private Long siteId;

	/** Read by the database alone, which orders by it. */
	@SuppressWarnings("UnusedVariable")
	private int position;

	private String host;

	private String path;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private AddressRole role;

	@SuppressWarnings("NullAway.Init")
	protected AddressEntity() {
	}

	AddressEntity(long siteId, int position, Address address) {
		this.siteId = siteId;
		this.position = position;
		this.host = address.pattern().host().toString();
		this.path = address.pattern().path();
		this.role = address.role();
	}

	Long siteId() {
		return this.siteId;
	}

	Address toAddress() {
		return new Address(new AddressPattern(Hostname.fromInput(this.host), this.path), this.role);
	}

}
