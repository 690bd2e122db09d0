package org.rowhouse.theme;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the relative URLs in a style sheet: those in {@code url(…)} and behind
 * {@code @import}. It reads tokens as CSS Syntax Level 3, section 4 has them, so that
 * what stands in a comment or a text is none. URLs with a backslash are left alone.
 * <p>
 * Bytes are read as one character each: all that counts is ASCII, and what is written
 * back is what was there.
 */
final class StyleSheet {

	/** Further ones stay as they are. */
	static final int MAX_REFERENCES = 300;

	private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

	private final String css;

	private final List<Reference> references = new ArrayList<>();

	private int at;

	private StyleSheet(byte[] css) {
		this.css = new String(css, StandardCharsets.ISO_8859_1);
	}

	/**
	 * Lists the relative URLs of a style sheet.
	 * @param css its bytes
	 * @return where they are, from the top
	 */
	static List<Reference> references(byte[] css) {
		StyleSheet sheet = new StyleSheet(css);
		while (sheet.at < sheet.css.length() && sheet.references.size() < MAX_REFERENCES) {
			sheet.next();
		}
		return List.copyOf(sheet.references);
	}

	private void next() {
		char c = this.css.charAt(this.at);
		if (this.css.startsWith("/*", this.at)) {
			skipComment();
		}
		else if (c == '"' || c == '\'') {
			string();
		}
		else if (c == '\\') {
			this.at += 2;
		}
		else if (c == '@') {
			this.at++;
			if (name().equalsIgnoreCase("import")) {
				skipSpace();
				addString();
			}
		}
		else if (isNamePart(c)) {
			String name = name();
			if (name.equalsIgnoreCase("url") && peek() == '(') {
				this.at++;
				url();
			}
		}
		else {
			this.at++;
		}
	}

	private void url() {
		while (isSpace(peek())) {
			this.at++;
		}
		if (addString()) {
			return;
		}
		int start = this.at;
		boolean bad = false;
		while (this.at < this.css.length() && peek() != ')') {
			bad |= peek() == '"' || peek() == '\'' || peek() == '(';
			this.at += (peek() == '\\') ? 2 : 1;
		}
		int end = Math.min(this.at, this.css.length());
		String url = this.css.substring(start, end).stripTrailing();
		if (!bad && url.chars().noneMatch((c) -> isSpace((char) c))) {
			add(start, url);
		}
	}

	/** Whether there was a text, which may have been none that can be rewritten. */
	private boolean addString() {
		if (peek() != '"' && peek() != '\'') {
			return false;
		}
		int start = this.at + 1;
		if (string()) {
			add(start, this.css.substring(start, this.at - 1));
		}
		return true;
	}

	/** Whether the text that begins here ends, before the line does. */
	private boolean string() {
		char quote = peek();
		this.at++;
		while (this.at < this.css.length()) {
			char c = peek();
			if (c == '\n' || c == '\r' || c == '\f') {
				return false;
			}
			this.at += (c == '\\') ? 2 : 1;
			if (c == quote) {
				return true;
			}
		}
		return false;
	}

	private void add(int start, String raw) {
		boolean relative = !raw.isEmpty() && "/#?".indexOf(raw.charAt(0)) < 0 && raw.indexOf('\\') < 0
				&& !SCHEME.matcher(raw).matches();
		if (relative) {
			String url = new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
			this.references.add(new Reference(start, start + raw.length(), url));
		}
	}

	private String name() {
		int start = this.at;
		while (isNamePart(peek())) {
			this.at += (peek() == '\\') ? 2 : 1;
		}
		return this.css.substring(start, Math.min(this.at, this.css.length()));
	}

	private void skipSpace() {
		while (isSpace(peek()) || this.css.startsWith("/*", this.at)) {
			if (peek() == '/') {
				skipComment();
			}
			else {
				this.at++;
			}
		}
	}

	private void skipComment() {
		int end = this.css.indexOf("*/", this.at + 2);
		this.at = (end < 0) ? this.css.length() : end + 2;
	}

	private char peek() {
		return (this.at < this.css.length()) ? this.css.charAt(this.at) : 0;
	}

	private static boolean isSpace(char c) {
		return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
	}

	private static boolean isNamePart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
				|| c >= 128 || c == '\\';
	}

	/**
	 * Writes other URLs into a style sheet.
	 * @param css its bytes
	 * @param references where its URLs are
	 * @param urls what to write there, one for each
	 * @return the style sheet, otherwise as it was
	 */
	static byte[] rewritten(byte[] css, List<Reference> references, List<String> urls) {
		String old = new String(css, StandardCharsets.ISO_8859_1);
		StringBuilder rewritten = new StringBuilder(old.length() + 24 * references.size());
		int done = 0;
		for (int i = 0; i < references.size(); i++) {
			Reference reference = references.get(i);
			rewritten.append(old, done, reference.start());
			rewritten.append(new String(urls.get(i).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
			done = reference.end();
		}
		rewritten.append(old, done, old.length());
		return rewritten.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * A relative URL in a style sheet.
	 *
	 * @param start its first byte
	 * @param end the byte behind it
	 * @param url what is written there
	 */
	record Reference(int start, int end, String url) {

		/** Its path, percent-encoded. */
		String path() {
			return this.url.split("[?#]", 2)[0];
		}

	}

}
