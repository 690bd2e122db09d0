package org.rowhouse.media;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

import org.rowhouse.site.InvalidInputException;

/**
 * Copies a GIF block by block without comments, texts and what programs have left in it
 * (GIF89a). Its frames and how often they repeat stay.
 */
final class GifCleaner {

	private static final int MAX_FRAMES = 5000;

	private final ByteReader in;

	private final OutputStream out;

	private int frames;

	private GifCleaner(ByteReader in, OutputStream out) {
		this.in = in;
		this.out = out;
	}

	/**
	 * Copies a GIF.
	 * @param in its bytes
	 * @param out where to
	 * @param facts what its head says
	 * @return the same, and whether it moves
	 * @throws InvalidInputException if it is damaged, or has more frames than can be
	 * shown
	 */
	static PictureFacts clean(ByteReader in, OutputStream out, PictureFacts facts) throws IOException {
		try {
			GifCleaner cleaner = new GifCleaner(in, out);
			cleaner.copyAll(facts);
			return new PictureFacts(facts.width(), facts.height(), true, cleaner.frames > 1, true, 4, 1);
		}
		catch (EOFException ex) {
			throw damaged();
		}
	}

	private void copyAll(PictureFacts facts) throws IOException {
		this.in.seek(0);
		byte[] head = this.in.bytes(13);
		this.out.write(head);
		copyTable(head[10]);
		for (int block = this.in.u8(); block != 0x3b; block = this.in.u8()) {
			switch (block) {
				case 0x2c -> copyFrame(facts);
				case 0x21 -> copyExtension(this.in.u8());
				default -> throw damaged();
			}
		}
		if (this.frames == 0) {
			throw damaged();
		}
		this.out.write(0x3b);
	}

	private void copyTable(int flags) throws IOException {
		if ((flags & 0x80) != 0) {
			this.out.write(this.in.bytes(3 << ((flags & 7) + 1)));
		}
	}

	/** A frame lies within the picture (section 20), whose size has been checked. */
	private void copyFrame(PictureFacts facts) throws IOException {
		long start = this.in.position();
		int right = this.in.u16le();
		int bottom = this.in.u16le();
		right += this.in.u16le();
		bottom += this.in.u16le();
		if (right > facts.width() || bottom > facts.height() || ++this.frames > MAX_FRAMES) {
			throw damaged();
		}
		this.in.seek(start);
		byte[] descriptor = this.in.bytes(9);
		this.out.write(0x2c);
		this.out.write(descriptor);
		copyTable(descriptor[8]);
		this.out.write(this.in.u8());
		copyBlocks(true);
	}

	private void copyExtension(int label) throws IOException {
		if (label == 0xff) {
			byte[] program = this.in.bytes(this.in.u8());
			boolean repeats = PictureHead.ascii(program).startsWith("NETSCAPE2.0");
			if (repeats) {
				this.out.write(0x21);
				this.out.write(0xff);
				this.out.write(program.length);
				this.out.write(program);
			}
			copyBlocks(repeats);
			return;
		}
		boolean kept = label == 0xf9;
		if (kept) {
			this.out.write(0x21);
			this.out.write(label);
		}
		copyBlocks(kept);
	}

	private void copyBlocks(boolean kept) throws IOException {
		int length;
		do {
			length = this.in.u8();
			byte[] block = this.in.bytes(length);
			if (kept) {
				this.out.write(length);
				this.out.write(block);
			}
		}
		while (length > 0);
	}

	private static InvalidInputException damaged() {
		return new InvalidInputException("file", "This GIF is damaged. Save it again and upload that.");
	}

}
