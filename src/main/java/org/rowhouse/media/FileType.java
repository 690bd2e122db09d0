package org.rowhouse.media;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of files that sites can keep. Everything else is refused.
 */
public enum FileType {

	/** JPEG, kept without metadata. */
	JPEG(MediaKind.PICTURE, "image/jpeg", "jpg jpeg jpe jfif"),

	/** PNG, kept without metadata. */
	PNG(MediaKind.PICTURE, "image/png", "png"),

	/** GIF, kept with its animation and without comments. */
	GIF(MediaKind.PICTURE, "image/gif", "gif"),

	/** WebP, kept without metadata. */
	WEBP(MediaKind.PICTURE, "image/webp", "webp"),

	/** SVG, of which what is known to be harmless is kept. */
	SVG(MediaKind.PICTURE, "image/svg+xml", "svg"),

	/** PDF, kept as it is. */
	PDF(MediaKind.DOCUMENT, "application/pdf", "pdf"),

	/** MP3, kept as it is. */
	MP3(MediaKind.AUDIO, "audio/mpeg", "mp3"),

	/** MPEG-4 with sound alone, kept without metadata. */
	M4A(MediaKind.AUDIO, "audio/mp4", "m4a"),

	/** Ogg with Vorbis or Opus, kept as it is. */
	OGG(MediaKind.AUDIO, "audio/ogg", "ogg oga opus"),

	/** Wave, kept as it is. */
	WAV(MediaKind.AUDIO, "audio/wav", "wav"),

	/** MPEG-4, kept without metadata. */
	MP4(MediaKind.VIDEO, "video/mp4", "mp4 m4v"),

	/** WebM, kept as it is. */
	WEBM(MediaKind.VIDEO, "video/webm", "webm"),

	/** An archive, to download. */
	ZIP(MediaKind.DOCUMENT, "application/zip", "zip"),

	/** A text of Word, to download. */
	DOCX(MediaKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),

	/** A workbook of Excel, to download. */
	XLSX(MediaKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),

	/** A presentation of PowerPoint, to download. */
	PPTX(MediaKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),

	/** A text of LibreOffice, to download. */
	ODT(MediaKind.DOCUMENT, "application/vnd.oasis.opendocument.text", "odt"),

	/** A workbook of LibreOffice, to download. */
	ODS(MediaKind.DOCUMENT, "application/vnd.oasis.opendocument.spreadsheet", "ods"),

	/** A presentation of LibreOffice, to download. */
	ODP(MediaKind.DOCUMENT, "application/vnd.oasis.opendocument.presentation", "odp"),

	/** A book, to download. */
	EPUB(MediaKind.DOCUMENT, "application/epub+zip", "epub");

	private final MediaKind kind;

	private final String contentType;

	/** With spaces between them, the usual one first. */
	private final String endings;

	FileType(MediaKind kind, String contentType, String endings) {
		this.kind = kind;
		this.contentType = contentType;
		this.endings = endings;
	}

	/**
	 * Returns what it is for people.
	 * @return the kind
	 */
	public MediaKind kind() {
		return this.kind;
	}

	/**
	 * Returns what browsers are told.
	 * @return a media type
	 */
	public String contentType() {
		return this.contentType;
	}

	/**
	 * Returns how names of such files end.
	 * @return an ending without a dot
	 */
	public String ending() {
		return (this.endings.indexOf(' ') < 0) ? this.endings : this.endings.substring(0, this.endings.indexOf(' '));
	}

	/**
	 * Tells whether a browser shows it, rather than offering to save it.
	 * @return whether it is shown
	 */
	public boolean isShown() {
		return this.kind != MediaKind.DOCUMENT || this == PDF;
	}

	/**
	 * Tells whether it is a picture made of pixels, of which smaller ones can be made.
	 * @return whether it is
	 */
	public boolean isRaster() {
		return this.kind == MediaKind.PICTURE && this != SVG;
	}

	boolean hasEnding(String ending) {
		return (" " + this.endings + " ").contains(" " + ending + " ");
	}

	static Optional<FileType> ofContentType(String contentType) {
		return Arrays.stream(values()).filter((type) -> type.contentType.equals(contentType)).findFirst();
	}

}
