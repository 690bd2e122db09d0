package org.rowhouse.site.web;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.InvalidPathException;
import org.rowhouse.site.RowhouseProperties.ForwardedHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of everything else and lets nobody behind it see who passed a request
 * on: what a trusted proxy says becomes the request's own client, scheme, host, port and
 * path, and what anybody else says is dropped. A request without such headers goes
 * through as it is.
 */
class TrustedProxyFilter implements Filter {

	private static final Logger logger = LoggerFactory.getLogger(TrustedProxyFilter.class);

	private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

	private final TrustedProxies proxies;

	private final OriginReader reader;

	private final PlatformPages pages;

	private final ConnectorControl connector;

	private final AtomicLong lastReport = new AtomicLong(System.nanoTime() - QUIET_NANOS);

	TrustedProxyFilter(TrustedProxies proxies, ForwardedHeaders headers, PlatformPages pages,
			ConnectorControl connector) {
		this.connector = connector;
		this.proxies = proxies;
		this.reader = new OriginReader(proxies, headers);
		this.pages = pages;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		HttpServletResponse response = (HttpServletResponse) servletResponse;
		HttpServletRequest original;
		try {
			original = original(request);
		}
		catch (MalformedForwardedException | InvalidPathException ex) {
			report(request, ex);
			this.pages.send(request, response, HttpServletResponse.SC_BAD_REQUEST);
			return;
		}
		// The connector would look at the connection, which is plain behind a proxy.
		boolean endedTls = original.isSecure() && !request.isSecure();
		chain.doFilter((endedTls) ? new SecureSessionRequest(original, response) : original, response);
	}

	/**
	 * Returns a request as the client sent it.
	 * @param request the request as it arrived
	 * @return the same if nobody says that it was passed on
	 * @throws MalformedForwardedException if a trusted proxy cannot be understood
	 * @throws InvalidPathException if the path does not fit behind the prefix
	 */
	HttpServletRequest original(HttpServletRequest request) {
		if (!this.connector.hasHeader(request, ForwardedLists::isForwarded)) {
			return request;
		}
		InetAddress peer = IpLiteral.ofPeer(request.getRemoteAddr());
		if (peer == null || !this.proxies.contain(peer)) {
			return new UnforwardedRequest(request);
		}
		Origin origin = this.reader.read(request, peer);
		// The path of an error dispatch is the application's own.
		boolean own = request.getDispatcherType() == DispatcherType.ERROR;
		return new ForwardedRequest(request, (own) ? origin.withoutPrefix() : origin);
	}

	/** A proxy that is set up wrongly does this to every request: one line a minute. */
	private void report(HttpServletRequest request, RuntimeException ex) {
		long now = System.nanoTime();
		long last = this.lastReport.get();
		if (now - last >= QUIET_NANOS && this.lastReport.compareAndSet(last, now)) {
			logger.warn("A request from the trusted proxy {} was answered with 400: {}", request.getRemoteAddr(),
					ex.getMessage());
		}
	}

}
