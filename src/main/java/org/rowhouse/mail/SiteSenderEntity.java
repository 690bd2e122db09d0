package org.rowhouse.mail;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The row of who the mails of a site come from. A site has at most one.
 */
@Entity
@Table(name = "mail_sender")
class SiteSenderEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mail_sender_seq")
	@SequenceGenerator(name = "mail_sender_seq", sequenceName = "mail_sender_seq", allocationSize = 1)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private String name = "";

	private String address = "";

	private String replyTo = "";

	@SuppressWarnings("NullAway.Init")
	SiteSenderEntity() {
	}

	Long siteId() {
		return this.siteId;
	}

	void write(SiteSender sender) {
		this.name = sender.name();
		this.address = sender.address();
		this.replyTo = sender.replyTo();
	}

	SiteSender toSender() {
		return new SiteSender(this.name, this.address, this.replyTo);
	}

}
