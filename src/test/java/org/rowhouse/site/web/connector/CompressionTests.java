package org.rowhouse.site.web.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RawHttp2;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Compression}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CompressionTests {

	private static final byte[] NOTHING = new byte[0];

	private GuardedConnector connector;

	@BeforeAll
	void start() {
		this.connector = new GuardedConnector(Map.of());
	}

	@AfterAll
	void stop() {
		this.connector.close();
	}

	@ParameterizedTest(name = "{0} by Accept-Encoding {1}")
	@CsvSource(delimiter = '|', textBlock = """
			/text?bytes=5000                            | gzip, deflate, br, zstd | gzip | Accept-Encoding
			/text?bytes=5000                            | x, *                    | gzip | Accept-Encoding
			/text?bytes=5000                            | gzip;q=0, *             |      | Accept-Encoding
			/text?bytes=5000                            | identity;q=1, gzip;q=.5 |      | Accept-Encoding
			/text?bytes=5000                            | br                      |      | Accept-Encoding
			/text?bytes=5000                            |                         |      | Accept-Encoding
			/text?bytes=5000&length=told                | gzip                    | gzip | Accept-Encoding
			/text?bytes=100000                          | gzip                    | gzip | Accept-Encoding
			/text?bytes=1020                            | gzip                    |      |
			/text?bytes=5000&type=application/json      | gzip                    | gzip | Accept-Encoding
			/text?bytes=5000&type=application/rss%2Bxml | gzip                    | gzip | Accept-Encoding
			/text?bytes=5000&type=image/svg%2Bxml       | gzip                    | gzip | Accept-Encoding
			/text?bytes=5000&type=image/png             | gzip                    |      |
			/text?bytes=5000&type=text/event-stream     | gzip                    |      |
			/coded                                      | gzip                    | br   |
			""")
	void textIsCompressedForWhoTakesIt(String path, String accepted, String coding, String vary) throws IOException {
		Http http = Http.to(this.connector.port(), "localhost");
		Http client = (accepted != null) ? http.with("Accept-Encoding", accepted) : http;
		HttpResponse<byte[]> answer = client.bytes("GET", path, NOTHING);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Encoding").orElse(null)).isEqualTo(coding);
		assertThat(answer.headers().firstValue("Vary").orElse(null)).isEqualTo(vary);
		if ("gzip".equals(coding)) {
			byte[] text = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
			assertThat(text).isEqualTo(http.bytes("GET", path, NOTHING).body());
		}
	}

	@Test
	void anEntityTagIsThatOfTheCompressedText() {
		Http gzip = Http.to(this.connector.port(), "localhost").with("Accept-Encoding", "gzip");
		String path = "/text?bytes=5000&tag=%22a%22";
		assertThat(tag(gzip.bytes("GET", path, NOTHING))).isEqualTo("\"a--gzip\"");
		assertThat(tag(Http.to(this.connector.port(), "localhost").bytes("GET", path, NOTHING))).isEqualTo("\"a\"");
		HttpResponse<byte[]> unchanged = gzip.with("If-None-Match", "\"a--gzip\"").bytes("GET", path, NOTHING);
		assertThat(unchanged.statusCode()).isEqualTo(304);
		assertThat(tag(unchanged)).isEqualTo("\"a--gzip\"");
		HttpResponse<byte[]> uncoded = gzip.with("If-None-Match", "\"a\"").bytes("GET", path, NOTHING);
		assertThat(uncoded.statusCode()).isEqualTo(304);
		assertThat(tag(uncoded)).isEqualTo("\"a\"");
		assertThat(gzip.with("If-Match", "\"a--gzip\"").bytes("GET", path, NOTHING).statusCode()).isEqualTo(200);
		assertThat(gzip.with("If-Match", "\"b--gzip\"").bytes("GET", path, NOTHING).statusCode()).isEqualTo(412);
		assertThat(tag(gzip.bytes("GET", "/text?bytes=5000&tag=W/%22a%22", NOTHING))).isEqualTo("W/\"a\"");
	}

	private static String tag(HttpResponse<?> answer) {
		return answer.headers().firstValue("ETag").orElseThrow();
	}

	@Test
	void headTellsWhatGetWouldSend() {
		Http gzip = Http.to(this.connector.port(), "localhost").with("Accept-Encoding", "gzip");
		String path = "/text?bytes=5000&tag=%22a%22";
		HttpResponse<byte[]> get = gzip.bytes("GET", path, NOTHING);
		HttpResponse<byte[]> head = gzip.bytes("HEAD", path, NOTHING);
		assertThat(head.body()).isEmpty();
		for (String name : List.of("Content-Encoding", "Content-Length", "ETag", "Vary")) {
			assertThat(head.headers().firstValue(name)).as(name).isPresent().isEqualTo(get.headers().firstValue(name));
		}
	}

	@Test
	void whatIsFlushedCanBeReadBeforeTheRestIsThere() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.connector.port())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write(("GET /pieces HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
						+ "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			while (!line(in).isEmpty()) {
				// The head of the answer.
			}
			InputStream text = new GZIPInputStream(new Chunks(in));
			assertThat(new String(text.readNBytes(3000), StandardCharsets.US_ASCII)).isEqualTo("first ".repeat(500));
			socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(text.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("second ".repeat(500));
		}
	}

	@Test
	void itIsTheSameOverHttp2() throws Exception {
		try (RawHttp2 client = new RawHttp2(this.connector.port())) {
			RawHttp2.Answer answer = client.ask(List.of(":method=GET", ":scheme=http", ":authority=localhost",
					":path=/text?bytes=5000", "accept-encoding=gzip"));
			assertThat(answer.fields().get("Content-Encoding")).isEqualTo("gzip");
			assertThat(answer.body().length()).isLessThan(500);
		}
	}

	@Test
	void itCanBeSwitchedOff() {
		try (GuardedConnector other = new GuardedConnector(Map.of("rowhouse.connections.compress", "false"))) {
			HttpResponse<byte[]> answer = Http.to(other.port(), "localhost")
				.with("Accept-Encoding", "gzip")
				.bytes("GET", "/text?bytes=5000", NOTHING);
			assertThat(answer.headers().map()).doesNotContainKeys("content-encoding", "vary");
		}
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				throw new IOException("The connection was closed");
			}
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

	/** The bytes in chunks, no more of which are asked for than are needed. */
	private static final class Chunks extends InputStream {

		private final InputStream in;

		private int left;

		private boolean ended;

		Chunks(InputStream in) {
			this.in = in;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) > 0) ? one[0] & 0xFF : -1;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			if (this.left == 0 && !this.ended) {
				// The end of the line behind a chunk may come with the next one.
				String size = line(this.in);
				this.left = Integer.parseInt((size.isEmpty()) ? line(this.in) : size, 16);
				this.ended = this.left == 0;
			}
			if (this.ended) {
				return -1;
			}
			int count = this.in.read(bytes, offset, Math.min(length, this.left));
			this.left -= count;
			return count;
		}

	}

}
