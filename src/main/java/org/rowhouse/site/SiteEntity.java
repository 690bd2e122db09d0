package org.rowhouse.site;

import java.time.Instant;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/**
 * The row of a {@link Site}. Belongs to the platform: no tenant. Only what has changed is
 * written, so that new settings do not undo a change of state at the same time.
 */
@Entity
@DynamicUpdate
@Table(name = "site")
class SiteEntity implements Persistable<Long> {

	@Id
	private Long id;

	private String siteKey;

	private String name;

	private String tagline;

	private String theme;

	private String locale;

	private String timeZone;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private SiteState state;

	/** Raised by a statement of its own, since content raises it at the same time. */
	@Column(updatable = false)
	private long version;

	@Convert(converter = OptionsConverter.class)
	private Map<String, String> options;

	private @Nullable String folderDigest;

	private @Nullable String urlScheme;

	private @Nullable Integer urlPort;

	private Instant createdAt;

	private transient boolean loaded;

	@SuppressWarnings("NullAway.Init")
	protected SiteEntity() {
		this.loaded = true;
	}

	SiteEntity(Site site, Instant now) {
		this.id = site.id();
		this.siteKey = site.key();
		this.createdAt = now;
		this.state = site.state();
		this.name = site.name();
		this.tagline = site.tagline();
		this.theme = site.theme();
		this.locale = site.locale().toLanguageTag();
		this.timeZone = site.timeZone().getId();
		this.options = site.options();
		this.urlScheme = site.urlScheme();
		this.urlPort = site.urlPort();
	}

	/** Takes over the settings of a site; its state changes on its own. */
	void apply(Site site, @Nullable String digest) {
		this.name = site.name();
		this.tagline = site.tagline();
		this.theme = site.theme();
		this.locale = site.locale().toLanguageTag();
		this.timeZone = site.timeZone().getId();
		this.options = site.options();
		this.folderDigest = digest;
		this.urlScheme = site.urlScheme();
		this.urlPort = site.urlPort();
	}

	void changeState(SiteState newState) {
		this.state = newState;
	}

	@Override
	public Long getId() {
		return this.id;
	}

	@Override
	public boolean isNew() {
		return !this.loaded;
	}

	String siteKey() {
		return this.siteKey;
	}

	String name() {
		return this.name;
	}

	String tagline() {
		return this.tagline;
	}

	String theme() {
		return this.theme;
	}

	String locale() {
		return this.locale;
	}

	String timeZone() {
		return this.timeZone;
	}

	SiteState state() {
		return this.state;
	}

	long version() {
		return this.version;
	}

	Map<String, String> options() {
		return this.options;
	}

	@Nullable String folderDigest() {
		return this.folderDigest;
	}

	@Nullable String urlScheme() {
		return this.urlScheme;
	}

	@Nullable Integer urlPort() {
		return this.urlPort;
	}

	Instant createdAt() {
		return this.createdAt;
	}

}
