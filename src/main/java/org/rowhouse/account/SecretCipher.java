package org.rowhouse.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets of second steps for the database, with AES in Galois/Counter Mode
 * (NIST SP 800-38D). Each is bound to its account: copied to another one it is not
 * understood.
 */
final class SecretCipher {

	private static final String ALGORITHM = "AES/GCM/NoPadding";

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final SecretKeySpec key;

	private final SecureRandom random = new SecureRandom();

	/**
	 * Makes a cipher.
	 * @param key 32 bytes
	 */
	SecretCipher(byte[] key) {
		this.key = new SecretKeySpec(key, "AES");
	}

	String encrypt(byte[] secret, long accountId) {
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(nonce);
		byte[] encrypted = run(Cipher.ENCRYPT_MODE, nonce, secret, accountId);
		return Base64.getEncoder()
			.encodeToString(ByteBuffer.allocate(NONCE_BYTES + encrypted.length).put(nonce).put(encrypted).array());
	}

	/**
	 * Decrypts a secret.
	 * @throws IllegalStateException if it is not what {@link #encrypt} returned for the
	 * account
	 */
	byte[] decrypt(String text, long accountId) {
		ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(text));
		byte[] nonce = new byte[NONCE_BYTES];
		all.get(nonce);
		byte[] encrypted = new byte[all.remaining()];
		all.get(encrypted);
		return run(Cipher.DECRYPT_MODE, nonce, encrypted, accountId);
	}

	private byte[] run(int mode, byte[] nonce, byte[] input, long accountId) {
		try {
			Cipher cipher = Cipher.getInstance(ALGORITHM);
			cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
			cipher.updateAAD(("account " + accountId).getBytes(StandardCharsets.US_ASCII));
			return cipher.doFinal(input);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The secret of account " + accountId + " cannot be read", ex);
		}
	}

}
