package org.rowhouse.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer, in two forms. Compressing takes a tenth of what making a page
 * does, so it is done for whatever is kept, and else not before somebody takes it.
 */
final class Body {

	private static final int LEVEL = 6;

	private final byte[] identity;

	private final boolean compressible;

	private volatile byte @Nullable [] gzip;

	private volatile boolean tried;

	private final String etag;

	private final String gzipEtag;

	private final String hash;

	/**
	 * Takes the bytes over; nobody changes them any more.
	 * @param identity as they are
	 * @param compressible whether others may get the same compressed
	 * @param hash stands for them in tags
	 */
	Body(byte[] identity, boolean compressible, String hash) {
		this.identity = identity;
		this.compressible = compressible;
		this.hash = hash;
		this.etag = '"' + hash + '"';
		// Not the suffix by which the connector knows what it has compressed itself.
		this.gzipEtag = '"' + hash + ".gz\"";
	}

	/** Whether its coding depends on who asks, which caches on the way have to know. */
	boolean isCompressible() {
		return this.compressible;
	}

	/**
	 * Compresses it (RFC 1952), once, unless that makes it no shorter. Takes as long as
	 * calculating does, so it is not for the threads that send.
	 */
	void compress() {
		if (this.compressible && !this.tried) {
			compressOnce();
		}
	}

	/** Of many who wait for the same answer, one does it. */
	private synchronized void compressOnce() {
		if (!this.tried) {
			byte[] shorter = gzip(this.identity);
			this.gzip = (shorter.length < this.identity.length) ? shorter : null;
			this.tried = true;
		}
	}

	boolean isCompressed() {
		return this.gzip != null;
	}

	/** In the form that was chosen, if it is there. */
	byte[] bytes(boolean compressed) {
		byte[] shorter = (compressed) ? this.gzip : null;
		return (shorter != null) ? shorter : this.identity;
	}

	/** How many bytes there are, in all forms that there are. */
	int weight() {
		byte[] compressed = this.gzip;
		return this.identity.length + ((compressed != null) ? compressed.length : 0);
	}

	/** A strong entity tag; each form has its own (RFC 9110, section 8.8.3). */
	String etag(boolean compressed) {
		return (compressed) ? this.gzipEtag : this.etag;
	}

	boolean isSameAs(Body other) {
		return this.hash.equals(other.hash);
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
		try (GZIPOutputStream gzip = new Leveled(out)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Memory cannot be written to", ex);
		}
		return out.toByteArray();
	}

	/** The level of the one in the library cannot be chosen otherwise. */
	private static final class Leveled extends GZIPOutputStream {

		Leveled(ByteArrayOutputStream out) throws IOException {
			super(out, 8192);
			this.def.setLevel(LEVEL);
		}

	}

}
