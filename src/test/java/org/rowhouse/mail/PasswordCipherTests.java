package org.rowhouse.mail;

import java.security.GeneralSecurityException;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The password in the database.
 */
class PasswordCipherTests {

	private static final String PASSWORD = "pässword with spaces";

	private final PasswordCipher cipher = new PasswordCipher(new byte[32]);

	@Test
	void whatWasEncryptedIsReadAgain() throws GeneralSecurityException {
		String encrypted = this.cipher.encrypt(PASSWORD);
		assertThat(this.cipher.decrypt(encrypted)).isEqualTo(PASSWORD);
		assertThat(new String(Base64.getDecoder().decode(encrypted), java.nio.charset.StandardCharsets.ISO_8859_1))
			.doesNotContain("word");
	}

	@Test
	void thePasswordLooksDifferentEachTime() {
		assertThat(this.cipher.encrypt(PASSWORD)).isNotEqualTo(this.cipher.encrypt(PASSWORD));
	}

	@Test
	void whatWasChangedOrMadeWithAnotherKeyIsNotTakenForAPassword() {
		byte[] bytes = Base64.getDecoder().decode(this.cipher.encrypt(PASSWORD));
		bytes[bytes.length - 1] ^= 1;
		byte[] otherKey = new byte[32];
		otherKey[0] = 1;
		for (String text : new String[] { Base64.getEncoder().encodeToString(bytes),
				new PasswordCipher(otherKey).encrypt(PASSWORD), "AAAA", "", "not Base64!" }) {
			assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> this.cipher.decrypt(text));
		}
	}

}
