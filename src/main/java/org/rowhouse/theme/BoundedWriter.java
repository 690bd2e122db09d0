package org.rowhouse.theme;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;

/**
 * Stops a template that writes too much or for too long.
 */
class BoundedWriter extends Writer {

	private static final int MAX_CHARACTERS = 5_000_000;

	private static final Duration MAX_TIME = Duration.ofSeconds(10);

	private final Writer out;

	private final long deadline = System.nanoTime() + MAX_TIME.toNanos();

	private int left = MAX_CHARACTERS;

	BoundedWriter(Writer out) {
		this.out = out;
	}

	@Override
	public void write(char[] buffer, int offset, int length) throws IOException {
		this.left -= length;
		if (this.left < 0) {
			throw new IOException("The page is longer than " + MAX_CHARACTERS + " characters");
		}
		if (System.nanoTime() - this.deadline > 0) {
			throw new IOException("The page takes longer than " + MAX_TIME.toSeconds() + " seconds");
		}
		this.out.write(buffer, offset, length);
	}

	@Override
	public void flush() throws IOException {
		this.out.flush();
	}

	@Override
	public void close() throws IOException {
		this.out.close();
	}

}
