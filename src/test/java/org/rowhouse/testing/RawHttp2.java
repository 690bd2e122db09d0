package org.rowhouse.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/**
 * A connection that speaks HTTP/2 without TLS and without having asked (RFC 9113, section
 * 3.3). It sends header fields as they are, also those that no client would send.
 */
public final class RawHttp2 implements AutoCloseable {

	/** In the place of an error code: the system dropped what had come last. */
	public static final int CUT_OFF = -2;

	private static final int TIMEOUT = 20_000;

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RESET = 3;

	private static final int SETTINGS = 4;

	private static final int GO_AWAY = 7;

	private static final int ACK = 1;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private static final int MAX_HEADERS = 16 * 1024;

	private final Socket socket;

	private final DataInputStream in;

	private final OutputStream out;

	private final HpackDecoder decoder = new HpackDecoder(MAX_HEADERS, System::nanoTime);

	private int nextStream = 1;

	public RawHttp2(int port) throws IOException {
		this.socket = new Socket("127.0.0.1", port);
		this.socket.setSoTimeout(TIMEOUT);
		this.in = new DataInputStream(this.socket.getInputStream());
		this.out = this.socket.getOutputStream();
		this.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		send(SETTINGS, 0, 0, new byte[0]);
	}

	/**
	 * Sends a request without a body and waits for its answer.
	 * @param fields lines of {@code name=value}, pseudo-header fields among them
	 */
	public Answer ask(List<String> fields) throws IOException, HpackException {
		return read(begin(fields, true));
	}

	private static byte[] block(List<String> fields) {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		for (String field : fields) {
			// The names of pseudo-header fields begin with a colon, not an equals sign.
			int equals = field.indexOf('=');
			block.write(0);
			writeText(block, field.substring(0, equals));
			writeText(block, field.substring(equals + 1));
		}
		return block.toByteArray();
	}

	/** Begins a request without waiting for its answer. */
	public int begin(List<String> fields, boolean last) throws IOException {
		int stream = this.nextStream;
		this.nextStream += 2;
		send(HEADERS, ((last) ? END_STREAM : 0) | END_HEADERS, stream, block(fields));
		return stream;
	}

	/** Waits for the answer to a request that was begun. */
	public Answer await(int stream) throws IOException, HpackException {
		return read(stream);
	}

	/** Sends a frame as it is. */
	public void frame(int type, int flags, int stream, byte[] payload) throws IOException {
		send(type, flags, stream, payload);
	}

	/** Sends bytes that need not be a whole frame. */
	public void bytes(byte[] bytes) throws IOException {
		this.out.write(bytes);
		this.out.flush();
	}

	/**
	 * Reads until the server ends the connection.
	 * @return the error code of the last {@code GOAWAY}; {@link #CUT_OFF} if the
	 * connection was reset, -1 if it ended without a word
	 */
	public int readUntilEnd() throws IOException {
		int code = -1;
		try {
			byte[] head = this.in.readNBytes(9);
			while (head.length == 9) {
				ByteBuffer frame = ByteBuffer.wrap(head);
				int length = (frame.getShort() & 0xFFFF) << 8 | (frame.get() & 0xFF);
				byte[] payload = this.in.readNBytes(length);
				if (head[3] == GO_AWAY) {
					code = ByteBuffer.wrap(payload).getInt(4);
				}
				head = this.in.readNBytes(9);
			}
		}
		catch (SocketException ex) {
			// Who goes on sending may find the connection reset, and what came last is
			// lost.
			return (code >= 0) ? code : CUT_OFF;
		}
		return code;
	}

	/**
	 * Returns what the server says about itself.
	 * @return the parameters of its first {@code SETTINGS}
	 */
	public Map<Integer, Integer> settings() throws IOException {
		byte[] head = this.in.readNBytes(9);
		ByteBuffer payload = ByteBuffer.wrap(this.in.readNBytes((head[1] & 0xFF) << 8 | (head[2] & 0xFF)));
		Map<Integer, Integer> settings = new HashMap<>();
		while (payload.hasRemaining()) {
			settings.put((int) payload.getShort(), payload.getInt());
		}
		return settings;
	}

	private Answer read(int stream) throws IOException, HpackException {
		int status = 0;
		HttpFields fields = HttpFields.EMPTY;
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		while (true) {
			byte[] head = this.in.readNBytes(9);
			if (head.length < 9) {
				return new Answer(0, fields, "closed");
			}
			ByteBuffer frame = ByteBuffer.wrap(head);
			int length = (frame.getShort() & 0xFFFF) << 8 | (frame.get() & 0xFF);
			int type = frame.get();
			int flags = frame.get();
			boolean ours = frame.getInt() == stream;
			byte[] payload = this.in.readNBytes(length);
			if (type == SETTINGS && (flags & ACK) == 0) {
				send(SETTINGS, ACK, 0, new byte[0]);
			}
			if (type == GO_AWAY || (type == RESET && ours)) {
				return new Answer(0, fields, "refused");
			}
			if (type == HEADERS && this.decoder.decode(ByteBuffer.wrap(payload)) instanceof MetaData.Response answer) {
				status = answer.getStatus();
				fields = answer.getHttpFields();
			}
			if (type == DATA) {
				body.writeBytes(payload);
			}
			if (ours && (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
				return new Answer(status, fields, body.toString(StandardCharsets.UTF_8));
			}
		}
	}

	/** A literal without Huffman coding (RFC 7541, section 5.2), of up to 254 bytes. */
	private static void writeText(ByteArrayOutputStream block, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		block.write(Math.min(bytes.length, 127));
		if (bytes.length >= 127) {
			block.write(bytes.length - 127);
		}
		block.writeBytes(bytes);
	}

	private void send(int type, int flags, int stream, byte[] payload) throws IOException {
		this.out.write(ByteBuffer.allocate(9 + payload.length)
			.put((byte) (payload.length >> 16))
			.putShort((short) payload.length)
			.put((byte) type)
			.put((byte) flags)
			.putInt(stream)
			.put(payload)
			.array());
		this.out.flush();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * What came back.
	 *
	 * @param status the status, or 0 if the stream or the connection was ended instead
	 * @param fields the header fields
	 * @param body the body
	 */
	public record Answer(int status, HttpFields fields, String body) {

	}

}
