package org.rowhouse.site;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * The path of a request in the one form that the resolver, caches, security and
 * controllers see. Dot segments are resolved (RFC 3986, section 5.2.4), letters, digits
 * and other characters that need no escape are unescaped (section 6.2.2.2); what
 * different programs read in different ways is refused: dot segments above the root,
 * empty segments, encoded slashes, backslashes, dots and percent signs, path parameters
 * ({@code ;}), control characters and incomplete escapes.
 *
 * @param value the path, still percent-encoded; starts with a slash
 */
public record RequestPath(String value) {

	/**
	 * Reads the path of a request.
	 * @param raw the path as it was sent, without query
	 * @return the normalised path
	 * @throws InvalidPathException if the path is one of those that are refused
	 */
	public static RequestPath of(String raw) {
		if (!raw.startsWith("/")) {
			throw new InvalidPathException("a path starts with a slash");
		}
		boolean untidy = false;
		for (int i = 0; i < raw.length(); i++) {
			char c = raw.charAt(i);
			if (c <= ' ' || c >= 127 || c == ';' || c == '\\') {
				throw new InvalidPathException("a path has no control characters, spaces, ';' or '\\'");
			}
			if (c == '%') {
				untidy |= isUnreserved(harmlessEscape(raw, i));
			}
			if (c == '/' && i + 1 < raw.length()) {
				char next = raw.charAt(i + 1);
				if (next == '/') {
					throw new InvalidPathException("a path has no empty segments");
				}
				untidy |= next == '.';
			}
		}
		return new RequestPath((untidy) ? tidy(raw) : raw);
	}

	private static char harmlessEscape(String raw, int at) {
		if (at + 2 >= raw.length() || Character.digit(raw.charAt(at + 1), 16) < 0
				|| Character.digit(raw.charAt(at + 2), 16) < 0) {
			throw new InvalidPathException("a '%' in a path is followed by two hexadecimal digits");
		}
		int code = Integer.parseInt(raw.substring(at + 1, at + 3).toLowerCase(Locale.ROOT), 16);
		if (code < ' ' || code == 127 || code == '/' || code == '\\' || code == '.' || code == ';' || code == '%') {
			throw new InvalidPathException("a path has no encoded slashes, dots, semicolons or control characters");
		}
		return (char) code;
	}

	private static boolean isUnreserved(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
				|| c == '~';
	}

	private static String unescape(String raw) {
		StringBuilder plain = new StringBuilder(raw.length());
		for (int i = 0; i < raw.length(); i++) {
			char c = raw.charAt(i);
			char escaped = (c == '%') ? harmlessEscape(raw, i) : c;
			boolean shortened = c == '%' && isUnreserved(escaped);
			plain.append((shortened) ? escaped : c);
			i += (shortened) ? 2 : 0;
		}
		return plain.toString();
	}

	private static String tidy(String raw) {
		Deque<String> kept = new ArrayDeque<>();
		String[] segments = unescape(raw).substring(1).split("/", -1);
		for (int i = 0; i < segments.length; i++) {
			String segment = segments[i];
			boolean last = i == segments.length - 1;
			if (segment.equals("..") && kept.pollLast() == null) {
				throw new InvalidPathException("a path does not lead above the root");
			}
			if (!segment.equals(".") && !segment.equals("..")) {
				kept.addLast(segment);
			}
			else if (last) {
				kept.addLast("");
			}
		}
		return "/" + String.join("/", kept);
	}

}
