package org.rowhouse.site.web.connector;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.Hostname;
import org.rowhouse.testing.Http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link BodyBuffer}: what all bodies together may take.
 */
class BodyBufferTests {

	private static final int MAX_HELD = 1000;

	private final Server server = new Server(0);

	private final BodyBuffer buffer = new BodyBuffer(new Length(), 60_000, Hostname.fromInput("localhost"), MAX_HELD);

	private int port;

	@BeforeEach
	void start() throws Exception {
		this.server.setHandler(this.buffer);
		this.server.start();
		this.port = ((ServerConnector) this.server.getConnectors()[0]).getLocalPort();
	}

	@AfterEach
	void stop() throws Exception {
		this.server.stop();
	}

	@Test
	void whoComesWhenTooMuchIsHeldIsSentAwayAndTheOthersAreNot() throws Exception {
		try (Socket held = begin()) {
			awaitStatus(503);
			held.getOutputStream().write('x');
			assertThat(new String(held.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
				.isEqualTo("HTTP/1.1 200");
		}
		awaitHeld(0);
	}

	@Test
	void whoGoesAwayInTheMiddleLeavesNothingBehind() throws Exception {
		for (int time = 0; time < 5; time++) {
			Socket held = begin();
			awaitStatus(503);
			held.close();
			awaitHeld(0);
			awaitStatus(200);
		}
	}

	/**
	 * All of a body of 901 bytes but the last, held after whoever came before has left
	 * and before anybody else comes: of two at once either may be the one that is too
	 * much.
	 */
	private Socket begin() throws IOException {
		awaitHeld(0);
		Socket socket = new Socket("127.0.0.1", this.port);
		socket.setSoTimeout(10_000);
		socket.getOutputStream()
			.write(("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 901\r\n\r\n" + "x".repeat(900))
				.getBytes(StandardCharsets.US_ASCII));
		awaitHeld(900);
		return socket;
	}

	private void awaitHeld(long bytes) {
		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(this.buffer.held()).isEqualTo(bytes));
	}

	private void awaitStatus(int status) {
		String request = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 200\r\n\r\n"
				+ "x".repeat(200);
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(Http.raw(this.port, request)).startsWith("HTTP/1.1 " + status));
	}

	/** Tells how long a body was. */
	private static final class Length extends Handler.Abstract {

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws Exception {
			Content.Sink.write(response, true, Integer.toString(Content.Source.asString(request).length()), callback);
			return true;
		}

	}

}
