package org.rowhouse.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.rowhouse.site.InvalidInputException;

import org.springframework.stereotype.Component;

/**
 * Tells what a file is by what is in it. Its name is not looked at.
 */
@Component
class TypeDetector {

	private static final int HEAD = 64 * 1024;

	/** Where an archive lists what it holds. */
	private static final int TAIL = 256 * 1024;

	private static final String ACCEPTED = " Rowhouse keeps JPEG, PNG, GIF, WebP and SVG pictures, PDF, MP3, M4A, Ogg"
			+ " and WAV sound, MP4 and WebM films, and ZIP, Word, Excel, PowerPoint, LibreOffice and EPUB files.";

	private static final Map<String, FileType> SYNONYMS = Map.ofEntries(Map.entry("audio/mp4", FileType.M4A),
			Map.entry("audio/x-m4a", FileType.M4A), Map.entry("audio/vnd.wave", FileType.WAV),
			Map.entry("audio/x-wav", FileType.WAV), Map.entry("audio/vorbis", FileType.OGG),
			Map.entry("audio/opus", FileType.OGG), Map.entry("audio/x-oggflac", FileType.OGG),
			Map.entry("application/ogg", FileType.OGG), Map.entry("video/x-m4v", FileType.MP4),
			Map.entry("application/mp4", FileType.MP4), Map.entry("video/webm", FileType.WEBM));

	private static final Map<String, String> REFUSED = Map.of("image/avif",
			"This is an AVIF picture, which cannot be cleaned yet. Save it as JPEG, PNG or WebP.", "image/heic",
			"This is an HEIC picture, which browsers cannot show. Save it as JPEG.", "image/heif",
			"This is an HEIF picture, which browsers cannot show. Save it as JPEG.", "image/tiff",
			"This is a TIFF picture, which browsers cannot show. Save it as JPEG or PNG.", "image/bmp",
			"This is a BMP picture. Save it as PNG or JPEG.", "video/quicktime",
			"This is a QuickTime film, which not all browsers can play. Save it as MP4.", "text/html",
			"This is a web page. Pages are written in Rowhouse itself.");

	private static final Map<String, FileType> OFFICE = Map.of("word/document.xml", FileType.DOCX, "xl/workbook.xml",
			FileType.XLSX, "ppt/presentation.xml", FileType.PPTX);

	/**
	 * Finds out what a file is.
	 * @param content its bytes
	 * @param size how many there are
	 * @return its type
	 * @throws InvalidInputException if it is of a type that is not kept
	 */
	FileType detect(SeekableByteChannel content, long size) throws IOException {
		byte[] head = read(content, 0, (int) Math.min(size, HEAD));
		String found = MimeTypes.getDefaultMimeTypes()
			.detect(new ByteArrayInputStream(head), new Metadata())
			.getBaseType()
			.toString();
		if (found.equals("application/zip") || found.equals("application/x-tika-ooxml")) {
			return archive(content, size);
		}
		if ((found.endsWith("/xml") || found.startsWith("text/")) && text(head).contains("<svg")
				&& !found.equals("text/html")) {
			// A document type in front of it hides what it is; the cleaner looks closer.
			return FileType.SVG;
		}
		if (found.equals("video/x-matroska") || found.equals("application/x-matroska")) {
			return matroska(head).orElseThrow(() -> refused(found));
		}
		if (found.equals("video/quicktime") && isMpeg4(head)) {
			return FileType.MP4;
		}
		FileType synonym = SYNONYMS.get(found);
		return (synonym != null) ? synonym : FileType.ofContentType(found).orElseThrow(() -> refused(found));
	}

	private static InvalidInputException refused(String found) {
		String known = REFUSED.get(found);
		String what = (found.equals("application/octet-stream") || found.equals("text/plain"))
				? "It is not clear what this file is, whatever its name says."
				: "By its content this is a file of the type " + found + ", whatever its name says.";
		return new InvalidInputException("file", (known != null) ? known : what + ACCEPTED);
	}

	/** A list of what it holds is at the end of an archive (PKWARE APPNOTE, 4.3.6). */
	private static FileType archive(SeekableByteChannel content, long size) throws IOException {
		String start = text(read(content, 0, (int) Math.min(size, 200)));
		for (FileType type : FileType.values()) {
			// OpenDocument 1.3 part 2, section 3.3; EPUB OCF, section 4.2.
			if (start.startsWith("mimetype" + type.contentType(), 30)) {
				return type;
			}
		}
		int length = (int) Math.min(size, TAIL);
		String end = text(read(content, size - length, length));
		return OFFICE.entrySet()
			.stream()
			.filter((part) -> end.contains(part.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(FileType.ZIP);
	}

	/** The document type of EBML (RFC 8794, section 11.2.6). */
	private static Optional<FileType> matroska(byte[] head) {
		String start = text(head).substring(0, Math.min(head.length, 100));
		return (start.contains("webm")) ? Optional.of(FileType.WEBM) : Optional.empty();
	}

	/** Its brand says so, whatever else is in it (ISO/IEC 14496-12, section 4.3). */
	private static boolean isMpeg4(byte[] head) {
		String start = text(head);
		return start.length() > 12 && start.startsWith("ftyp", 4)
				&& (start.startsWith("isom", 8) || start.startsWith("mp4", 8) || start.startsWith("iso", 8));
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	static byte[] read(SeekableByteChannel content, long from, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(length);
		content.position(from);
		while (buffer.hasRemaining() && content.read(buffer) >= 0) {
			// Until all of it is there.
		}
		byte[] read = new byte[buffer.position()];
		buffer.flip().get(read);
		return read;
	}

}
