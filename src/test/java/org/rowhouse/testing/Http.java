package org.rowhouse.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Real HTTP to a port of this machine, with whatever Host header a test wants.
 */
public final class Http {

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final int port;

	private final String host;

	private final List<String> headers;

	private Http(int port, String host, List<String> headers) {
		this.port = port;
		this.host = host;
		this.headers = headers;
	}

	public static Http to(int port, String host) {
		return new Http(port, host, List.of());
	}

	public Http as(String username, String password) {
		String credentials = username + ":" + password;
		return with("Authorization",
				"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
	}

	public Http with(String name, String value) {
		List<String> more = new ArrayList<>(this.headers);
		more.addAll(List.of(name, value));
		return new Http(this.port, this.host, more);
	}

	/** The value of a header that is sent with each request. */
	public String header(String name) {
		return this.headers.get(this.headers.indexOf(name) + 1);
	}

	public HttpResponse<String> get(String path) {
		return send("GET", path, null);
	}

	public HttpResponse<String> send(String method, String path, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.header("Host", this.host);
		for (int i = 0; i < this.headers.size(); i += 2) {
			request.header(this.headers.get(i), this.headers.get(i + 1));
		}
		try {
			return CLIENT.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Sends bytes and gets bytes. */
	public HttpResponse<byte[]> bytes(String method, String path, byte[] body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60))
			.method(method, BodyPublishers.ofByteArray(body))
			.header("Host", this.host);
		for (int i = 0; i < this.headers.size(); i += 2) {
			request.header(this.headers.get(i), this.headers.get(i + 1));
		}
		try {
			return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public HttpResponse<String> json(String method, String path, String body) {
		return with("Content-Type", "application/json").send(method, path, body);
	}

	public HttpResponse<String> form(String path, String body) {
		return with("Content-Type", "application/x-www-form-urlencoded").send("POST", path, body);
	}

	/** A port on which nobody listens now. */
	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/** Sends bytes as they are and returns everything that comes back until the end. */
	public static String raw(int port, String request) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			socket.getOutputStream().flush();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends the head of a request, then its body again and again, a second apart, until
	 * an answer comes or the tries are used up.
	 * @return what came back, or {@code null} if nothing did
	 */
	public static String rawSlowly(int port, String head, String body, int tries) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(1000);
			socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
			for (int i = 0; i < tries; i++) {
				try {
					socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
					int first = socket.getInputStream().read();
					return (first < 0) ? ""
							: new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				}
				catch (SocketTimeoutException ex) {
					// No answer yet: go on.
				}
			}
			return null;
		}
		catch (IOException ex) {
			return "";
		}
	}

}
