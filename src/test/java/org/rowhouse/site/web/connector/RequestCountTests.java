package org.rowhouse.site.web.connector;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.rowhouse.testing.Http;

import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.Shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RequestCount}.
 */
class RequestCountTests {

	@Test
	void whoStopsTheServerWaitsForWhatIsBeingAnswered() throws Exception {
		try (GuardedConnector connector = new GuardedConnector(Map.of(),
				(factory) -> factory.setShutdown(Shutdown.GRACEFUL))) {
			CompletableFuture<GracefulShutdownResult> stopped;
			try (Socket slow = new Socket("127.0.0.1", connector.port())) {
				slow.setSoTimeout(10_000);
				slow.getOutputStream()
					.write("GET /pieces HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n"
						.getBytes(StandardCharsets.US_ASCII));
				assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
					.isEqualTo("HTTP/1.1 200");
				stopped = connector.stopGracefully();
				CompletableFuture<GracefulShutdownResult> waiting = stopped;
				assertThatExceptionOfType(TimeoutException.class)
					.isThrownBy(() -> waiting.get(500, TimeUnit.MILLISECONDS));
				slow.getOutputStream().write('b');
				assertThat(new String(slow.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
					.contains("second second");
			}
			assertThat(stopped.get(10, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
		}
	}

	@Test
	void nothingIsWaitedForThatIsOver() throws Exception {
		try (GuardedConnector connector = new GuardedConnector(Map.of(),
				(factory) -> factory.setShutdown(Shutdown.GRACEFUL))) {
			for (String path : new String[] { "/", "/text?bytes=100", "/text?bytes=none" }) {
				Http.to(connector.port(), "x").get(path);
			}
			Http.raw(connector.port(), "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\n");
			assertThat(connector.stopGracefully().get(10, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
		}
	}

}
