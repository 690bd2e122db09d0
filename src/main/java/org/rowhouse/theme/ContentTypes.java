package org.rowhouse.theme;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the endings of file names say about their content. Whatever is not in the table is
 * bytes and nothing more: {@code nosniff} keeps browsers from guessing.
 */
final class ContentTypes {

	private static final String UNKNOWN = "application/octet-stream";

	private static final Map<String, String> TYPES = new HashMap<>();

	/** Types that are not text and become shorter all the same. */
	private static final Set<String> ALSO_COMPRESSIBLE = Set.of("application/wasm", "image/x-icon", "image/bmp",
			"font/ttf", "font/otf", "application/vnd.ms-fontobject");

	static {
		text("text/css", "css");
		// RFC 9239
		text("text/javascript", "js", "mjs");
		text("text/html", "html", "htm");
		text("application/xhtml+xml", "xhtml");
		text("text/plain", "txt", "log");
		text("text/markdown", "md", "markdown");
		text("text/csv", "csv");
		text("text/vcard", "vcf");
		text("text/calendar", "ics");
		text("text/vtt", "vtt");
		text("image/svg+xml", "svg");
		text("application/xml", "xml", "xsl");
		text("application/json", "json", "map");
		text("application/ld+json", "jsonld");
		text("application/geo+json", "geojson");
		text("application/manifest+json", "webmanifest");
		text("application/gpx+xml", "gpx");
		text("application/yaml", "yml", "yaml");
		plain("application/wasm", "wasm");
		plain("image/png", "png");
		plain("image/apng", "apng");
		plain("image/jpeg", "jpg", "jpeg");
		plain("image/gif", "gif");
		plain("image/webp", "webp");
		plain("image/avif", "avif");
		plain("image/jxl", "jxl");
		plain("image/bmp", "bmp");
		plain("image/tiff", "tif", "tiff");
		plain("image/x-icon", "ico");
		plain("font/woff2", "woff2");
		plain("font/woff", "woff");
		plain("font/ttf", "ttf");
		plain("font/otf", "otf");
		plain("application/vnd.ms-fontobject", "eot");
		plain("video/mp4", "mp4", "m4v");
		plain("video/webm", "webm");
		plain("video/ogg", "ogv");
		plain("video/quicktime", "mov");
		plain("audio/mpeg", "mp3");
		plain("audio/mp4", "m4a");
		plain("audio/ogg", "ogg", "oga", "opus");
		plain("audio/wav", "wav");
		plain("audio/flac", "flac");
		plain("audio/aac", "aac");
		plain("application/pdf", "pdf");
		plain("application/epub+zip", "epub");
		plain("application/rtf", "rtf");
		plain("application/zip", "zip");
		plain("application/gzip", "gz", "tgz");
		plain("application/x-7z-compressed", "7z");
		plain("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
		plain("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
		plain("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");
		plain("application/vnd.oasis.opendocument.text", "odt");
		plain("application/vnd.oasis.opendocument.spreadsheet", "ods");
		plain("application/vnd.oasis.opendocument.presentation", "odp");
	}

	private ContentTypes() {
	}

	private static void text(String type, String... endings) {
		plain(type + ";charset=utf-8", endings);
	}

	private static void plain(String type, String... endings) {
		for (String ending : endings) {
			TYPES.put(ending, type);
		}
	}

	static String of(StaticName name) {
		return TYPES.getOrDefault(name.ending(), UNKNOWN);
	}

	/** Pictures, films, fonts for the web and archives are as short as they get. */
	static boolean isCompressible(String type) {
		return type.endsWith(";charset=utf-8") || ALSO_COMPRESSIBLE.contains(type);
	}

	static boolean isStyleSheet(StaticName name) {
		return name.ending().equals("css");
	}

}
