package org.rowhouse.site;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

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

	/** As the next two: {@code null} where the platform's default holds. */
	private @Nullable String theme;

	private @Nullable String locale;

	private @Nullable String timeZone;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private SiteState state;

	/** Raised by a statement of its own, since content raises it at the same time. */
	@Column(updatable = false)
	private long version;

	@Convert(converter = TextMapConverter.class)
	private Map<String, String> options;

	/** The keys of the settings that site.yml declares, with commas between them. */
	private String declared;

	@Convert(converter = TextMapConverter.class)
	private Map<String, String> fileOptions;

	private @Nullable String folderDigest;

	private @Nullable String urlScheme;

	private @Nullable Integer urlPort;

	private Instant createdAt;

	/** As the next one: changed by a query of its own. */
	@Column(name = "is_template", updatable = false)
	@SuppressWarnings("UnusedVariable")
	private boolean template;

	@Column(updatable = false)
	private boolean unfinished;

	private transient boolean loaded;

	@SuppressWarnings("NullAway.Init")
	protected SiteEntity() {
		this.loaded = true;
	}

	@SuppressWarnings("NullAway.Init")
	SiteEntity(Site site, Instant now) {
		this.id = site.id();
		this.siteKey = site.key();
		this.createdAt = now;
		this.state = site.state();
		apply(site, null);
	}

	/** One that nobody sees until a query says that it is finished. */
	static SiteEntity unfinished(Site site, Instant now) {
		SiteEntity row = new SiteEntity(site, now);
		row.unfinished = true;
		return row;
	}

	/** Takes over the settings of a site; its state changes on its own. */
	final void apply(Site site, @Nullable String digest) {
		SiteSettings own = site.own();
		this.name = own.name();
		this.tagline = own.tagline();
		this.theme = orNull(own.theme());
		this.locale = orNull(own.locale());
		this.timeZone = orNull(own.timeZone());
		this.options = own.options();
		this.declared = site.origins().declared().stream().map(Setting::name).sorted().collect(Collectors.joining(","));
		this.fileOptions = site.origins().fileOptions();
		this.folderDigest = digest;
		this.urlScheme = orNull(own.urlScheme());
		this.urlPort = (own.urlPort().isEmpty()) ? null : Integer.valueOf(own.urlPort());
	}

	private static @Nullable String orNull(String text) {
		return (text.isEmpty()) ? null : text;
	}

	/** Notes what was last read of the folder, without any setting. */
	void changeDigest(String digest) {
		this.folderDigest = digest;
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

	@Nullable String theme() {
		return this.theme;
	}

	@Nullable String locale() {
		return this.locale;
	}

	@Nullable String timeZone() {
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

	String declared() {
		return this.declared;
	}

	Map<String, String> fileOptions() {
		return this.fileOptions;
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

	boolean unfinished() {
		return this.unfinished;
	}

}
