package org.rowhouse.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the password of the mail server for the database, with AES in Galois/Counter
 * Mode (NIST SP 800-38D): who sees the table alone cannot read it, and what was changed
 * there is not taken for a password.
 */
final class PasswordCipher {

	private static final String ALGORITHM = "AES/GCM/NoPadding";

	private static final String PURPOSE = "rowhouse.mail.password";

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final SecretKeySpec key;

	private final SecureRandom random = new SecureRandom();

	/**
	 * Makes a cipher.
	 * @param key 32 bytes
	 */
	PasswordCipher(byte[] key) {
		this.key = new SecretKeySpec(key, "AES");
	}

	/**
	 * Encrypts a password.
	 * @param password the password
	 * @return letters and digits, different ones each time
	 */
	String encrypt(String password) {
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(nonce);
		try {
			byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(password.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder()
				.encodeToString(ByteBuffer.allocate(NONCE_BYTES + encrypted.length).put(nonce).put(encrypted).array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Java has no " + ALGORITHM, ex);
		}
	}

	/**
	 * Decrypts a password.
	 * @param text what {@link #encrypt} returned
	 * @return the password
	 * @throws GeneralSecurityException if the text is not that, or was encrypted with
	 * another key
	 */
	String decrypt(String text) throws GeneralSecurityException {
		byte[] all;
		try {
			all = Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new GeneralSecurityException("Not Base64", ex);
		}
		if (all.length < NONCE_BYTES) {
			throw new GeneralSecurityException("Too short");
		}
		byte[] nonce = new byte[NONCE_BYTES];
		byte[] encrypted = new byte[all.length - NONCE_BYTES];
		ByteBuffer.wrap(all).get(nonce).get(encrypted);
		return new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(encrypted), StandardCharsets.UTF_8);
	}

	private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(ALGORITHM);
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(PURPOSE.getBytes(StandardCharsets.US_ASCII));
		return cipher;
	}

}
