package org.rowhouse.content;

import java.time.Instant;
import java.util.Map;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.TextMapConverter;

/**
 * The row of what somebody has typed and not saved.
 */
@Entity
@Table(name = "content_autosave")
class ContentAutosave {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "content_seq")
	@SequenceGenerator(name = "content_seq", sequenceName = "content_seq", allocationSize = 50)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private ContentKind kind;

	private @Nullable Long itemId;

	private String slot;

	private String person;

	private long baseVersion;

	private Instant beganAt;

	private Instant savedAt;

	private String markdown;

	@Convert(converter = TextMapConverter.class)
	private Map<String, String> fields;

	@SuppressWarnings("NullAway.Init")
	protected ContentAutosave() {
	}

	@SuppressWarnings("NullAway.Init")
	ContentAutosave(ContentKind kind, @Nullable Long itemId, String slot, String person, Instant now) {
		this.kind = kind;
		this.itemId = itemId;
		this.slot = slot;
		this.person = person;
		this.beganAt = now;
	}

	void type(long version, String text, Map<String, String> others, Instant now) {
		this.baseVersion = version;
		this.markdown = text;
		this.fields = others;
		this.savedAt = now;
	}

	Autosave toAutosave() {
		return new Autosave((this.id != null) ? this.id : 0, this.itemId, this.slot, this.baseVersion, this.savedAt,
				this.markdown, this.fields);
	}

	Long siteId() {
		return this.siteId;
	}

	ContentKind kind() {
		return this.kind;
	}

	String person() {
		return this.person;
	}

	Instant beganAt() {
		return this.beganAt;
	}

}
