package org.rowhouse.site.web.connector;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection before anything is read from it if its client has too many. Clients
 * are told apart by their IPv4 address, or by the first 64 bits of an IPv6 address: who
 * has one of these networks has all of its addresses.
 */
final class ConnectionsPerAddress implements SelectorManager.AcceptListener {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionsPerAddress.class);

	private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

	private static final int NETWORK_BYTES = 8;

	private final int max;

	private final Predicate<InetAddress> unlimited;

	/** Of a closed channel nobody can tell any more whose it was. */
	private final Map<SelectableChannel, InetAddress> clients = new ConcurrentHashMap<>();

	private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

	private final AtomicLong lastReport = new AtomicLong(System.nanoTime() - QUIET_NANOS);

	ConnectionsPerAddress(int max, Predicate<InetAddress> unlimited) {
		this.max = max;
		this.unlimited = unlimited;
	}

	@Override
	public void onAccepting(SelectableChannel channel) {
		InetAddress address = address(channel);
		if (address == null || this.unlimited.test(address)) {
			return;
		}
		InetAddress client = client(address);
		this.clients.put(channel, client);
		if (this.open.merge(client, 1, Integer::sum) > this.max) {
			IO.close(channel);
			report(client);
		}
	}

	@Override
	public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
		forget(channel);
	}

	@Override
	public void onClosed(SelectableChannel channel) {
		forget(channel);
	}

	private void forget(SelectableChannel channel) {
		InetAddress client = this.clients.remove(channel);
		if (client != null) {
			this.open.computeIfPresent(client, (key, count) -> (count > 1) ? count - 1 : null);
		}
	}

	private static @Nullable InetAddress address(SelectableChannel channel) {
		try {
			return (channel instanceof SocketChannel socket
					&& socket.getRemoteAddress() instanceof InetSocketAddress remote) ? remote.getAddress() : null;
		}
		catch (IOException ex) {
			// It is gone already, and fails to be accepted.
			return null;
		}
	}

	private static InetAddress client(InetAddress address) {
		if (!(address instanceof Inet6Address)) {
			return address;
		}
		byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
		try {
			return InetAddress.getByAddress(network);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** One line a minute: it may be an attack, which must not fill the disk. */
	private void report(InetAddress client) {
		long now = System.nanoTime();
		long last = this.lastReport.get();
		if (now - last >= QUIET_NANOS && this.lastReport.compareAndSet(last, now)) {
			logger.warn("{} has more than {} connections; more are closed. If it is a reverse proxy of yours, name it "
					+ "in rowhouse.trusted-proxies. Otherwise rowhouse.connections.max-per-address is the limit.",
					client.getHostAddress(), this.max);
		}
	}

}
