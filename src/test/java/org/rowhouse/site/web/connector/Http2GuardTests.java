package org.rowhouse.site.web.connector;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowhouse.testing.RawHttp2;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What HTTP/2 lets a client do to a server with little, and what becomes of it here.
 */
@TestInstance(Lifecycle.PER_CLASS)
class Http2GuardTests {

	private static final int ENHANCE_YOUR_CALM = 11;

	private static final List<String> GET = List.of(":method=GET", ":scheme=http", ":authority=localhost", ":path=/");

	private static final List<String> POST = List.of(":method=POST", ":scheme=http", ":authority=localhost", ":path=/");

	private GuardedConnector connector;

	@BeforeAll
	void start() {
		this.connector = new GuardedConnector(Map.of("rowhouse.connections.head-timeout", "1s",
				"rowhouse.connections.transfer-grace", "2s", "rowhouse.connections.min-bytes-per-second", "1000000"));
	}

	@AfterAll
	void stop() {
		this.connector.close();
	}

	@Test
	void itsLimitsAreTold() throws IOException {
		try (RawHttp2 client = new RawHttp2(this.connector.port())) {
			// RFC 9113, section 6.5.2
			assertThat(client.settings()).containsEntry(3, 128).containsEntry(6, 16 * 1024);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aFloodOfFramesEndsTheConnection(Flood flood) throws Exception {
		try (RawHttp2 client = new RawHttp2(this.connector.port())) {
			ExecutorService sender = Executors.newSingleThreadExecutor();
			try {
				CompletableFuture<Boolean> cutOff = CompletableFuture.supplyAsync(() -> send(flood, client), sender);
				int end = client.readUntilEnd();
				// A system tells of a reset once, and the sender may be the one that
				// hears it.
				boolean heardBySender = cutOff.get(30, TimeUnit.SECONDS) && end == -1;
				assertThat((heardBySender) ? RawHttp2.CUT_OFF : end).isIn(ENHANCE_YOUR_CALM, RawHttp2.CUT_OFF);
			}
			finally {
				sender.shutdownNow();
			}
		}
	}

	/** Whether the server has closed the connection meanwhile. */
	private static boolean send(Flood flood, RawHttp2 client) {
		try {
			for (int i = 0; i < 20_000; i++) {
				flood.send(client);
			}
			return false;
		}
		catch (SocketException ex) {
			return true;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void headersThatTrickleInAreNotWaitedFor() throws IOException {
		long start = System.nanoTime();
		try (RawHttp2 client = new RawHttp2(this.connector.port())) {
			// The head of a frame HEADERS of 200 bytes, and then one byte after the
			// other.
			client.bytes(new byte[] { 0, 0, (byte) 200, 1, 5, 0, 0, 0, 1 });
			assertThat(trickle(client, new byte[1])).isTrue();
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
	}

	@Test
	void framesThatAskForNothingKeepNoConnectionOpen() throws IOException {
		long start = System.nanoTime();
		try (RawHttp2 client = new RawHttp2(this.connector.port())) {
			byte[] ping = { 0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8 };
			assertThat(trickle(client, ping)).isTrue();
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
	}

	/** Sends ten times a second; whether the connection was ended. */
	private static boolean trickle(RawHttp2 client, byte[] piece) {
		CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> {
			try {
				return client.readUntilEnd();
			}
			catch (IOException ex) {
				return -1;
			}
		});
		try {
			for (int i = 0; i < 100; i++) {
				client.bytes(piece);
				if (isDone(end)) {
					return true;
				}
			}
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static boolean isDone(CompletableFuture<?> future) {
		try {
			future.get(100, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (java.util.concurrent.TimeoutException ex) {
			return false;
		}
		catch (InterruptedException | java.util.concurrent.ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aConnectionThatIsUsedStaysOpenForLongerThanAHeadMayTake() throws Exception {
		long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
		try (RawHttp2 client = new RawHttp2(this.connector.port())) {
			int answers = 0;
			while (System.nanoTime() < end) {
				assertThat(client.ask(GET).status()).isEqualTo(200);
				client.frame(8, 0, 0, new byte[] { 0, 0, 16, 0 });
				answers++;
			}
			assertThat(answers).isGreaterThan(2);
		}
	}

	@Test
	void aReaderWhoOpensItsWindowByLittleIsNotWaitedFor() throws Exception {
		CompletableFuture<Throwable> failure = this.connector.nextFailure();
		List<String> large = new ArrayList<>(GET.subList(0, 3));
		large.add(":path=/text?bytes=1000000");
		try (RawHttp2 client = new RawHttp2(this.connector.port())) {
			int stream = client.begin(large, true);
			for (int i = 0; i < 300 && !isWithin(failure, 100); i++) {
				byte[] ten = { 0, 0, 0, 10 };
				client.frame(8, 0, stream, ten);
				client.frame(8, 0, 0, ten);
			}
		}
		assertThat(failure).isDone();
	}

	private static boolean isWithin(CompletableFuture<?> future, long millis) throws Exception {
		try {
			future.get(millis, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (java.util.concurrent.TimeoutException ex) {
			return false;
		}
	}

	@Test
	void aBodyThatNeverComesIsNotWaitedFor() throws Exception {
		int before = this.connector.posts();
		try (RawHttp2 client = new RawHttp2(this.connector.port())) {
			int stream = client.begin(POST, false);
			client.frame(0, 0, stream, new byte[1]);
			assertThat(client.await(stream).status()).isIn(0, 408);
		}
		assertThat(this.connector.posts()).as("nothing has begun to answer it").isEqualTo(before);
	}

	/** What costs a client next to nothing. */
	enum Flood {

		/** CVE-2019-9512. */
		PINGS {
			@Override
			void send(RawHttp2 client) throws IOException {
				client.frame(6, 0, 0, new byte[8]);
			}
		},

		/** CVE-2019-9515. */
		SETTINGS {
			@Override
			void send(RawHttp2 client) throws IOException {
				client.frame(4, 0, 0, new byte[0]);
			}
		},

		/** CVE-2023-44487: requests that are taken back at once. */
		RESETS {
			@Override
			void send(RawHttp2 client) throws IOException {
				int stream = client.begin(GET, true);
				client.frame(3, 0, stream, new byte[] { 0, 0, 0, 8 });
			}
		},

		/** CVE-2019-9518. */
		EMPTY_DATA {
			private int stream;

			@Override
			void send(RawHttp2 client) throws IOException {
				this.stream = (this.stream != 0) ? this.stream : client.begin(POST, false);
				client.frame(0, 0, this.stream, new byte[0]);
			}
		};

		abstract void send(RawHttp2 client) throws IOException;

	}

}
