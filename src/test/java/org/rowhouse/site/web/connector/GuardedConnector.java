package org.rowhouse.site.web.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.rowhouse.site.RowhouseProperties;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.WebServer;

/**
 * The connector as Rowhouse sets it up, on a free port and with settings of its own, in
 * front of a servlet that does what a test asks for.
 */
final class GuardedConnector implements AutoCloseable {

	/** Short enough for tests, long enough for a busy machine. */
	static final long IDLE_MILLIS = 3000;

	private final WebServer server;

	private final Plain plain = new Plain();

	GuardedConnector(Map<String, String> settings) {
		this(settings, (factory) -> {
		});
	}

	GuardedConnector(Map<String, String> settings, Consumer<JettyServletWebServerFactory> more) {
		Map<String, String> all = new HashMap<>(Map.of("rowhouse.connections.unlimited-addresses", ""));
		all.putAll(settings);
		Binder binder = new Binder(new MapConfigurationPropertySource(all));
		ConnectorConfiguration configuration = new ConnectorConfiguration(
				binder.bindOrCreate("rowhouse.connections", ConnectionsProperties.class),
				binder.bindOrCreate("rowhouse", RowhouseProperties.class));
		JettyServletWebServerFactory factory = new JettyServletWebServerFactory(0);
		Http2 http2 = new Http2();
		http2.setEnabled(true);
		factory.setHttp2(http2);
		factory.addServerCustomizers((jetty) -> {
			for (Connector connector : jetty.getConnectors()) {
				((AbstractConnector) connector).setIdleTimeout(IDLE_MILLIS);
				connector.getConnectionFactories()
					.stream()
					.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
					.map(HttpConfiguration.ConnectionFactory.class::cast)
					.forEach((http) -> http.getHttpConfiguration().setRequestHeaderSize(16 * 1024));
			}
		});
		more.accept(factory);
		configuration.guardedConnector().customize(factory);
		this.server = factory.getWebServer((context) -> {
			ServletRegistration.Dynamic registration = context.addServlet("plain", this.plain);
			registration.addMapping("/*");
			registration.setAsyncSupported(true);
		});
		this.server.start();
	}

	int port() {
		return this.server.getPort();
	}

	/** What happened when the next answer was written, or a body was read. */
	CompletableFuture<Throwable> nextFailure() {
		this.plain.failure = new CompletableFuture<>();
		return this.plain.failure;
	}

	/** How many requests with a body have got through to the servlet. */
	int posts() {
		return this.plain.posts.get();
	}

	/** Takes no more requests, and tells when those that there were are answered. */
	CompletableFuture<GracefulShutdownResult> stopGracefully() {
		CompletableFuture<GracefulShutdownResult> result = new CompletableFuture<>();
		this.server.shutDownGracefully(result::complete);
		return result;
	}

	@Override
	public void close() {
		this.server.stop();
		this.server.destroy();
	}

	/**
	 * {@code POST} tells how long a body was; {@code /text?bytes=} is text with an entity
	 * tag, {@code /pieces} is flushed in the middle, {@code /scheme} tells the scheme.
	 */
	private static final class Plain extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final AtomicInteger posts = new AtomicInteger();

		private transient volatile CompletableFuture<Throwable> failure = new CompletableFuture<>();

		@Override
		protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
			this.posts.incrementAndGet();
			try {
				response.getWriter().print(request.getInputStream().readAllBytes().length);
			}
			catch (IOException | RuntimeException ex) {
				this.failure.complete(ex);
				throw ex;
			}
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			try {
				answer(request, response);
			}
			catch (IOException | RuntimeException ex) {
				this.failure.complete(ex);
				throw ex;
			}
		}

		private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
			String type = request.getParameter("type");
			response.setContentType((type != null) ? type : "text/plain;charset=utf-8");
			switch (request.getRequestURI()) {
				case "/text" -> text(request, response);
				case "/coded" -> {
					response.setHeader("Content-Encoding", "br");
					response.getOutputStream().write(new byte[5000]);
				}
				case "/pieces" -> {
					response.getOutputStream().write("first ".repeat(500).getBytes(StandardCharsets.US_ASCII));
					response.flushBuffer();
					// The client ends its body when it has read the first piece.
					request.getInputStream().readAllBytes();
					response.getOutputStream().write("second ".repeat(500).getBytes(StandardCharsets.US_ASCII));
				}
				default -> response.getWriter().print(request.getScheme() + " " + request.getProtocol());
			}
		}

		private static void text(HttpServletRequest request, HttpServletResponse response) throws IOException {
			String tag = request.getParameter("tag");
			if (tag != null) {
				response.setHeader("ETag", tag);
				if (tag.equals(request.getHeader("If-None-Match"))) {
					response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
					return;
				}
			}
			String ifMatch = request.getHeader("If-Match");
			if (ifMatch != null && !ifMatch.equals(tag)) {
				response.setStatus(HttpServletResponse.SC_PRECONDITION_FAILED);
				return;
			}
			int bytes = Integer.parseInt(request.getParameter("bytes"));
			if (request.getParameter("length") != null) {
				response.setContentLength(bytes);
			}
			response.getOutputStream().write("0123456789".repeat(bytes / 10).getBytes(StandardCharsets.US_ASCII));
		}

	}

}
