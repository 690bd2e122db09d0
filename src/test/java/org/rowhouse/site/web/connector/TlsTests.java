package org.rowhouse.site.web.connector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.testing.TestCertificate;

import org.springframework.boot.web.server.Ssl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for TLS in the process: which protocol is spoken, and for which hosts.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TlsTests {

	@TempDir
	private static Path folder;

	private TestCertificate certificate;

	private GuardedConnector connector;

	@BeforeAll
	void start() throws Exception {
		this.certificate = TestCertificate.in(folder);
		this.connector = connector(Map.of("rowhouse.connections.head-timeout", "1s"));
	}

	@AfterAll
	void stop() {
		this.connector.close();
	}

	private GuardedConnector connector(Map<String, String> settings) {
		Ssl ssl = new Ssl();
		ssl.setCertificate(this.certificate.certificate().toString());
		ssl.setCertificatePrivateKey(this.certificate.key().toString());
		return new GuardedConnector(settings, (factory) -> factory.setSsl(ssl));
	}

	@ParameterizedTest
	@CsvSource({ "HTTP_2, HTTP/2.0", "HTTP_1_1, HTTP/1.1" })
	void theProtocolIsNegotiated(HttpClient.Version version, String expected) throws Exception {
		HttpClient client = HttpClient.newBuilder().sslContext(this.certificate.client()).version(version).build();
		HttpResponse<String> answer = client.send(
				HttpRequest.newBuilder(URI.create("https://localhost:" + this.connector.port() + "/")).build(),
				BodyHandlers.ofString());
		assertThat(answer.body()).isEqualTo("https " + expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void bothVersionsOfTlsThatAreSafeAreSpoken(String version) throws Exception {
		try (SSLSocket socket = connect(this.connector, "http/1.1")) {
			socket.setEnabledProtocols(new String[] { version });
			assertThat(ask(socket, "localhost")).startsWith("HTTP/1.1 200 ");
			assertThat(socket.getSession().getProtocol()).isEqualTo(version);
		}
	}

	@ParameterizedTest
	@CsvSource({ "localhost, 200", "garden.localhost, 200", "LOCALHOST.:8443, 200", "studio.localhost:443, 200",
			"other.test, 421", "a.b.localhost, 421", "127.0.0.1, 421" })
	void aHostThatTheCertificateDoesNotCoverIsMisdirected(String host, int status) throws Exception {
		try (SSLSocket socket = connect(this.connector, "http/1.1")) {
			assertThat(ask(socket, host)).startsWith("HTTP/1.1 " + status + " ")
				.contains((status == 200) ? "https " : "421 This connection is not for that host.");
		}
	}

	@Test
	void aTrustedProxyMayAskForEveryHost() throws Exception {
		try (GuardedConnector behind = connector(Map.of("rowhouse.trusted-proxies", "127.0.0.1"));
				SSLSocket socket = connect(behind, "http/1.1")) {
			assertThat(ask(socket, "other.test")).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void aHandshakeThatTricklesInIsEnded() throws Exception {
		// The beginning of a record that holds a ClientHello.
		byte[] hello = { 22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3 };
		long start = System.nanoTime();
		try (Socket socket = new Socket("127.0.0.1", this.connector.port())) {
			socket.setSoTimeout(200);
			for (int i = 0; i < 100; i++) {
				socket.getOutputStream().write((i < hello.length) ? hello[i] : 7);
				try {
					if (socket.getInputStream().read() < 0) {
						break;
					}
				}
				catch (java.net.SocketTimeoutException ex) {
					// It is still open.
				}
			}
		}
		catch (SocketException ex) {
			// It was closed while it was written to.
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	private SSLSocket connect(GuardedConnector to, String protocol) throws IOException {
		SSLSocket socket = (SSLSocket) this.certificate.client()
			.getSocketFactory()
			.createSocket("127.0.0.1", to.port());
		SSLParameters parameters = socket.getSSLParameters();
		parameters.setApplicationProtocols(new String[] { protocol });
		socket.setSSLParameters(parameters);
		socket.setSoTimeout(10_000);
		return socket;
	}

	private static String ask(SSLSocket socket, String host) throws IOException {
		socket.getOutputStream()
			.write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		socket.getInputStream().transferTo(answer);
		return answer.toString(StandardCharsets.US_ASCII);
	}

}
