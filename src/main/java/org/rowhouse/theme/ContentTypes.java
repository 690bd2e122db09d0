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

	private static final Map<String, String> TYPES = types();

	/** Types that are not text and become shorter all the same. */
	private static final Set<String> ALSO_COMPRESSIBLE = Set.of("application/wasm", "image/x-icon", "image/bmp",
			"font/ttf", "font/otf", "application/vnd.ms-fontobject");

	private ContentTypes() {
	}

	private static Map<String, String> types() {
		Map<String, String> types = new HashMap<>();
		text(types, "text/css", "css");
		// RFC 9239
		text(types, "text/javascript", "js", "mjs");
		text(types, "text/html", "html", "htm");
		text(types, "application/xhtml+xml", "xhtml");
		text(types, "text/plain", "txt", "log");
		text(types, "text/markdown", "md", "markdown");
		text(types, "text/csv", "csv");
		text(types, "text/vcard", "vcf");
		text(types, "text/calendar", "ics");
		text(types, "text/vtt", "vtt");
		text(types, "image/svg+xml", "svg");
		text(types, "application/xml", "xml", "xsl");
		text(types, "application/json", "json", "map");
		text(types, "application/ld+json", "jsonld");
		text(types, "application/geo+json", "geojson");
		text(types, "application/manifest+json", "webmanifest");
		text(types, "application/gpx+xml", "gpx");
		text(types, "application/yaml", "yml", "yaml");
		plain(types, "application/wasm", "wasm");
		plain(types, "image/png", "png");
		plain(types, "image/apng", "apng");
		plain(types, "image/jpeg", "jpg", "jpeg");
		plain(types, "image/gif", "gif");
		plain(types, "image/webp", "webp");
		plain(types, "image/avif", "avif");
		plain(types, "image/jxl", "jxl");
		plain(types, "image/bmp", "bmp");
		plain(types, "image/tiff", "tif", "tiff");
		plain(types, "image/x-icon", "ico");
		plain(types, "font/woff2", "woff2");
		plain(types, "font/woff", "woff");
		plain(types, "font/ttf", "ttf");
		plain(types, "font/otf", "otf");
		plain(types, "application/vnd.ms-fontobject", "eot");
		plain(types, "video/mp4", "mp4", "m4v");
		plain(types, "video/webm", "webm");
		plain(types, "video/ogg", "ogv");
		plain(types, "video/quicktime", "mov");
		plain(types, "audio/mpeg", "mp3");
		plain(types, "audio/mp4", "m4a");
		plain(types, "audio/ogg", "ogg", "oga", "opus");
		plain(types, "audio/wav", "wav");
		plain(types, "audio/flac", "flac");
		plain(types, "audio/aac", "aac");
		plain(types, "application/pdf", "pdf");
		plain(types, "application/epub+zip", "epub");
		plain(types, "application/rtf", "rtf");
		plain(types, "application/zip", "zip");
		plain(types, "application/gzip", "gz", "tgz");
		plain(types, "application/x-7z-compressed", "7z");
		plain(types, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
		plain(types, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
		plain(types, "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");
		plain(types, "application/vnd.oasis.opendocument.text", "odt");
		plain(types, "application/vnd.oasis.opendocument.spreadsheet", "ods");
		plain(types, "application/vnd.oasis.opendocument.presentation", "odp");
		return Map.copyOf(types);
	}

	private static void text(Map<String, String> types, String type, String... endings) {
		plain(types, type + ";charset=utf-8", endings);
	}

	private static void plain(Map<String, String> types, String type, String... endings) {
		for (String ending : endings) {
			types.put(ending, type);
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
