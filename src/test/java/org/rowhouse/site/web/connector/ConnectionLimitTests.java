package org.rowhouse.site.web.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.site.InvalidSettingException;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConnectionsPerAddress}, and for how many connections there are in all.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionLimitTests {

	private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final Deque<Socket> opened = new ArrayDeque<>();

	@AfterEach
	void closeAll() throws IOException {
		for (Socket socket : this.opened) {
			socket.close();
		}
	}

	@Test
	void anAddressHasSoManyConnectionsAndOthersHaveTheirOwn(CapturedOutput output) throws Exception {
		try (GuardedConnector connector = new GuardedConnector(Map.of("rowhouse.connections.max-per-address", "3"))) {
			for (int i = 0; i < 3; i++) {
				assertThat(isAnswered(open(connector, "127.0.0.2"))).as("connection %d", i).isTrue();
			}
			assertThat(isAnswered(open(connector, "127.0.0.2"))).isFalse();
			assertThat(isAnswered(open(connector, "127.0.0.2"))).isFalse();
			assertThat(isAnswered(open(connector, "127.0.0.3"))).isTrue();
			assertThat(output.toString()).containsOnlyOnce("127.0.0.2 has more than 3 connections")
				.contains("rowhouse.trusted-proxies");
			this.opened.getFirst().close();
			assertThat(isAnsweredSoon(connector, "127.0.0.2")).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "rowhouse.trusted-proxies, 127.0.0.2", "rowhouse.connections.unlimited-addresses, 127.0.0.0/8" })
	void trustedProxiesAndThoseWhoAreNamedHaveAnyNumber(String setting, String value) throws Exception {
		try (GuardedConnector connector = new GuardedConnector(
				Map.of("rowhouse.connections.max-per-address", "3", setting, value))) {
			for (int i = 0; i < 10; i++) {
				assertThat(isAnswered(open(connector, "127.0.0.2"))).as("connection %d", i).isTrue();
			}
		}
	}

	@Test
	void beyondTheLimitOfAllConnectionsMoreWaitUntilOneIsClosed() throws Exception {
		try (GuardedConnector connector = new GuardedConnector(Map.of("rowhouse.connections.max", "3"))) {
			for (int i = 0; i < 3; i++) {
				assertThat(isAnswered(open(connector, "127.0.0." + (2 + i)))).as("connection %d", i).isTrue();
			}
			// The next one may be closed, while the connector is about to stop accepting.
			open(connector, "127.0.0.9");
			this.opened.getFirst().close();
			assertThat(isAnsweredSoon(connector, "127.0.0.10")).isTrue();
		}
	}

	@Test
	void connectionsOfTrustedProxiesMayBeIdleForLonger() throws Exception {
		try (GuardedConnector connector = new GuardedConnector(
				Map.of("rowhouse.trusted-proxies", "127.0.0.2", "rowhouse.connections.proxy-idle-timeout", "1m"))) {
			Socket proxy = open(connector, "127.0.0.2");
			Socket other = open(connector, "127.0.0.3");
			assertThat(isAnswered(proxy)).isTrue();
			assertThat(isAnswered(other)).isTrue();
			assertThat(other.getInputStream().read()).as("closed when it was idle").isNegative();
			assertThat(isAnswered(proxy)).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "max, 0", "max-per-address, -1", "head-timeout, 0s", "head-timeout, 2h", "proxy-idle-timeout, -1s",
			"min-bytes-per-second, 0", "transfer-grace, 0s", "max-url, 0", "max-headers, 0", "max-site-body, 0" })
	void aSettingThatMakesNoSenseIsNamed(String key, String value) {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> new GuardedConnector(Map.of("rowhouse.connections." + key, value)))
			.withRootCauseInstanceOf(InvalidSettingException.class)
			.havingRootCause()
			.withMessageContaining("rowhouse.connections." + key);
	}

	@Test
	void anAddressThatIsNoneIsNamedWithItsSetting() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new GuardedConnector(Map.of("rowhouse.connections.unlimited-addresses", "my.proxy")))
			.withMessageContaining("rowhouse.connections.unlimited-addresses has the entry 'my.proxy'");
	}

	private Socket open(GuardedConnector connector, String from) throws IOException {
		Socket socket = new Socket();
		this.opened.addLast(socket);
		socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
		socket.setSoTimeout(10_000);
		socket.connect(new InetSocketAddress("127.0.0.1", connector.port()));
		return socket;
	}

	private static boolean isAnswered(Socket socket) throws IOException {
		try {
			socket.getOutputStream().write(REQUEST);
			String head = "";
			while (!head.endsWith("\r\n\r\n")) {
				int next = socket.getInputStream().read();
				if (next < 0) {
					return false;
				}
				head += (char) next;
			}
			int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
			return socket.getInputStream().readNBytes(length).length == length;
		}
		catch (SocketException ex) {
			return false;
		}
	}

	/** That another one has been closed is noticed a moment later. */
	private boolean isAnsweredSoon(GuardedConnector connector, String from) throws IOException {
		for (int i = 0; i < 1000; i++) {
			if (isAnswered(open(connector, from))) {
				return true;
			}
		}
		return false;
	}

}
