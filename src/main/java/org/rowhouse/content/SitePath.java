package org.rowhouse.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.rowhouse.site.InvalidPathException;
import org.rowhouse.site.RequestPath;

/**
 * Paths inside a site in the form in which they are kept, compared and shown: unescaped
 * where that can be read, escaped where it cannot be seen (control characters, spaces,
 * marks that change the direction of the text) or is no text at all. Nothing is lost: two
 * paths with the same form are the same path.
 */
final class SitePath {

	/** The longest that is kept. */
	static final int MAX = 500;

	private static final String HEX = "0123456789ABCDEF";

	/** Besides letters and digits, what stays as it is in a URL (RFC 3986). */
	private static final String OF_URLS = "-._~!$&'()*+,;=:@/?#[]%";

	private SitePath() {
	}

	/**
	 * Makes the readable form of what a browser asked for.
	 * @param requested a normalised path, percent-encoded
	 * @return the form
	 */
	static String readable(String requested) {
		StringBuilder readable = new StringBuilder(requested.length());
		ByteArrayOutputStream escaped = new ByteArrayOutputStream();
		for (int i = 0; i < requested.length(); i++) {
			char c = requested.charAt(i);
			if (c == '%' && i + 2 < requested.length()) {
				escaped.write(Integer.parseInt(requested, i + 1, i + 3, 16));
				i += 2;
			}
			else {
				flush(escaped, readable);
				append(c, readable);
			}
		}
		flush(escaped, readable);
		return readable.toString();
	}

	/**
	 * Reads a path that somebody typed, with or without escapes.
	 * @param typed such as {@code /über uns} or {@code /%C3%BCber%20uns}
	 * @return the readable form, without a slash at its end
	 * @throws InvalidPathException if no browser could ask for it
	 */
	static String ofTyped(String typed) {
		String path = readable(RequestPath.of(encoded(typed)).value());
		return (path.length() > 1 && path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
	}

	/**
	 * Escapes whatever may not stand in a URL.
	 * @param readable a readable form, perhaps with query and fragment
	 * @return the same in ASCII
	 */
	static String encoded(String readable) {
		StringBuilder encoded = new StringBuilder(readable.length() + 16);
		readable.codePoints().forEach((c) -> {
			if ((c < 128 && Character.isLetterOrDigit(c)) || OF_URLS.indexOf(c) >= 0) {
				encoded.appendCodePoint(c);
			}
			else {
				escape(Character.toString(c).getBytes(StandardCharsets.UTF_8), encoded);
			}
		});
		return encoded.toString();
	}

	/**
	 * Tells whether a path is another one or below it.
	 * @param path a path
	 * @param above the other; {@code /} is above all
	 * @return whether it is, on the border of a segment
	 */
	static boolean isAtOrBelow(String path, String above) {
		return path.equals(above) || above.equals("/") || path.startsWith(above + "/");
	}

	/**
	 * Moves a path together with one that it is at or below.
	 * @param path a path
	 * @param above a path that it is at or below
	 * @param to where that is now
	 * @return where the path is then
	 */
	static String moved(String path, String above, String to) {
		String rest = path.substring((above.equals("/")) ? 0 : above.length());
		return (to.equals("/") && !rest.isEmpty()) ? rest : to + ((rest.equals("/")) ? "" : rest);
	}

	private static void flush(ByteArrayOutputStream escaped, StringBuilder readable) {
		if (escaped.size() == 0) {
			return;
		}
		byte[] bytes = escaped.toByteArray();
		escaped.reset();
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			text.codePoints().forEach((c) -> append(c, readable));
		}
		catch (CharacterCodingException ex) {
			escape(bytes, readable);
		}
	}

	private static void append(int c, StringBuilder readable) {
		if (c == '/' || isReadable(c)) {
			readable.appendCodePoint(c);
		}
		else {
			escape(Character.toString(c).getBytes(StandardCharsets.UTF_8), readable);
		}
	}

	private static boolean isReadable(int c) {
		return switch (Character.getType(c)) {
			case Character.UNASSIGNED, Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE,
					Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> c >= 128 || (Character.isLetterOrDigit(c) || "-._~!$&'()*+,=:@".indexOf(c) >= 0);
		};
	}

	private static void escape(byte[] bytes, StringBuilder to) {
		for (byte b : bytes) {
			to.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
		}
	}

	/** The path of a target on the site, without query and fragment. */
	static String pathOf(String target) {
		int end = target.length();
		for (char mark : new char[] { '?', '#' }) {
			int at = target.indexOf(mark);
			end = (at >= 0) ? Math.min(end, at) : end;
		}
		return target.substring(0, end);
	}

	/** The last name in a path, without what marks a kind of file. */
	static String lastName(String path) {
		String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
		int dot = name.indexOf('.');
		return (dot > 0) ? name.substring(0, dot) : name;
	}

}
