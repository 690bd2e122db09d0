package org.rowhouse.site.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one proxy says in the header {@code Forwarded} (RFC 7239). Other parameters than
 * these three are read over.
 *
 * @param client whom the proxy was asked by, {@code for}
 * @param host the host that it was asked for
 * @param proto the scheme that it was asked with
 */
record ForwardedElement(@Nullable String client, @Nullable String host, @Nullable String proto) {

	/**
	 * Reads all lines of the header, which are one list.
	 * @param lines the values of the header's lines
	 * @return the elements, the last proxy's last
	 * @throws MalformedForwardedException if they do not follow the grammar of RFC 7239,
	 * section 4, or name a parameter twice in one element
	 */
	static List<ForwardedElement> parse(List<String> lines) {
		List<ForwardedElement> elements = new ArrayList<>();
		for (String line : lines) {
			new Reader(line).readInto(elements);
		}
		return elements;
	}

	private static final class Reader {

		private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

		private final String text;

		private int at;

		Reader(String text) {
			this.text = text;
		}

		void readInto(List<ForwardedElement> elements) {
			do {
				elements.add(element());
				ForwardedLists.requireFew(elements.size());
			}
			while (accept(','));
			if (this.at < this.text.length()) {
				throw new MalformedForwardedException("Forwarded has a character where none can be");
			}
		}

		private ForwardedElement element() {
			Map<String, String> pairs = new HashMap<>();
			do {
				skipBlanks();
				if (this.at < this.text.length() && isTokenCharacter(this.text.charAt(this.at))) {
					String name = token().toLowerCase(Locale.ROOT);
					if (!accept('=')) {
						throw new MalformedForwardedException("Forwarded has a parameter without a value");
					}
					if (pairs.put(name, value()) != null) {
						throw new MalformedForwardedException("Forwarded has a parameter twice in one element");
					}
					skipBlanks();
				}
			}
			while (accept(';'));
			return new ForwardedElement(pairs.get("for"), pairs.get("host"), pairs.get("proto"));
		}

		private String value() {
			String value = (accept('"')) ? quoted() : token();
			if (value.isEmpty()) {
				throw new MalformedForwardedException("Forwarded has an empty value");
			}
			return value;
		}

		private String token() {
			int start = this.at;
			while (this.at < this.text.length() && isTokenCharacter(this.text.charAt(this.at))) {
				this.at++;
			}
			return this.text.substring(start, this.at);
		}

		private String quoted() {
			StringBuilder value = new StringBuilder();
			while (!accept('"')) {
				accept('\\');
				if (this.at == this.text.length()) {
					throw new MalformedForwardedException("Forwarded has a quotation without an end");
				}
				value.append(this.text.charAt(this.at++));
			}
			return value.toString();
		}

		private boolean accept(char c) {
			boolean there = this.at < this.text.length() && this.text.charAt(this.at) == c;
			if (there) {
				this.at++;
			}
			return there;
		}

		private void skipBlanks() {
			while (accept(' ') || accept('\t')) {
				// RFC 9110 allows blanks around the members of a list.
			}
		}

		private static boolean isTokenCharacter(char c) {
			return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
					|| TOKEN_CHARACTERS.indexOf(c) >= 0;
		}

	}

}
