package org.rowhouse.cache;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.Filter;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/**
 * What the connector can do at all: a server whose first filter answers everything with
 * the same bytes, or each site with a copy of its own, which does not stay next to the
 * processor. Arguments: the port, the file with the bytes, whether threads are virtual,
 * and the number of sites; 0 for one array.
 */
final class BareConnector {

	private BareConnector() {
	}

	public static void main(String[] args) throws Exception {
		byte[] bytes = Files.readAllBytes(Path.of(args[1]));
		Map<String, byte[]> copies = new HashMap<>();
		for (int i = 1; i <= Integer.parseInt(args[3]); i++) {
			copies.put("s" + i + ".localhost", bytes.clone());
		}
		Filter constant = (request, response, chain) -> {
			byte[] body = (copies.isEmpty()) ? bytes : copies.get(request.getServerName());
			response.setContentType("text/html;charset=UTF-8");
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
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
