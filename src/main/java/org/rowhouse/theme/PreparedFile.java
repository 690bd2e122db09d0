package org.rowhouse.theme;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import org.rowhouse.theme.StyleSheet.Reference;

/**
 * A small file, ready to be sent.
 */
final class PreparedFile {

	/** A quarter of what a packet holds is not worth the work at either end. */
	private static final int MIN_GZIP = 256;

	private final byte[] content;

	private final String fingerprint;

	private final byte @Nullable [] gzip;

	private final List<Reference> references;

	private PreparedFile(byte[] content, boolean compressed, List<Reference> references) {
		this.content = content;
		this.fingerprint = Fingerprint.of(content);
		this.gzip = (compressed && content.length >= MIN_GZIP) ? gzip(content) : null;
		this.references = references;
	}

	static PreparedFile of(byte[] content, boolean compressible) {
		return new PreparedFile(content, compressible, List.of());
	}

	/** With references it is not what is sent, so it need not be compressed. */
	static PreparedFile ofStyleSheet(byte[] content) {
		List<Reference> references = StyleSheet.references(content);
		return new PreparedFile(content, references.isEmpty(), references);
	}

	private static byte @Nullable [] gzip(byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 3);
		try (GZIPOutputStream out = new BestGzip(bytes)) {
			out.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return (bytes.size() < content.length) ? bytes.toByteArray() : null;
	}

	byte[] content() {
		return this.content;
	}

	String fingerprint() {
		return this.fingerprint;
	}

	/** The URLs that have yet to get their fingerprints, if it is a style sheet. */
	List<Reference> references() {
		return this.references;
	}

	/** How many bytes of memory it takes, roughly. */
	int weight() {
		return 200 + this.content.length + ((this.gzip != null) ? this.gzip.length : 0) + 64 * this.references.size();
	}

	/** The file as it is. */
	Representation identity() {
		return new InMemory("identity", this.content, this.fingerprint);
	}

	/** The file in a coding in which it was found. */
	Representation as(String coding) {
		return new InMemory(coding, this.content, this.fingerprint);
	}

	/** Made once, and there only if it is shorter. */
	@Nullable Representation gzipped() {
		return (this.gzip != null) ? new InMemory("gzip", this.gzip, this.fingerprint) : null;
	}

	private static final class InMemory implements Representation {

		private final String coding;

		private final byte[] bytes;

		private final String fingerprint;

		InMemory(String coding, byte[] bytes, String fingerprint) {
			this.coding = coding;
			this.bytes = bytes;
			this.fingerprint = fingerprint;
		}

		@Override
		public String coding() {
			return this.coding;
		}

		@Override
		public String etag() {
			return "\"" + this.fingerprint + (this.coding.equals("identity") ? "" : "-" + this.coding) + "\"";
		}

		@Override
		public long length() {
			return this.bytes.length;
		}

		@Override
		public Body open() {
			return new Body() {

				@Override
				public void writeTo(OutputStream out, long from, long length) throws IOException {
					out.write(InMemory.this.bytes, Math.toIntExact(from), Math.toIntExact(length));
				}

				@Override
				public void close() {
				}

			};
		}

	}

	private static final class BestGzip extends GZIPOutputStream {

		BestGzip(ByteArrayOutputStream out) throws IOException {
			super(out);
			this.def.setLevel(Deflater.BEST_COMPRESSION);
		}

	}

}
