package org.rowhouse.theme;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A short hash of a content, and the URLs that carry it as {@code v}: an URL with another
 * content is another URL, so that caches may keep each for good.
 */
final class Fingerprint {

	private static final int BYTES = 8;

	private static final Pattern HAS_OWN = Pattern.compile("(.*&)?v(=.*)?(&.*)?", Pattern.DOTALL);

	private Fingerprint() {
	}

	static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	static String of(byte[] content) {
		return HexFormat.of().formatHex(digest().digest(content), 0, BYTES);
	}

	static String ofDigest(MessageDigest digest) {
		return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
	}

	/**
	 * Adds a fingerprint to an URL, in front of its fragment. Its own parameters stay; if
	 * one of them is {@code v}, the URL stays as it is.
	 */
	static String addTo(String url, String fingerprint) {
		int fragment = url.indexOf('#');
		String address = (fragment < 0) ? url : url.substring(0, fragment);
		int query = address.indexOf('?');
		if (query >= 0 && HAS_OWN.matcher(address.substring(query + 1)).matches()) {
			return url;
		}
		String separator = (query < 0) ? "?" : (query == address.length() - 1) ? "" : "&";
		return address + separator + "v=" + fingerprint + url.substring(address.length());
	}

}
