package org.rowhouse.site;

import java.util.List;

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
 * The row of an {@link Address} of a site, or of a {@link SharedAddress}. Belongs to the
 * platform: no tenant.
 */
@Entity
@Table(name = "address")
class AddressEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "address_seq")
	@SequenceGenerator(name = "address_seq", sequenceName = "address_seq", allocationSize = 50)
	private @Nullable Long id;

	/** Read by queries alone. */
	@SuppressWarnings("UnusedVariable")
	private @Nullable Long siteId;

	/** Read by the database alone, which orders by it. */
	@SuppressWarnings("UnusedVariable")
	private int position;

	private String host;

	private @Nullable String names;

	private String path;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private AddressRole role;

	private @Nullable String target;

	private @Nullable String challenge;

	@SuppressWarnings("NullAway.Init")
	protected AddressEntity() {
	}

	AddressEntity(long siteId, int position, Address address) {
		this(address.pattern(), address.role());
		this.siteId = siteId;
		this.position = position;
		this.challenge = address.challenge();
	}

	AddressEntity(AddressPattern pattern, @Nullable String target) {
		this(pattern, (target != null) ? AddressRole.REDIRECT : AddressRole.SITE);
		this.target = target;
	}

	private AddressEntity(AddressPattern pattern, AddressRole role) {
		this.host = pattern.host().key();
		this.names = names(pattern.host());
		this.path = pattern.path();
		this.role = role;
	}

	private static @Nullable String names(HostPattern host) {
		if (host instanceof WildcardHost wildcard && !wildcard.key().equals(wildcard.toString())) {
			return String.join(",", wildcard.labels());
		}
		return null;
	}

	Address toAddress() {
		return new Address(pattern(this.host, this.names, this.path), this.role, this.challenge);
	}

	SharedAddress toShared() {
		return new SharedAddress((this.id != null) ? this.id : 0, pattern(this.host, this.names, this.path),
				this.target);
	}

	/**
	 * Makes a pattern out of its columns.
	 * @throws InvalidHostnameException if they do not hold one
	 */
	static AddressPattern pattern(String host, @Nullable String names, String path) {
		if (names == null && (!host.startsWith("*") || host.equals(AnyHost.TEXT))) {
			return new AddressPattern(HostPattern.parse(host), path);
		}
		List<String> labels = (names != null) ? List.of(names.split(",")) : WildcardHost.leading(host);
		String suffix = host.substring(host.lastIndexOf("*.") + 2);
		return new AddressPattern(WildcardHost.restore(labels, suffix), path);
	}

}
