package org.rowhouse.site.web.connector;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.RowhouseProperties;
import org.rowhouse.site.web.ConnectorControl;
import org.rowhouse.site.web.TrustedProxies;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sets the connector up, and does what only it can do for other rooms.
 */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

	/**
	 * What a host is, and that the target goes before the header, is for SiteFilter to
	 * say. Lines that end in a bare LF are read in different ways by different programs.
	 */
	private static final HttpCompliance HOSTS_ARE_OURS = HttpCompliance.RFC9110
		.with("rowhouse", HttpCompliance.Violation.MISMATCHED_AUTHORITY, HttpCompliance.Violation.UNSAFE_HOST_HEADER)
		.without("rowhouse", HttpCompliance.Violation.LF_HEADER_TERMINATION);

	/**
	 * Connections that the system may take before they are looked at. Of those beyond it
	 * the first request waits for a second, until it is sent again. Linux takes less if
	 * {@code net.core.somaxconn} is less.
	 */
	private static final int BACKLOG = 4096;

	private final ConnectionsProperties settings;

	private final TrustedProxies proxies;

	private final TrustedProxies unlimited;

	private final Hostname adminHost;

	ConnectorConfiguration(ConnectionsProperties settings, RowhouseProperties properties) {
		this.settings = settings;
		this.adminHost = properties.admin().hostname();
		this.proxies = TrustedProxies.of("rowhouse.trusted-proxies", properties.trustedProxies());
		this.unlimited = TrustedProxies.of("rowhouse.connections.unlimited-addresses",
				Objects.requireNonNull(settings.unlimitedAddresses()));
	}

	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> guardedConnector() {
		return (factory) -> {
			factory.addServerCustomizers(this::guard);
			if (factory.getShutdown() == Shutdown.GRACEFUL) {
				// Boot takes the first of its kind that it finds, so one is enough.
				factory.setShutdown(Shutdown.IMMEDIATE);
				factory.addServerCustomizers((server) -> server.setHandler(new RequestCount(server.getHandler())));
			}
		};
	}

	@Bean
	ConnectorControl connectorControl() {
		return new JettyControl(this.settings.maxSiteBody().toBytes());
	}

	private void guard(Server server) {
		server.setErrorHandler(new PlainRefusal());
		Handler handler = server.getHandler();
		Handler coded = (this.settings.compress()) ? new Compression(handler) : handler;
		server
			.setHandler(new TransferGuard(new BodyBuffer(coded, this.settings.maxSiteBody().toBytes(), this.adminHost),
					this.settings.transferGrace(), this.settings.minBytesPerSecond()));
		server.addBean(new NetworkConnectionLimit(this.settings.limit(), server));
		if (server.getThreadPool() instanceof VirtualThreadPool virtual) {
			// Boot takes the number of platform threads, all of which slow readers can
			// hold.
			virtual.setMaxConcurrentTasks(this.settings.limit());
		}
		for (Connector connector : server.getConnectors()) {
			if (connector instanceof ServerConnector listening) {
				listening.setAcceptQueueSize(BACKLOG);
			}
			if (connector instanceof AbstractConnector changeable) {
				changeable.addBean(new ConnectionsPerAddress(this.settings.maxPerAddress(),
						(address) -> this.unlimited.contain(address) || this.proxies.contain(address)));
				changeable.addBean(new HeadDeadline(changeable, this.settings.headTimeout()));
				changeable.addEventListener(new PatienceWithProxies());
			}
			for (ConnectionFactory factory : List.copyOf(connector.getConnectionFactories())) {
				if (factory instanceof HttpConfiguration.ConnectionFactory http) {
					configure(http.getHttpConfiguration());
				}
				if (factory instanceof HTTP2CServerConnectionFactory http2
						&& connector instanceof AbstractConnector changeable) {
					changeable.addConnectionFactory(new PriorKnowledge(http2.getHttpConfiguration()));
				}
			}
		}
	}

	/**
	 * HTTP/1 and HTTP/2 share the configuration, so it may come twice. Jetty would
	 * remember the headers of a connection for the next request: in 90 kB for each
	 * connection that is kept open, and by default it takes {@code Cookie: a=B} for an
	 * earlier {@code Cookie: a=b} of somebody else behind the same proxy.
	 */
	private void configure(HttpConfiguration configuration) {
		configuration.setHeaderCacheSize(0);
		configuration.setSendServerVersion(false);
		configuration.setSendXPoweredBy(false);
		configuration.setHttpCompliance(HOSTS_ARE_OURS);
		configuration.setServerAuthority(new HostPort(ConnectorControl.NO_HOST, 0));
		if (configuration.getCustomizer(RequestTarget.class) == null) {
			configuration.getCustomizers()
				.replaceAll((one) -> (one instanceof SecureRequestCustomizer)
						? new CertificateCheck(this.proxies::contain) : one);
			configuration
				.addCustomizer(new RequestTarget(this.settings.maxUrl().toBytes(), this.settings.maxHeaders()));
		}
	}

	/** Lets the connections of trusted proxies be idle for longer. */
	private final class PatienceWithProxies implements Connection.Listener {

		@Override
		public void onOpened(Connection connection) {
			EndPoint endPoint = connection.getEndPoint();
			if (endPoint.getRemoteSocketAddress() instanceof InetSocketAddress remote
					&& ConnectorConfiguration.this.proxies.contain(remote.getAddress())) {
				endPoint.setIdleTimeout(ConnectorConfiguration.this.settings.proxyIdleTimeout().toMillis());
			}
		}

	}

	/**
	 * HTTP/2 without TLS for who knows that it is spoken here. The upgrade of HTTP/1.1 is
	 * ignored: RFC 9113 has it no more, and a proxy that passes it on would no longer see
	 * what is asked for.
	 */
	private static final class PriorKnowledge extends HTTP2CServerConnectionFactory {

		PriorKnowledge(HttpConfiguration configuration) {
			super(configuration);
		}

		@Override
		public @Nullable Connection upgradeConnection(Connector connector, EndPoint endPoint, MetaData.Request request,
				HttpFields.Mutable response101) {
			return (HttpMethod.PRI.is(request.getMethod()))
					? super.upgradeConnection(connector, endPoint, request, response101) : null;
		}

	}

}
