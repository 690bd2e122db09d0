package org.rowhouse.media;

import java.time.Instant;

import jakarta.persistence.Column;
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

/**
 * The row of a file.
 */
@Entity
@Table(name = "media_file")
class MediaFile {

	private static final int MIDDLE = 50;

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "media_seq")
	@SequenceGenerator(name = "media_seq", sequenceName = "media_seq", allocationSize = 50)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private String name;

	private String folder;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private FileType fileType;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private MediaKind kind;

	private long size;

	private String digest;

	private String sourceDigest;

	private int width;

	private int height;

	private boolean alpha;

	private boolean animated;

	private String alt;

	private boolean decorative;

	private String title;

	private String caption;

	@Column(name = "focal_x")
	private int focalX;

	@Column(name = "focal_y")
	private int focalY;

	private Instant createdAt;

	private Instant updatedAt;

	@SuppressWarnings("NullAway.Init")
	protected MediaFile() {
	}

	@SuppressWarnings("NullAway.Init")
	MediaFile(String name, Instant now) {
		this.name = name;
		this.folder = "";
		this.alt = "";
		this.title = "";
		this.caption = "";
		this.focalX = MIDDLE;
		this.focalY = MIDDLE;
		this.createdAt = now;
		this.updatedAt = now;
	}

	/** The same file on another site. */
	MediaFile copy() {
		MediaFile copy = new MediaFile(this.name, this.createdAt);
		copy.folder = this.folder;
		copy.fileType = this.fileType;
		copy.kind = this.kind;
		copy.size = this.size;
		copy.digest = this.digest;
		copy.sourceDigest = this.sourceDigest;
		copy.width = this.width;
		copy.height = this.height;
		copy.alpha = this.alpha;
		copy.animated = this.animated;
		copy.alt = this.alt;
		copy.decorative = this.decorative;
		copy.title = this.title;
		copy.caption = this.caption;
		copy.focalX = this.focalX;
		copy.focalY = this.focalY;
		copy.updatedAt = this.updatedAt;
		return copy;
	}

	/** Takes over other bytes. */
	void hold(PreparedFile file, Instant now) {
		this.fileType = file.type();
		this.kind = file.type().kind();
		this.size = file.size();
		this.digest = file.digest();
		this.sourceDigest = file.sourceDigest();
		this.width = file.picture().width();
		this.height = file.picture().height();
		this.alpha = file.picture().alpha();
		this.animated = file.picture().animated();
		this.updatedAt = now;
	}

	/** Takes over what somebody says about it. */
	void describe(MediaDetails details, Instant now) {
		this.folder = details.folder();
		this.alt = details.alt();
		this.decorative = details.decorative();
		this.title = details.title();
		this.caption = details.caption();
		this.focalX = details.focalX();
		this.focalY = details.focalY();
		this.updatedAt = now;
	}

	MediaItem toItem() {
		if (this.id == null) {
			throw new IllegalStateException("The file has not been saved");
		}
		return new MediaItem(this.id, this.name, this.folder, this.fileType, this.size, this.digest, this.width,
				this.height, this.alpha, this.animated, this.alt, this.decorative, this.title, this.caption,
				this.focalX, this.focalY, this.createdAt, this.updatedAt);
	}

	@Nullable Long id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	Long siteId() {
		return this.siteId;
	}

	MediaKind kind() {
		return this.kind;
	}

	FileType fileType() {
		return this.fileType;
	}

	String digest() {
		return this.digest;
	}

	String sourceDigest() {
		return this.sourceDigest;
	}

}
