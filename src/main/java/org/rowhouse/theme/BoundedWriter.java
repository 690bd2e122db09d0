package org.rowhouse.theme;

import java.io.IOException;
import java.io.Writer;

/**
 * Stops a template that writes too much or for too long.
 */
class BoundedWriter extends Writer {

	private final Writer out;

	private final RenderMeter meter;

	BoundedWriter(Writer out, RenderMeter meter) {
		this.out = out;
		this.meter = meter;
	}

	@Override
	public void write(int character) throws IOException {
		this.meter.write(1);
		this.out.write(character);
	}

	@Override
	public void write(char[] buffer, int offset, int length) throws IOException {
		this.meter.write(length);
		this.out.write(buffer, offset, length);
	}

	@Override
	public void write(String text, int offset, int length) throws IOException {
		this.meter.write(length);
		this.out.write(text, offset, length);
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
