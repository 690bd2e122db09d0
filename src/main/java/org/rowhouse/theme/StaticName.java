package org.rowhouse.theme;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The path of a file below {@code static/} that may be served, in Unicode's form NFC.
 * Names that some file system reads in another way are refused on all of them, and so are
 * hidden files, temporary files of editors and downloads, and settings.
 *
 * @param value segments with slashes between them
 */
record StaticName(String value) {

	private static final int MAX_LENGTH = 500;

	private static final String NOT_ON_WINDOWS = "\\:*?\"<>|";

	private static final char REPLACEMENT = '\uFFFD';

	private static final Set<String> TEMPORARY = Set.of("swp", "swo", "swx", "tmp", "part", "crdownload");

	private static final Set<String> SETTINGS = Set.of("site.yml", "theme.yml");

	private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³]) *");

	/**
	 * Reads a name.
	 * @param raw what was asked for, without percent-encoding
	 * @return the name, or nothing if nothing with this name is ever served
	 */
	static Optional<StaticName> of(String raw) {
		if (raw.isEmpty() || raw.length() > MAX_LENGTH || raw.chars().anyMatch(StaticName::isRefused)
				|| raw.codePoints().anyMatch((c) -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
			return Optional.empty();
		}
		String composed = Normalizer.normalize(raw, Normalizer.Form.NFC);
		for (String segment : composed.split("/", -1)) {
			if (!isServed(segment)) {
				return Optional.empty();
			}
		}
		return Optional.of(new StaticName(composed));
	}

	/**
	 * Reads a name as it is written in a URL.
	 * @param path percent-encoded UTF-8
	 * @return the name, or nothing if it is malformed or never served
	 */
	static Optional<StaticName> ofEncoded(String path) {
		String decoded = decode(path);
		return (decoded != null) ? of(decoded) : Optional.empty();
	}

	private static @Nullable String decode(String path) {
		if (path.indexOf('%') < 0) {
			return path;
		}
		byte[] raw = path.getBytes(StandardCharsets.UTF_8);
		ByteBuffer plain = ByteBuffer.allocate(raw.length);
		for (int i = 0; i < raw.length; i++) {
			if (raw[i] != '%') {
				plain.put(raw[i]);
				continue;
			}
			int high = (i + 2 < raw.length) ? Character.digit(raw[i + 1], 16) : -1;
			int low = (high >= 0) ? Character.digit(raw[i + 2], 16) : -1;
			int code = high * 16 + low;
			if (high < 0 || low < 0 || code == '/') {
				return null;
			}
			plain.put((byte) code);
			i += 2;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(plain.flip()).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static boolean isRefused(int c) {
		return Character.isISOControl(c) || c == REPLACEMENT || NOT_ON_WINDOWS.indexOf(c) >= 0;
	}

	private static boolean isServed(String segment) {
		if (segment.isEmpty() || segment.startsWith(".") || segment.endsWith(".") || segment.endsWith(" ")
				|| segment.endsWith("~") || (segment.startsWith("#") && segment.endsWith("#"))) {
			return false;
		}
		String lower = segment.toLowerCase(Locale.ROOT);
		int dot = lower.indexOf('.');
		boolean temporary = dot >= 0 && TEMPORARY.contains(lower.substring(lower.lastIndexOf('.') + 1));
		return !temporary && !SETTINGS.contains(lower)
				&& !DEVICE.matcher((dot < 0) ? lower : lower.substring(0, dot)).matches();
	}

	/** What follows the last dot, in lower case; empty if there is none. */
	String ending() {
		int dot = this.value.lastIndexOf('.');
		return (dot > this.value.lastIndexOf('/')) ? this.value.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
	}

	/** The same name without its last ending, of which there must be one. */
	Optional<StaticName> withoutEnding() {
		return of(this.value.substring(0, this.value.lastIndexOf('.')));
	}

	/**
	 * Finds the name that a relative URL in this file leads to.
	 * @param path the path of the URL, percent-encoded, without query and fragment
	 * @return the name, or nothing if it leads out of {@code static/} or is never served
	 */
	Optional<StaticName> resolve(String path) {
		String decoded = decode(path);
		if (decoded == null) {
			return Optional.empty();
		}
		List<String> segments = new ArrayList<>(List.of(this.value.split("/", -1)));
		segments.remove(segments.size() - 1);
		for (String segment : decoded.split("/", -1)) {
			if (segment.equals("..") && segments.isEmpty()) {
				return Optional.empty();
			}
			if (segment.equals("..")) {
				segments.remove(segments.size() - 1);
			}
			else if (!segment.equals(".")) {
				segments.add(segment);
			}
		}
		return of(String.join("/", segments));
	}

}
