package org.rowhouse.cache;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer, in two forms.
 */
final class Body {

	private final byte[] identity;

	private final boolean compressible;

	private final byte @Nullable [] gzip;

	private final String hash;

	private final String etag;

	private final String gzipEtag;

	/**
	 * Takes the bytes over; nobody changes them any more.
	 * @param identity as they are
	 * @param compressible whether others may get the same compressed
	 * @param gzip compressed (RFC 1952), or {@code null} if that is not worth it or
	 * nobody asks for it
	 * @param hash stands for them in tags
	 */
	Body(byte[] identity, boolean compressible, byte @Nullable [] gzip, String hash) {
		this.identity = identity;
		this.compressible = compressible;
		this.gzip = gzip;
		this.hash = hash;
		this.etag = '"' + hash + '"';
		// Not the suffix by which the connector knows what it has compressed itself.
		this.gzipEtag = '"' + hash + ".gz\"";
	}

	byte[] identity() {
		return this.identity;
	}

	/** Whether its coding depends on who asks, which caches on the way have to know. */
	boolean isCompressible() {
		return this.compressible;
	}

	byte @Nullable [] gzip() {
		return this.gzip;
	}

	/** In the form that was chosen. */
	byte[] bytes(boolean compressed) {
		byte[] shorter = (compressed) ? this.gzip : null;
		return (shorter != null) ? shorter : this.identity;
	}

	/** A strong entity tag; each form has its own (RFC 9110, section 8.8.3). */
	String etag(boolean compressed) {
		return (compressed) ? this.gzipEtag : this.etag;
	}

	boolean isSameAs(Body other) {
		return this.hash.equals(other.hash);
	}

}
