package org.rowhouse.site.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.AuthorityCustomizer;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidHostnameException;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.WebUtils;

/**
 * The only class that knows which connector there is.
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

	/** Who sends slower holds a thread for nothing. */
	private static final int MIN_BYTES_PER_SECOND = 500;

	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> plainConnector() {
		return (factory) -> factory.addServerCustomizers(ConnectorConfiguration::makePlain);
	}

	@Bean
	UnknownHostAnswer.ConnectionCloser connectionCloser() {
		return (request) -> {
			ServletApiRequest jetty = WebUtils.getNativeRequest(request, ServletApiRequest.class);
			if (jetty != null) {
				jetty.getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
			}
		};
	}

	/** What is still in the buffer of the response counts. */
	@Bean
	CompletedRequests.SentBytes sentBytes() {
		return (response) -> ServletContextResponse.getServletContextResponse(response).getHttpOutput().getWritten();
	}

	private static void makePlain(Server server) {
		// What is so malformed that it reaches no filter gets one line, without a
		// version.
		server.setErrorHandler((request, response, callback) -> {
			response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
			response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
			if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()) {
				// Nobody knows where it ends.
				response.getHeaders().put(HttpHeader.CONNECTION, "close");
			}
			byte[] line = (response.getStatus() + " The request is malformed.\n").getBytes(StandardCharsets.UTF_8);
			response.write(true, ByteBuffer.wrap(line), callback);
			return true;
		});
		server.setHandler(new MinimumDataRateHandler(server.getHandler(), MIN_BYTES_PER_SECOND, 0));
		for (Connector connector : server.getConnectors()) {
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

	/** HTTP/1 and HTTP/2 share the configuration, so it may come twice. */
	private static void configure(HttpConfiguration configuration) {
		configuration.setSendServerVersion(false);
		configuration.setSendXPoweredBy(false);
		configuration.setHttpCompliance(HOSTS_ARE_OURS);
		configuration.setServerAuthority(new HostPort(SiteFilter.NO_HOST, 0));
		if (configuration.getCustomizer(RequestTarget.class) == null) {
			configuration.addCustomizer(new RequestTarget());
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

	/**
	 * Refuses what the servlet API does not show, before anybody reads the request.
	 */
	private static final class RequestTarget implements HttpConfiguration.Customizer {

		private static final int MAX_PORT = 65535;

		@Override
		public Request customize(Request request, HttpFields.Mutable responseHeaders) {
			HttpURI target = request.getHttpURI();
			String host = request.getHeaders().get(HttpHeader.HOST);
			boolean named = target.getHost() != null && !target.getHost().isEmpty();
			require(!HttpMethod.CONNECT.is(request.getMethod()), "there are no tunnels here");
			require(target.getFragment() == null, "a target has no fragment");
			require(target.getPort() <= MAX_PORT, "a port is at most " + MAX_PORT);
			if (host != null && !host.equals(target.getAuthority())) {
				requireHost(host);
			}
			requireClearLength(request);
			if (request.getConnectionMetaData().getHttpVersion().getVersion() >= HttpVersion.HTTP_2.getVersion()) {
				require(named || host != null, "a request over HTTP/2 names a host");
				Request authorised = (named) ? request : new AuthorityCustomizer().customize(request, responseHeaders);
				return (isOwnScheme(request)) ? authorised : new PlainRequest(authorised);
			}
			require(named, "a target with a scheme names a host");
			if (!isOwnScheme(request)) {
				throw new HttpException.RuntimeException(HttpStatus.MISDIRECTED_REQUEST_421, "another scheme");
			}
			return request;
		}

		/** RFC 9110, section 7.4. */
		private static boolean isOwnScheme(Request request) {
			String scheme = request.getHttpURI().getScheme();
			return scheme == null
					|| scheme.equalsIgnoreCase((request.getConnectionMetaData().isSecure()) ? "https" : "http");
		}

		/** RFC 9112, sections 6.1 and 6.3; RFC 9113, section 8.2.2. */
		private static void requireClearLength(Request request) {
			String coding = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
			require(coding == null || (coding.equalsIgnoreCase("chunked")
					&& request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1), "where does it end?");
		}

		private static void requireHost(String host) {
			try {
				Hostname.fromRequest(host);
			}
			catch (InvalidHostnameException ex) {
				require(false, "a host is malformed");
			}
		}

		private static void require(boolean condition, String reason) {
			if (!condition) {
				throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, reason);
			}
		}

	}

	/**
	 * A request over HTTP/2 without TLS whose {@code :scheme} says something else. Only
	 * trusted proxies tell what scheme a visitor used, in a header of their own.
	 */
	private static final class PlainRequest extends Request.Wrapper {

		private final HttpURI target;

		PlainRequest(Request request) {
			super(request);
			this.target = HttpURI.build(request.getHttpURI()).scheme("http").asImmutable();
		}

		@Override
		public HttpURI getHttpURI() {
			return this.target;
		}

		@Override
		public boolean isSecure() {
			return false;
		}

	}

}
