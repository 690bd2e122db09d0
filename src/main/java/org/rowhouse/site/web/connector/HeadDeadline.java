package org.rowhouse.site.web.connector;

import java.nio.channels.WritePendingException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections that send something, but no whole head of a request in time: those
 * that trickle a head or a handshake of TLS, that send nothing but empty lines, or, over
 * HTTP/2, nothing but frames that ask for nothing. To the idle timeout of the connector
 * each byte is a sign of life.
 * <p>
 * All connections are looked at now and then, so that a request costs nothing. A deadline
 * is kept to within that interval, which is a tenth of it and at most a second.
 */
final class HeadDeadline extends AbstractLifeCycle {

	private static final Logger logger = LoggerFactory.getLogger(HeadDeadline.class);

	private static final long LONGEST_INTERVAL = Duration.ofSeconds(1).toNanos();

	private static final int LOOKS = 10;

	private static final String NO_SESSION = "NONE";

	private static final String TOO_SLOW = "HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain;charset=utf-8\r\n"
			+ "Content-Length: 37\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
			+ "408 The head of the request is late.\n";

	private final AbstractConnector connector;

	private final long limit;

	private final long interval;

	/** Used by one look at a time. */
	private Map<EndPoint, Waiting> waiting = new HashMap<>();

	private volatile Scheduler.@Nullable Task next;

	HeadDeadline(AbstractConnector connector, Duration limit) {
		this.connector = connector;
		this.limit = limit.toNanos();
		this.interval = Math.min(LONGEST_INTERVAL, this.limit / LOOKS);
	}

	@Override
	protected void doStart() {
		scheduleNext();
	}

	@Override
	protected void doStop() {
		Scheduler.Task last = this.next;
		if (last != null) {
			last.cancel();
		}
	}

	private void scheduleNext() {
		this.next = this.connector.getScheduler().schedule(this::look, this.interval, TimeUnit.NANOSECONDS);
	}

	private void look() {
		try {
			long now = System.nanoTime();
			Map<EndPoint, Waiting> still = new HashMap<>();
			for (EndPoint endPoint : this.connector.getConnectedEndPoints()) {
				Waiting one = look(endPoint, now);
				if (one != null) {
					still.put(endPoint, one);
				}
			}
			this.waiting = still;
		}
		catch (RuntimeException ex) {
			logger.warn("Connections that are slow could not be looked for", ex);
		}
		finally {
			if (isRunning() || isStarting()) {
				scheduleNext();
			}
		}
	}

	private @Nullable Waiting look(EndPoint endPoint, long now) {
		Connection outer = endPoint.getConnection();
		Connection connection = (outer instanceof SslConnection tls) ? tls.getSslEndPoint().getConnection() : outer;
		if (connection == null || !isWaiting(connection)) {
			return null;
		}
		boolean begun = isHandshaking(outer) || isInHead(connection);
		Waiting before = this.waiting.get(endPoint);
		Waiting after = Waiting.after(before, connection.getMessagesIn(), outer.getBytesIn(), begun, now);
		if (after.begun() && now - after.since() > this.limit) {
			boolean told = now - after.since() > 2 * this.limit;
			end(outer, connection, told);
		}
		return after;
	}

	/** Whether a head is to come next, as far as this class knows that connection. */
	private static boolean isWaiting(Connection connection) {
		if (connection instanceof HttpConnection http) {
			return http.getParser().isStart() || isInHead(http);
		}
		if (connection instanceof HTTP2Connection http2) {
			return http2.getSession().getStreams().isEmpty();
		}
		return connection instanceof NegotiatingServerConnection;
	}

	private static boolean isInHead(Connection connection) {
		return connection instanceof HttpConnection http && !http.getParser().isStart()
				&& http.getParser().getState().compareTo(HttpParser.State.HEADER) <= 0;
	}

	private static boolean isHandshaking(Connection connection) {
		return connection instanceof SslConnection tls && tls.getBytesIn() > 0
				&& tls.getSSLEngine().getSession().getProtocol().equals(NO_SESSION);
	}

	private void end(Connection outer, Connection connection, boolean told) {
		EndPoint endPoint = connection.getEndPoint();
		TimeoutException cause = new TimeoutException("the head of a request is late");
		if (connection instanceof HTTP2Connection && !told) {
			connection.close();
		}
		else if (isInHead(connection) && !isHandshaking(outer)) {
			try {
				Callback close = Callback.from(() -> endPoint.close(cause), (failure) -> endPoint.close(failure));
				endPoint.write(close, BufferUtil.toBuffer(TOO_SLOW));
			}
			catch (WritePendingException ex) {
				// The last byte of the head has just come, and is being answered.
				logger.debug("The head came after all", ex);
			}
		}
		else {
			endPoint.close(cause);
		}
	}

	/**
	 * What is known of a connection from which the head of a request is to come.
	 *
	 * @param messages how many requests it has sent
	 * @param bytes how many bytes it had sent when it was first seen waiting
	 * @param begun whether it has sent anything since
	 * @param since since when it has been
	 */
	private record Waiting(long messages, long bytes, boolean begun, long since) {

		static Waiting after(@Nullable Waiting before, long messages, long bytes, boolean begun, long now) {
			if (before == null || before.messages != messages) {
				return new Waiting(messages, bytes, begun, now);
			}
			return (!before.begun && (begun || before.bytes != bytes)) ? new Waiting(messages, bytes, true, now)
					: before;
		}

	}

}
