package org.rowhouse.site.web.connector;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many connections there may be, how long they may take, and what they may send.
 *
 * @param max how many connections are open at once; more wait until one is closed. By
 * default one for each 64 KB of heap, at most 10,000.
 * @param maxPerAddress how many of them may come from one address: an IPv4 address or an
 * IPv6 network of 64 bits, as one customer has it. More are closed at once. Trusted
 * proxies and {@code unlimitedAddresses} may have any number.
 * @param unlimitedAddresses the addresses and networks that {@code maxPerAddress} does
 * not hold for; by default those of this machine
 * @param headTimeout how long the head of a request, or the handshake of TLS, may take
 * from its first byte to its last. Beyond it the connection is closed, with 408 where
 * something can still be said.
 * @param proxyIdleTimeout how long the connection of a trusted proxy may be idle. It must
 * be longer than the proxy keeps connections: who closes first must be the proxy, which
 * would otherwise send a request into a connection that has just been closed.
 * @param minBytesPerSecond how fast a body must come, and an answer be taken
 * @param transferGrace what a body, or a piece of an answer, may take in addition
 * @param maxUrl how long the target of a request may be; beyond it the answer is 414
 * @param maxHeaders how many header fields a request may have; beyond it the answer is
 * 431
 * @param maxSiteBody how large the body of a request to a site may be; beyond it the
 * answer is 413. The admin UI and the REST API have limits of their own.
 * @param compress whether text is compressed with gzip for who takes it
 */
@ConfigurationProperties("rowhouse.connections")
record ConnectionsProperties(@Nullable Integer max, @DefaultValue("100") int maxPerAddress,
		@Nullable List<String> unlimitedAddresses, @DefaultValue("10s") Duration headTimeout,
		@DefaultValue("130s") Duration proxyIdleTimeout, @DefaultValue("500") int minBytesPerSecond,
		@DefaultValue("10s") Duration transferGrace, @DefaultValue("8KB") DataSize maxUrl,
		@DefaultValue("200") int maxHeaders, @DefaultValue("64KB") DataSize maxSiteBody,
		@DefaultValue("true") boolean compress) {

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final int MOST = 10_000;

	/**
	 * One that has sent nearly all of a large head takes 16 kB, and TLS as much again;
	 * the other half is for what they ask for.
	 */
	private static final long HEAP_FOR_ONE = DataSize.ofKilobytes(64).toBytes();

	ConnectionsProperties {
		unlimitedAddresses = (unlimitedAddresses != null) ? unlimitedAddresses : List.of("127.0.0.0/8", "::1");
		require(max == null || max > 0, "max", Objects.requireNonNullElse(max, 0), "Write a number from 1 on.");
		require(maxPerAddress > 0, "max-per-address", maxPerAddress, "Write a number from 1 on.");
		requireTime("head-timeout", headTimeout);
		requireTime("proxy-idle-timeout", proxyIdleTimeout);
		require(minBytesPerSecond > 0, "min-bytes-per-second", minBytesPerSecond, "Write a number from 1 on.");
		requireTime("transfer-grace", transferGrace);
		require(maxUrl.toBytes() > 0, "max-url", maxUrl, "Write a size such as 8KB.");
		require(maxSiteBody.toBytes() > 0, "max-site-body", maxSiteBody, "Write a size such as 64KB.");
		require(maxHeaders > 0, "max-headers", maxHeaders, "Write a number from 1 on.");
	}

	/**
	 * Returns how many connections there may be at once.
	 * @return the number that is set, or what the heap has room for
	 */
	int limit() {
		return (this.max != null) ? this.max : limit(Runtime.getRuntime().maxMemory());
	}

	static int limit(long heap) {
		return (int) Math.min(MOST, Math.max(1, heap / HEAP_FOR_ONE));
	}

	private static void requireTime(String key, Duration value) {
		require(value.toMillis() > 0 && value.compareTo(LONGEST) <= 0, key, value.toMillis() + "ms",
				"Write a time such as 10s, of at most " + LONGEST.toHours() + "h.");
	}

	private static void require(boolean condition, String key, Object value, String action) {
		if (!condition) {
			throw new InvalidSettingException("rowhouse.connections." + key + " is '" + value + "'.", action);
		}
	}

}
