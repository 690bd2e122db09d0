package org.rowhouse.cache;

import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.servlet.Filter;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/**
 * What the connector can do at all: a server whose first filter answers everything with
 * the same bytes. Arguments: the port, the file with the bytes, and whether threads are
 * virtual.
 */
final class BareConnector {

	private BareConnector() {
	}

	public static void main(String[] args) throws Exception {
		byte[] bytes = Files.readAllBytes(Path.of(args[1]));
		Filter constant = (request, response, chain) -> {
			response.setContentType("text/html;charset=UTF-8");
			response.setContentLength(bytes.length);
			response.getOutputStream().write(bytes);
		};
		JettyServletWebServerFactory factory = new JettyServletWebServerFactory(Integer.parseInt(args[0]));
		if (args[2].equals("virtual")) {
			factory.setThreadPool(new VirtualThreadPool());
		}
		WebServer server = factory
			.getWebServer((context) -> context.addFilter("constant", constant).addMappingForUrlPatterns(null, false, "/*"));
		server.start();
		Thread.currentThread().join();
	}

}
