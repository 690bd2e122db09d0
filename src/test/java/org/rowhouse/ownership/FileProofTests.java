package org.rowhouse.ownership;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.testing.DnsServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileProof} against an HTTP server and a DNS server.
 */
class FileProofTests {

	private static final String BODY = "abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE";

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CountDownLatch end = new CountDownLatch(1);

	private final AtomicInteger requests = new AtomicInteger();

	private DnsServer dns;

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.dns = DnsServer.start();
		this.dns.addresses("shop.test", "127.0.0.1");
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.end.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
		this.dns.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { BODY, BODY + "\n", "\r\n " + BODY + " \t" })
	void theFileProvesTheHost(String body) {
		Map<String, String> asked = new ConcurrentHashMap<>();
		serve((exchange) -> {
			asked.put("host", exchange.getRequestHeaders().getFirst("Host"));
			asked.put("path", exchange.getRequestURI().getPath());
			send(exchange, 200, body);
		});
		assertThat(check(true)).isEqualTo(Finding.PROVED);
		assertThat(asked).containsEntry("host", "shop.test").containsEntry("path", "/.well-known/rowhouse-challenge/x");
	}

	@Test
	void aHostMayHaveAnUnderscore() {
		serve((exchange) -> send(exchange, 200, BODY));
		this.dns.addresses("my_shop.test", "127.0.0.1");
		assertThat(check("my_shop.test", true)).isEqualTo(Finding.PROVED);
	}

	@Test
	void theFileMayComeInChunks() {
		serve((exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(BODY.substring(0, 20).getBytes(StandardCharsets.US_ASCII));
				out.flush();
				out.write(BODY.substring(20).getBytes(StandardCharsets.US_ASCII));
			}
		});
		assertThat(check(true)).isEqualTo(Finding.PROVED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", BODY + "x", "<pre>" + BODY + "</pre>", BODY + "\n" + BODY })
	void anotherBodyIsNoProof(String body) {
		serve((exchange) -> send(exchange, 200, body));
		assertThat(check(true).detail()).contains("something else");
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 204, 206, 401, 404, 421, 500 })
	void anotherStatusIsNoProof(int status) {
		serve((exchange) -> send(exchange, status, (status == 204) ? "" : BODY));
		assertThat(check(true).detail()).contains("status " + status);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void aRedirectIsNotFollowed(int status) {
		serve((exchange) -> {
			exchange.getResponseHeaders().add("Location", "/elsewhere");
			send(exchange, status, BODY);
		});
		this.server.createContext("/elsewhere", (exchange) -> send(exchange, 200, BODY));
		assertThat(check(true).detail()).contains("status " + status, "redirects are not followed");
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void aPrivateNetworkIsNotAskedUnlessTheOperatorAllowsIt() {
		serve((exchange) -> send(exchange, 200, BODY));
		this.dns.addresses("shop.test", "127.0.0.1", "10.1.2.3", "::1", "fd00::1");
		assertThat(check(false).detail()).contains("private network");
		assertThat(this.requests).hasValue(0);
		assertThat(this.dns.asked("shop.test. A")).as("a second answer could be another").isEqualTo(1);
		assertThat(check(true).proved()).isTrue();
	}

	@Test
	void aHostWithoutAnAddressIsNoProof() {
		this.dns.text("shop.test", "only text");
		assertThat(check(true).detail()).contains("no address");
	}

	@Test
	void aServerThatIsNotThereIsNoProof() {
		this.server.stop(0);
		assertThat(check(true).detail()).contains("could not be read");
	}

	@Test
	void ofAHugeFileLittleIsRead() {
		AtomicLong sent = new AtomicLong();
		serve((exchange) -> {
			exchange.sendResponseHeaders(200, 5_000_000_000L);
			byte[] spaces = (BODY + " ".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);
			while (sent.get() < 4_000_000_000L) {
				exchange.getResponseBody().write(spaces);
				sent.addAndGet(spaces.length);
			}
		});
		long start = System.nanoTime();
		assertThat(check(true).detail()).contains("something else");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		assertThat(sent.get()).as("what fits into the buffers of the system").isLessThan(100_000_000);
	}

	@Test
	void aServerThatDripsIsLeftInTime() {
		serve((exchange) -> {
			exchange.sendResponseHeaders(200, 1000);
			try {
				while (!this.end.await(200, TimeUnit.MILLISECONDS)) {
					exchange.getResponseBody().write(' ');
					exchange.getResponseBody().flush();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		long start = System.nanoTime();
		assertThat(check(true).detail()).contains("in time");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
	}

	private Finding check(boolean allowPrivateNetworks) {
		return check("shop.test", allowPrivateNetworks);
	}

	private Finding check(String host, boolean allowPrivateNetworks) {
		DomainOwnershipProperties properties = new DomainOwnershipProperties(true, List.of(this.dns.address()),
				allowPrivateNetworks, Duration.ofMinutes(1));
		return new FileProof(new DnsLookup(properties), properties, new FilePort(this.server.getAddress().getPort()))
			.check("http://" + host + "/.well-known/rowhouse-challenge/x", BODY);
	}

	private void serve(Handler handler) {
		this.server.createContext("/.well-known/rowhouse-challenge/", (exchange) -> {
			this.requests.incrementAndGet();
			handler.handle(exchange);
		});
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private interface Handler {

		void handle(HttpExchange exchange) throws IOException;

	}

}
