package org.rowhouse.site.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;

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
	 * say.
	 */
	private static final HttpCompliance HOSTS_ARE_OURS = HttpCompliance.RFC9110.with("rowhouse",
			HttpCompliance.Violation.MISMATCHED_AUTHORITY, HttpCompliance.Violation.UNSAFE_HOST_HEADER);

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

	private static void makePlain(Server server) {
		// What is so malformed that it reaches no filter gets one line, without a
		// version.
		server.setErrorHandler((request, response, callback) -> {
			response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
			response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
			byte[] line = (response.getStatus() + " The request is malformed.\n").getBytes(StandardCharsets.UTF_8);
			response.write(true, ByteBuffer.wrap(line), callback);
			return true;
		});
		server.setHandler(new MinimumDataRateHandler(server.getHandler(), MIN_BYTES_PER_SECOND, 0));
		for (var connector : server.getConnectors()) {
			for (var factory : connector.getConnectionFactories()) {
				if (factory instanceof HttpConnectionFactory http) {
					HttpConfiguration configuration = http.getHttpConfiguration();
					configuration.setSendServerVersion(false);
					configuration.setSendXPoweredBy(false);
					configuration.setHttpCompliance(HOSTS_ARE_OURS);
				}
			}
		}
	}

}
