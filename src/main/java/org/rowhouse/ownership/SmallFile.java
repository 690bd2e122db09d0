package org.rowhouse.ownership;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One GET to one server, whose address is given and not looked up again. It is bounded in
 * time and in size, follows no redirect and keeps nothing.
 *
 * @param status the status of the answer
 * @param body the first {@value #MAX_BODY} bytes of its body
 * @param whole whether that is all of it
 */
record SmallFile(int status, String body, boolean whole) {

	private static final int MAX_BODY = 1024;

	private static final int MAX_HEAD = 16 * 1024;

	/**
	 * Gets a file.
	 * @param server the server to connect to
	 * @param host the host to ask it for
	 * @param path the path to ask it for
	 * @param limit how long all of it may take
	 * @return the answer
	 * @throws IOException if there is none in time, or one that is not HTTP
	 */
	static SmallFile get(InetSocketAddress server, String host, String path, Duration limit) throws IOException {
		long deadline = System.nanoTime() + limit.toNanos();
		try (Socket socket = new Socket()) {
			socket.connect(server, (int) limit.toMillis());
			String request = "GET " + path + " HTTP/1.1\r\nHost: " + host
					+ "\r\nUser-Agent: Rowhouse\r\nAccept: */*\r\n"
					+ "Accept-Encoding: identity\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return read(new BufferedInputStream(new UntilDeadline(socket, deadline)));
		}
	}

	private static SmallFile read(InputStream in) throws IOException {
		Head head = Head.read(in);
		while (head.status() / 100 == 1) {
			head = Head.read(in);
		}
		int wanted = (head.length() >= 0) ? (int) Math.min(head.length(), MAX_BODY + 1) : MAX_BODY + 1;
		byte[] body = (head.chunked()) ? readChunks(in) : in.readNBytes(wanted);
		return new SmallFile(head.status(),
				new String(body, 0, Math.min(body.length, MAX_BODY), StandardCharsets.UTF_8), body.length <= MAX_BODY);
	}

	/** RFC 9112, section 7.1. */
	private static byte[] readChunks(InputStream in) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		while (body.size() <= MAX_BODY) {
			String size = readLine(in, MAX_HEAD).split(";", 2)[0].strip();
			if (!size.matches("[0-9A-Fa-f]{1,15}")) {
				throw new IOException("a chunk has no size");
			}
			long length = Long.parseLong(size, 16);
			if (length == 0) {
				break;
			}
			body.write(in.readNBytes((int) Math.min(length, MAX_BODY + 1 - body.size())));
			if (body.size() <= MAX_BODY) {
				readLine(in, 2);
			}
		}
		return body.toByteArray();
	}

	private static String readLine(InputStream in, int limit) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0 || line.size() >= limit) {
				throw new IOException("the answer ends too early or a line of it is too long");
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.ISO_8859_1).strip();
	}

	/**
	 * What stands before the body.
	 *
	 * @param status the status
	 * @param length the length of the body; -1 if it ends with the connection
	 * @param chunked whether the body comes in chunks
	 */
	private record Head(int status, long length, boolean chunked) {

		static Head read(InputStream in) throws IOException {
			String first = readLine(in, MAX_HEAD);
			if (!first.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
				throw new IOException("the answer is not HTTP");
			}
			int left = MAX_HEAD - first.length();
			long length = -1;
			boolean chunked = false;
			for (String line = readLine(in, left); !line.isEmpty(); line = readLine(in, left)) {
				left -= line.length() + 1;
				String header = line.toLowerCase(Locale.ROOT);
				String value = header.substring(header.indexOf(':') + 1).strip();
				if (header.startsWith("content-length:") && value.matches("[0-9]{1,15}")) {
					length = Long.parseLong(value);
				}
				chunked |= header.startsWith("transfer-encoding:") && value.endsWith("chunked");
			}
			return new Head(Integer.parseInt(first.substring(9, 12)), length, chunked);
		}

	}

	/**
	 * What a server sends until the time is over, however slowly it drips.
	 */
	private static final class UntilDeadline extends InputStream {

		private final Socket socket;

		private final long deadline;

		UntilDeadline(Socket socket, long deadline) {
			this.socket = socket;
			this.deadline = deadline;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			long left = (this.deadline - System.nanoTime()) / 1_000_000;
			if (left < 1) {
				throw new SocketTimeoutException("the answer takes too long");
			}
			this.socket.setSoTimeout((int) left);
			return this.socket.getInputStream().read(target, offset, length);
		}

	}

}
