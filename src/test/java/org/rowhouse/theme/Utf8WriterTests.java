package org.rowhouse.theme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class Utf8WriterTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "Käse \u0000 \u007f\u0080\u07ff\u0800\uffff →", "🌷 and 𝔘", "\ud83c half",
			"half \udf37", "\ud83c\ud83c\udf37", "twice \ud83c\ud83c", "end \ud83c" })
	void bytesAreThoseOfTheText(String text) throws IOException {
		byte[] expected = text.getBytes(StandardCharsets.UTF_8);
		Utf8Writer whole = new Utf8Writer();
		whole.write(text);
		assertThat(whole.toBytes()).isEqualTo(expected);
		Utf8Writer characters = new Utf8Writer();
		for (char character : text.toCharArray()) {
			characters.write(character);
		}
		assertThat(characters.toBytes()).isEqualTo(expected);
		Utf8Writer parts = new Utf8Writer();
		for (int i = 0; i < text.length(); i++) {
			parts.write(text.toCharArray(), i, 1);
		}
		assertThat(parts.toBytes()).isEqualTo(expected);
	}

	@Test
	void aLongPageIsWhole() throws IOException {
		String text = "→🌷a".repeat(100_000);
		Utf8Writer writer = new Utf8Writer();
		for (int i = 0; i < text.length(); i += 777) {
			writer.write(text, i, Math.min(777, text.length() - i));
		}
		assertThat(writer.toBytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
	}

}
