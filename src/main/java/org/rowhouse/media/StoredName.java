package org.rowhouse.media;

/**
 * Names a file in a {@link MediaStore}.
 *
 * @param digest the SHA-256 of the original, in hexadecimal digits
 * @param variant which of the smaller ones made out of it, or empty for itself
 */
record StoredName(String digest, String variant) {

	static StoredName original(String digest) {
		return new StoredName(digest, "");
	}

	/** Folders of two digits, so that none of them becomes very long. */
	String path() {
		String start = this.digest.substring(0, 2) + "/" + this.digest;
		return (this.variant.isEmpty()) ? "originals/" + start : "variants/" + start + "/" + this.variant;
	}

}
