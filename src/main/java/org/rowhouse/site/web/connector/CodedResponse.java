package org.rowhouse.site.web.connector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.compression.CompressionPool;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.web.connector.Compression.UncodedRequest;

/**
 * A response that decides with its first bytes whether it is compressed. Most are written
 * in one piece, whose length is told; what is written in several is sent on with each of
 * them.
 */
final class CodedResponse extends Response.Wrapper {

	/** Of gzip, deflated, without flags; the first byte is the lowest. */
	private static final int MAGIC = 0x00_08_8b_1f;

	/** No wish of the encoder, and an unknown system. */
	private static final short UNKNOWN_SYSTEM = (short) 0xff_00;

	private static final int HEADER_AND_TRAILER = 18;

	/** More than gzip adds to what cannot be compressed, for each piece. */
	private static final int MARGIN = 64;

	private final Compression compression;

	private final boolean takesGzip;

	private boolean decided;

	private @Nullable Encoder encoder;

	CodedResponse(Compression compression, Request request, Response response, boolean takesGzip) {
		super(request, response);
		this.compression = compression;
		this.takesGzip = takesGzip;
	}

	@Override
	public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
		if (!this.decided) {
			this.decided = true;
			if (decide(last, content)) {
				Encoder chosen = new Encoder(this.compression.deflaters().acquire());
				Request.addCompletionListener(getRequest(), (failure) -> chosen.release());
				this.encoder = chosen;
			}
		}
		Encoder coding = this.encoder;
		if (coding == null) {
			super.write(last, content, callback);
		}
		else {
			super.write(last, coding.encode(last, content), callback);
		}
	}

	/** Whether to compress; the headers tell so then, and what the choice is up to. */
	private boolean decide(boolean last, @Nullable ByteBuffer content) {
		HttpFields.Mutable headers = getHeaders();
		if (getStatus() == HttpStatus.NOT_MODIFIED_304) {
			String tag = headers.get(HttpHeader.ETAG);
			if (tag != null && getRequest() instanceof UncodedRequest asked && asked.hasCoded(tag)) {
				headers.put(HttpHeader.ETAG, Compression.coded(tag));
			}
			return false;
		}
		long length = (last) ? BufferUtil.length(content) : headers.getLongField(HttpHeader.CONTENT_LENGTH);
		boolean small = length >= 0 && length < Compression.MIN_BYTES;
		if (small || !Compression.isCompressible(getStatus(), headers)) {
			return false;
		}
		headers.ensureField(Compression.VARY);
		if (!this.takesGzip) {
			return false;
		}
		headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
		headers.remove(HttpHeader.CONTENT_LENGTH);
		headers.remove(HttpHeader.ACCEPT_RANGES);
		String tag = headers.get(HttpHeader.ETAG);
		if (tag != null) {
			headers.put(HttpHeader.ETAG, Compression.coded(tag));
		}
		return true;
	}

	/**
	 * One stream of gzip (RFC 1952).
	 */
	private static final class Encoder {

		private final CompressionPool<Deflater>.Entry pooled;

		private final CRC32 checksum = new CRC32();

		private boolean begun;

		private boolean released;

		Encoder(CompressionPool<Deflater>.Entry pooled) {
			this.pooled = pooled;
		}

		synchronized ByteBuffer encode(boolean last, @Nullable ByteBuffer content) {
			if (this.released) {
				throw new IllegalStateException("The response has ended");
			}
			Deflater deflater = this.pooled.get();
			int length = BufferUtil.length(content);
			ByteBuffer coded = ByteBuffer.allocate(HEADER_AND_TRAILER + length + length / MARGIN + MARGIN)
				.order(ByteOrder.LITTLE_ENDIAN);
			if (!this.begun) {
				this.begun = true;
				coded.putInt(MAGIC).putInt(0).putShort(UNKNOWN_SYSTEM);
			}
			if (content != null) {
				this.checksum.update(content.slice());
				deflater.setInput(content);
			}
			if (last) {
				deflater.finish();
			}
			while (deflater.deflate(coded, (last) ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH) > 0) {
				coded = roomFor(coded);
			}
			if (last) {
				coded.putInt((int) this.checksum.getValue()).putInt((int) deflater.getBytesRead());
				release();
			}
			return coded.flip();
		}

		private static ByteBuffer roomFor(ByteBuffer coded) {
			if (coded.remaining() >= MARGIN) {
				return coded;
			}
			return ByteBuffer.allocate(2 * coded.capacity()).order(ByteOrder.LITTLE_ENDIAN).put(coded.flip());
		}

		synchronized void release() {
			if (!this.released) {
				this.released = true;
				this.pooled.release();
			}
		}

	}

}
