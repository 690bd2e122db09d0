package org.rowhouse.site.web.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.testing.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeadDeadline} and {@link TransferGuard}: who is slow is not waited
 * for.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SlowConnectionsTests {

	private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(1);

	/** Half of what a client would go on for, so that a busy machine is no failure. */
	private static final Duration LATER = Duration.ofSeconds(10);

	private GuardedConnector connector;

	@BeforeAll
	void start() {
		this.connector = new GuardedConnector(Map.of("rowhouse.connections.head-timeout", "1s",
				"rowhouse.connections.transfer-grace", "4s", "rowhouse.connections.min-bytes-per-second", "1000000"));
	}

	@AfterAll
	void stop() {
		this.connector.close();
	}

	@Test
	void aHeadThatTricklesInIsAnsweredWith408() throws Exception {
		Trickle trickle = trickle("GET / HTTP/1.1\r\nHost: localhost\r\nX: ", "x");
		assertThat(trickle.answer()).startsWith("HTTP/1.1 408 ")
			.contains("Connection: close", "Content-Length: 37")
			.endsWith("\r\n\r\n408 The head of the request is late.\n");
		assertThat(trickle.lasted()).isBetween(HEAD_TIMEOUT, LATER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n", "G" })
	void soIsALineOrNoneAtAllThatTricklesIn(String piece) throws Exception {
		Trickle trickle = trickle("", piece);
		assertThat(trickle.answer()).doesNotContain("200");
		assertThat(trickle.lasted()).isLessThan(LATER);
	}

	@Test
	void theHeadOfALaterRequestIsWaitedForNoLonger() throws Exception {
		Trickle trickle = trickle("GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\nX: ",
				"x");
		assertThat(trickle.answer()).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 408 ");
	}

	@Test
	void aConnectionThatIsUsedStaysOpenForLongerThanAHeadMayTake() throws Exception {
		long end = System.nanoTime() + 3 * HEAD_TIMEOUT.toNanos();
		try (Socket socket = connect()) {
			int answers = 0;
			while (System.nanoTime() < end) {
				socket.getOutputStream()
					.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
				answers++;
			}
			assertThat(answers).isGreaterThan(2);
		}
	}

	@Test
	void aPageThatTakesLongerThanAHeadMayTakeIsWaitedFor() throws Exception {
		// The body is read while the server has long begun to answer the request.
		Trickle trickle = trickle("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nConnection: close\r\n"
				+ "Content-Length: 12\r\n\r\n", "1");
		assertThat(trickle.answer()).contains("HTTP/1.1 200 ").endsWith("12");
		assertThat(trickle.lasted()).isGreaterThan(HEAD_TIMEOUT.plusMillis(500));
	}

	@Test
	void aBodyThatNeverComesEndsWithTheIdleTimeout() {
		long start = System.nanoTime();
		int before = this.connector.posts();
		String answer = Http.raw(this.connector.port(),
				"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nhalf");
		assertThat(answer).startsWith("HTTP/1.1 408 ").endsWith("408 The body of the request comes too slowly.\n");
		assertThat(this.connector.posts()).as("nothing has begun to answer it").isEqualTo(before);
		assertThat(Duration.ofNanos(System.nanoTime() - start))
			.isBetween(Duration.ofMillis(GuardedConnector.IDLE_MILLIS - 500), Duration.ofSeconds(9));
	}

	@Test
	void aClientThatAsksFirstIsToldToSend() throws IOException {
		try (Socket socket = connect()) {
			socket.getOutputStream()
				.write("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII))
				.isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
			socket.getOutputStream().write("ok".getBytes(StandardCharsets.US_ASCII));
			assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 199_999, 200_000, 200_001, 3_000_000 })
	void aBodyArrivesWhole(int length) {
		Http http = Http.to(this.connector.port(), "localhost");
		assertThat(http.send("POST", "/", "x".repeat(length)).body()).isEqualTo(Integer.toString(length));
		String chunk = (length > 0) ? Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n" : "";
		assertThat(Http.raw(this.connector.port(),
				"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk
						+ "0\r\n\r\n"))
			.endsWith("\r\n\r\n" + length);
	}

	@Test
	void aReaderWhoTakesLittleAtATimeIsNotWaitedFor() throws Exception {
		CompletableFuture<Throwable> failure = this.connector.nextFailure();
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(4096);
			socket.connect(new java.net.InetSocketAddress("127.0.0.1", this.connector.port()));
			socket.setSoTimeout(1000);
			socket.getOutputStream()
				.write("GET /text?bytes=50000000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
			while (!failure.isDone() && System.nanoTime() < end) {
				socket.getInputStream().readNBytes(20_000);
				waitFor(failure, 200);
			}
		}
		assertThat(failure).isDone();
	}

	private static void waitFor(CompletableFuture<?> future, long millis) throws Exception {
		try {
			future.get(millis, TimeUnit.MILLISECONDS);
		}
		catch (java.util.concurrent.TimeoutException ex) {
			// Not yet.
		}
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket("127.0.0.1", this.connector.port());
		socket.setSoTimeout(10_000);
		return socket;
	}

	private static String readHead(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = in.read();
			if (next < 0) {
				break;
			}
			head.append((char) next);
		}
		int length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
		in.readNBytes(length);
		return head.toString();
	}

	/** Sends a piece five times a second until the connection is closed. */
	private Trickle trickle(String begin, String piece) throws IOException {
		long start = System.nanoTime();
		StringBuilder answer = new StringBuilder();
		try (Socket socket = connect()) {
			socket.setSoTimeout(200);
			OutputStream out = socket.getOutputStream();
			out.write(begin.getBytes(StandardCharsets.US_ASCII));
			for (int i = 0; i < 100; i++) {
				out.write(piece.getBytes(StandardCharsets.US_ASCII));
				if (readUntilSilent(socket.getInputStream(), answer)) {
					break;
				}
			}
		}
		catch (java.net.SocketException ex) {
			// Who goes on sending may find the connection reset.
		}
		return new Trickle(answer.toString(), Duration.ofNanos(System.nanoTime() - start));
	}

	private static boolean readUntilSilent(InputStream in, StringBuilder answer) throws IOException {
		try {
			int next = in.read();
			while (next >= 0) {
				answer.append((char) next);
				next = in.read();
			}
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	private record Trickle(String answer, Duration lasted) {

	}

}
