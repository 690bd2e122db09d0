package org.rowhouse.media;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.rowhouse.media.OpenedPictures.Permit;
import org.rowhouse.site.InvalidInputException;

import org.springframework.stereotype.Component;

/**
 * Checks what was uploaded and makes of it what is kept: without metadata, in a size that
 * is of use, and of the type that it is.
 */
@Component
class FilePreparer {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final MediaStore store;

	private final TypeDetector detector;

	private final PictureCodec codec;

	private final OpenedPictures opened;

	private final MediaProperties properties;

	FilePreparer(MediaStore store, TypeDetector detector, PictureCodec codec, OpenedPictures opened,
			MediaProperties properties) {
		this.store = store;
		this.detector = detector;
		this.codec = codec;
		this.opened = opened;
		this.properties = properties;
	}

	/**
	 * Prepares a file.
	 * @param file what was uploaded; what is prepared may use its bytes
	 * @return what is kept, to be closed by the caller
	 * @throws InvalidInputException if it cannot be kept; says why
	 * @throws IOException if it cannot be read or written
	 */
	PreparedFile prepare(ReceivedFile file) throws IOException {
		SeekableByteChannel content = file.content().channel();
		FileType type = this.detector.detect(content, file.size());
		String note = note(type, file.filename());
		return switch (type) {
			case JPEG, PNG -> encoded(type, file, note);
			case GIF, WEBP -> copied(type, file, note);
			case SVG -> drawn(file, note);
			case MP4, M4A -> {
				Mp4Cleaner.clean(content);
				yield same(type, file, note);
			}
			default -> same(type, file, note);
		};
	}

	private static @Nullable String note(FileType type, String filename) {
		String ending = MediaNames.ending(filename);
		return (ending.isEmpty() || type.hasEnding(ending)) ? null
				: "By its content this file is " + type + ", so its name ends in ." + type.ending() + " now.";
	}

	private PictureFacts facts(FileType type, SeekableByteChannel content) throws IOException {
		PictureFacts facts = PictureHead.read(type, content);
		long limit = (facts.whole()) ? this.properties.maxPixels() / 3 : this.properties.maxPixels();
		if (facts.pixels() > limit) {
			throw new InvalidInputException("file",
					"This picture has " + facts.width() + " × " + facts.height() + " pixels, more than the "
							+ limit / 1_000_000 + " million that can be opened"
							+ ((facts.whole()) ? " of one that is progressive, interlaced, GIF or WebP" : "")
							+ ". Make it smaller and upload that.");
		}
		return facts;
	}

	private PreparedFile encoded(FileType type, ReceivedFile file, @Nullable String note) throws IOException {
		SeekableByteChannel content = file.content().channel();
		PictureFacts facts = facts(type, content);
		MediaStore.Incoming target = this.store.receive();
		try (Permit permit = this.opened.acquire(PATIENCE)) {
			if (permit == null) {
				throw new InvalidInputException("file",
						"Too many pictures are being worked on right now. Try again in a minute.");
			}
			double scale = Math.min(1,
					(double) this.properties.longestEdge() / Math.max(facts.width(), facts.height()));
			BufferedImage image = this.codec.open(type, facts, content, facts.width());
			scale = Math.min(scale, (double) image.getWidth() / facts.width());
			int width = Math.max(1, (int) Math.round(facts.width() * scale));
			int height = Math.max(1, (int) Math.round(facts.height() * scale));
			image = this.codec.resize(image, width, height, facts.alpha());
			image = this.codec.upright(image, facts.orientation());
			this.codec.write(image, type, target.channel());
			return finished(type, target, file, facts.resized(image.getWidth(), image.getHeight()), note);
		}
		catch (IOException | RuntimeException ex) {
			target.close();
			throw ex;
		}
	}

	private PreparedFile copied(FileType type, ReceivedFile file, @Nullable String note) throws IOException {
		SeekableByteChannel content = file.content().channel();
		PictureFacts facts = facts(type, content);
		MediaStore.Incoming target = this.store.receive();
		try {
			ByteReader in = new ByteReader(content);
			if (type == FileType.WEBP) {
				WebpCleaner.clean(in, target.channel(), facts);
			}
			else {
				OutputStream out = new BufferedOutputStream(Channels.newOutputStream(target.channel()));
				facts = GifCleaner.clean(in, out, facts);
				out.flush();
			}
			return finished(type, target, file, facts, note);
		}
		catch (IOException | RuntimeException ex) {
			target.close();
			throw ex;
		}
	}

	private PreparedFile drawn(ReceivedFile file, @Nullable String note) throws IOException {
		if (file.size() > SvgCleaner.MAX_BYTES) {
			throw new InvalidInputException("file", "An SVG may have 4 MB. Simplify it, or save it as PNG.");
		}
		byte[] svg = TypeDetector.read(file.content().channel(), 0, (int) file.size());
		ByteArrayOutputStream clean = new ByteArrayOutputStream(svg.length);
		SvgCleaner.Cleaned cleaned = SvgCleaner.clean(svg, clean);
		MediaStore.Incoming target = this.store.receive();
		try {
			ByteBuffer rest = ByteBuffer.wrap(clean.toByteArray());
			while (rest.hasRemaining()) {
				target.channel().write(rest);
			}
			String told = (cleaned.removed())
					? "What could run or load something from elsewhere has been taken out of this SVG." : note;
			return finished(FileType.SVG, target, file, cleaned.facts(), told);
		}
		catch (IOException | RuntimeException ex) {
			target.close();
			throw ex;
		}
	}

	private static PreparedFile same(FileType type, ReceivedFile file, @Nullable String note) throws IOException {
		return finished(type, file.content(), file, PictureFacts.NONE, note);
	}

	private static PreparedFile finished(FileType type, MediaStore.Incoming content, ReceivedFile source,
			PictureFacts facts, @Nullable String note) throws IOException {
		return new PreparedFile(type, content, content.channel().size(), Digests.of(content.channel()), source.digest(),
				facts, note);
	}

}
