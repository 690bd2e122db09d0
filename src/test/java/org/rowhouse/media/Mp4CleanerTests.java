package org.rowhouse.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowhouse.site.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Mp4Cleaner}.
 */
class Mp4CleanerTests {

	@TempDir
	private Path folder;

	@Test
	void whatAFilmSaysAboutItselfIsBlanked() throws IOException {
		byte[] place = "+48.2082+016.3738/".getBytes(StandardCharsets.US_ASCII);
		byte[] film = box("moov", box("trak", box("udta", place)));
		assertThat(new String(cleaned(film), StandardCharsets.US_ASCII)).hasSize(film.length)
			.contains("moov", "trak", "free")
			.doesNotContain("udta", "48.2082");
	}

	@Test
	void aFilmOfBoxesInBoxesIsRefusedBeforeItTakesMemory() {
		int depth = 9_990;
		ByteBuffer nested = ByteBuffer.allocate(depth * 8);
		while (nested.hasRemaining()) {
			nested.putInt(nested.remaining()).put("moov".getBytes(StandardCharsets.US_ASCII));
		}
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> cleaned(nested.array()))
			.satisfies((ex) -> assertThat(ex.toString() + ex.errors()).contains("nested more deeply than films are"));
	}

	private byte[] cleaned(byte[] film) throws IOException {
		Path file = Files.write(this.folder.resolve("film.mp4"), film);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			Mp4Cleaner.clean(channel);
		}
		return Files.readAllBytes(file);
	}

	private static byte[] box(String type, byte[] content) {
		ByteBuffer box = ByteBuffer.allocate(8 + content.length).putInt(8 + content.length);
		return box.put(type.getBytes(StandardCharsets.US_ASCII)).put(content).array();
	}

}
