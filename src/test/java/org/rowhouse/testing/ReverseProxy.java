package org.rowhouse.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

/**
 * A real reverse proxy, run in the foreground for as long as a test needs it.
 */
public final class ReverseProxy implements AutoCloseable {

	/** The proxy and the application are at 127.0.0.1; clients are somebody else. */
	public static final String CLIENT = "127.0.0.2";

	private final Process process;

	private final Path log;

	private ReverseProxy(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/** Starts it and waits until it listens on a port. */
	public static ReverseProxy start(List<String> command, Path folder, int port)
			throws IOException, InterruptedException {
		Path log = folder.resolve("proxy.log");
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		// Where Caddy keeps what it makes.
		builder.environment().put("XDG_DATA_HOME", folder.toString());
		builder.environment().put("XDG_CONFIG_HOME", folder.toString());
		ReverseProxy proxy = new ReverseProxy(builder.start(), log);
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (!listens(port)) {
			boolean ended = proxy.process.waitFor(50, TimeUnit.MILLISECONDS);
			if (ended || System.nanoTime() > deadline) {
				proxy.close();
				throw new IllegalStateException(command + " does not listen: " + proxy.log());
			}
		}
		return proxy;
	}

	private static boolean listens(int port) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Sends bytes as they are from {@link #CLIENT} and returns everything that comes
	 * back.
	 * @param tls what to connect with, or {@code null} for a plain connection
	 */
	public static String raw(SSLContext tls, int port, String request) throws IOException {
		try (Socket socket = (tls != null) ? tls.getSocketFactory().createSocket() : new Socket()) {
			socket.bind(new InetSocketAddress(CLIENT, 0));
			socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			socket.getOutputStream().flush();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	public String log() throws IOException {
		return Files.readString(this.log);
	}

	@Override
	public void close() {
		List<ProcessHandle> workers = this.process.descendants().toList();
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		workers.forEach(ProcessHandle::destroyForcibly);
	}

}
