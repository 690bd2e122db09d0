package org.rowhouse.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * What came back for bytes that were sent as they are, each byte a character.
 *
 * @param text everything until the connection was closed
 */
public record RawAnswer(String text) {

	private static final int TIMEOUT = 10_000;

	/** Sends bytes over a connection of their own and reads until it is closed. */
	public static RawAnswer to(int port, byte[] request) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(TIMEOUT);
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			socket.getInputStream().transferTo(answer);
		}
		catch (SocketException ex) {
			// Who is refused may find the connection reset behind the answer.
		}
		return new RawAnswer(answer.toString(StandardCharsets.ISO_8859_1));
	}

	/** The three digits, or everything that came where there was no status line. */
	public String status() {
		return (this.text.startsWith("HTTP/1.1 ")) ? this.text.substring(9, 12) : this.text;
	}

	/** The first value of a header, or {@code null}. */
	public String header(String name) {
		return this.text.substring(0, bodyAt())
			.lines()
			.skip(1)
			.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
			.map((line) -> line.substring(name.length() + 1).strip())
			.findFirst()
			.orElse(null);
	}

	/** Everything behind the headers. */
	public String body() {
		return this.text.substring(bodyAt());
	}

	private int bodyAt() {
		int end = this.text.indexOf("\r\n\r\n");
		return (end >= 0) ? end + 4 : this.text.length();
	}

}
