package org.rowhouse.theme;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A static file of a site as it is served now.
 */
public final class StaticFile {

	private final String contentType;

	private final @Nullable Instant modified;

	private final boolean compressible;

	private final List<Representation> representations;

	private final Supplier<Optional<String>> fingerprint;

	/**
	 * Describes a file.
	 * @param contentType a media type, with the character encoding of texts
	 * @param modified when it was written, or {@code null} if that is of no use
	 * @param representations the codings in which it can be sent; {@code identity} is the
	 * last one
	 * @param fingerprint tells the hash that links to it carry as {@code v}
	 */
	public StaticFile(String contentType, @Nullable Instant modified, List<Representation> representations,
			Supplier<Optional<String>> fingerprint) {
		this.contentType = contentType;
		this.modified = modified;
		this.compressible = ContentTypes.isCompressible(contentType);
		this.representations = representations;
		this.fingerprint = fingerprint;
	}

	/**
	 * Returns what it is.
	 * @return a media type, with the character encoding of texts
	 */
	public String contentType() {
		return this.contentType;
	}

	/**
	 * Returns when it was written.
	 * @return a moment, or nothing for a style sheet that changes with the files that it
	 * names
	 */
	public Optional<Instant> modified() {
		return Optional.ofNullable(this.modified);
	}

	/**
	 * Tells whether the coding depends on what a client accepts.
	 * @return whether it is of a kind that becomes shorter
	 */
	public boolean compressible() {
		return this.compressible;
	}

	/**
	 * Returns the codings in which it can be sent.
	 * @return those that are there, the shortest usually first; {@code identity} is the
	 * last one
	 */
	public List<Representation> representations() {
		return this.representations;
	}

	/**
	 * Returns the hash that links to it carry as {@code v}.
	 * @return characters, or nothing for a file that is too big to be read for that
	 */
	public Optional<String> fingerprint() {
		return this.fingerprint.get();
	}

}
