package org.rowhouse.theme;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.templateresource.ITemplateResource;

/**
 * The text of a template, known by its name, so that a mistake in its markup is told with
 * that. Thymeleaf's parser needs the square of the number of open elements and of the
 * attributes of one element: the text is handed to it in pieces, as long as there is
 * time, and a tag has a greatest length.
 */
record TemplateText(String name, String text) implements ITemplateResource {

	private static final Duration MAX_TIME = Duration.ofSeconds(2);

	private static final int MAX_TAG = 20_000;

	private static final int PIECE = 1024;

	/**
	 * Checks the tags.
	 * @throws RenderStoppedException if one is too long
	 */
	TemplateText {
		int line = 1;
		int tagLine = 1;
		int start = -1;
		char quote = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			line += (character == '\n') ? 1 : 0;
			if (start < 0) {
				boolean opens = character == '<' && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
				start = (opens) ? i : -1;
				tagLine = line;
			}
			else if (quote != 0) {
				quote = (character == quote) ? 0 : quote;
			}
			else if (character == '"' || character == '\'') {
				quote = character;
			}
			else if (character == '>') {
				start = -1;
			}
			if (start >= 0 && i - start > MAX_TAG) {
				throw new RenderStoppedException("A tag has " + RenderMeter.number(MAX_TAG)
						+ " characters at most: is a quotation mark or '>' missing?", name, tagLine, 1);
			}
		}
	}

	@Override
	public String getDescription() {
		return this.name;
	}

	@Override
	public String getBaseName() {
		return this.name;
	}

	@Override
	public boolean exists() {
		return true;
	}

	@Override
	public Reader reader() {
		return new TimedReader(this.name, this.text);
	}

	@Override
	public @Nullable ITemplateResource relative(String relativeLocation) {
		throw new UnsupportedOperationException("Templates have no relatives");
	}

	private static final class TimedReader extends Reader {

		private final long start = System.nanoTime();

		private final String name;

		private final StringReader text;

		private int line = 1;

		TimedReader(String name, String text) {
			this.name = name;
			this.text = new StringReader(text);
		}

		@Override
		public int read(char[] buffer, int offset, int length) throws IOException {
			if (System.nanoTime() - this.start > MAX_TIME.toNanos()) {
				throw new RenderStoppedException(
						"It takes longer than " + MAX_TIME.toSeconds()
								+ " seconds to read: are there very many elements that are not closed?",
						this.name, this.line, 1);
			}
			int count = this.text.read(buffer, offset, Math.min(length, PIECE));
			for (int i = offset; i < offset + count; i++) {
				this.line += (buffer[i] == '\n') ? 1 : 0;
			}
			return count;
		}

		@Override
		public void close() {
			this.text.close();
		}

	}

}
