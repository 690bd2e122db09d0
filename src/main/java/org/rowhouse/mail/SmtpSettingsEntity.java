package org.rowhouse.mail;

import java.time.Duration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * The only row of what an administrator has set about the mail server. Belongs to the
 * platform: no tenant.
 */
@Entity
@Table(name = "mail_settings")
class SmtpSettingsEntity {

	static final int ONLY = 1;

	@Id
	private Integer id = ONLY;

	private String host;

	private @Nullable Integer port;

	private String tls;

	private String username;

	/** Encrypted by {@link PasswordCipher}. */
	private @Nullable String password;

	private String senderName;

	private String senderAddress;

	private int timeoutSeconds;

	@SuppressWarnings("NullAway.Init")
	protected SmtpSettingsEntity() {
	}

	@SuppressWarnings("NullAway.Init")
	SmtpSettingsEntity(SmtpSettings settings, @Nullable String password) {
		this.host = settings.host();
		this.port = settings.ownPort();
		this.tls = settings.tls().name();
		this.username = settings.username();
		this.password = password;
		this.senderName = settings.senderName();
		this.senderAddress = settings.senderAddress();
		this.timeoutSeconds = (int) settings.timeout().toSeconds();
	}

	@Nullable String password() {
		return this.password;
	}

	SmtpSettings toSettings() {
		return new SmtpSettings(this.host, this.port, TlsMode.valueOf(this.tls), this.username, this.senderName,
				this.senderAddress, Duration.ofSeconds(this.timeoutSeconds));
	}

}
