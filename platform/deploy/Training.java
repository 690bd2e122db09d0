import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What prepare.sh lets Rowhouse do once so that Java knows it: starts, shows pages, signs
 * in and saves, as visitors and editors do, and ends as it was told to. Arguments: the log
 * file, the command. The password of admin is in the environment, for Rowhouse as well.
 */
public class Training {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final String PASSWORD = "TRAINING_PASSWORD";

	private static final String ADMIN_HOST = "localhost";

	/** Of a process that was ended by the signal that ends processes. */
	private static final int TERMINATED = 143;

	private final HttpClient client;

	private final String server;

	private final String password;

	Training(HttpClient client, String server, String password) {
		this.client = client;
		this.server = server;
		this.password = password;
	}

	public static void main(String[] args) throws Exception {
		Path log = Path.of(args[0]);
		int port = freePort();
		List<String> command = new ArrayList<>(List.of(args).subList(1, args.length));
		command.add("--server.port=" + port);
		command.add("--rowhouse.admin.host=" + ADMIN_HOST);
		Process server = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
		try {
			awaitReady(server, log);
			HttpClient client = client();
			new Training(client, address(client, port), System.getenv(PASSWORD)).run();
			server.destroy();
			require(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "Rowhouse did not end after the training.");
			require(server.exitValue() == 0 || server.exitValue() == TERMINATED,
					"Rowhouse ended with " + server.exitValue() + " after the training.");
		}
		catch (IllegalStateException | IOException | GeneralSecurityException ex) {
			System.err.println("prepare.sh: " + ex.getMessage());
			System.exit(1);
		}
	}

	private static void awaitReady(Process server, Path log) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!Files.readString(log).contains("Rowhouse is ready")) {
			require(!server.waitFor(200, TimeUnit.MILLISECONDS), "Rowhouse did not start.");
			require(System.nanoTime() < deadline, "Rowhouse was not ready after " + PATIENCE.toMinutes() + " minutes.");
		}
	}

	private static HttpClient client() throws GeneralSecurityException {
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, new TrustManager[] { new Anybody() }, null);
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.cookieHandler(new CookieManager())
			.sslContext(tls)
			.build();
	}

	/** With TLS where the settings say so, and without it otherwise. */
	private static String address(HttpClient client, int port) throws IOException, InterruptedException {
		String plain = "http://127.0.0.1:" + port;
		HttpRequest request = HttpRequest.newBuilder(URI.create(plain + "/login"))
			.header("Host", ADMIN_HOST)
			.timeout(PATIENCE)
			.build();
		try {
			if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
				return plain;
			}
		}
		catch (IOException ex) {
			// It does not speak HTTP without TLS.
		}
		return "https://127.0.0.1:" + port;
	}

	private void run() throws IOException, InterruptedException {
		api("POST", "/api/sites", "{\"key\":\"training\",\"name\":\"Training\",\"addresses\":[\"training.localhost\"]}", 201);
		String text = "# Bread\\n\\nWe bake **every** [morning](/about).\\n\\n- rye\\n- spelt\\n";
		for (String path : List.of("pages/about", "pages/about/bread", "posts/first", "posts/second")) {
			api("PUT", "/api/sites/training/" + path, item(path, text), 201);
		}
		api("PUT", "/api/sites/training/pages/about", item("About", text), 200);
		for (int i = 0; i < 3; i++) {
			for (String path : List.of("/", "/about", "/posts/first", "/posts", "/sitemap.xml", "/robots.txt")) {
				get("training.localhost", path);
			}
		}
		get("nobody.invalid", "/");
		signIn();
		for (String path : List.of("/", "/sites/training", "/sites/training/pages", "/sites/training/posts",
				"/sites/training/posts/new")) {
			get(ADMIN_HOST, path);
		}
	}

	private static String item(String title, String markdown) {
		return "{\"title\":\"" + title + "\",\"markdown\":\"" + markdown + "\",\"state\":\"published\"}";
	}

	private void signIn() throws IOException, InterruptedException {
		String form = get(ADMIN_HOST, "/login").body();
		Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form);
		require(csrf.find(), "The sign-in page has no form.");
		HttpResponse<String> response = send(request(ADMIN_HOST, "/login")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("username=admin&password=" + encode(this.password) + "&_csrf="
					+ encode(csrf.group(1)))));
		require(response.statusCode() == 302 && !response.headers().firstValue("Location").orElse("").contains("error"),
				"Signing in was answered with " + response.statusCode() + " "
						+ response.headers().firstValue("Location").orElse(""));
	}

	private HttpResponse<String> get(String host, String path) throws IOException, InterruptedException {
		HttpResponse<String> response = send(request(host, path));
		require(response.statusCode() < 500, host + path + " was answered with " + response.statusCode());
		return response;
	}

	private void api(String method, String path, String json, int status) throws IOException, InterruptedException {
		String credentials = Base64.getEncoder()
			.encodeToString(("admin:" + this.password).getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> response = send(request(ADMIN_HOST, path).header("Authorization", "Basic " + credentials)
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(json)));
		require(response.statusCode() == status,
				method + " " + path + " was answered with " + response.statusCode() + ": " + response.body());
	}

	private HttpRequest.Builder request(String host, String path) {
		return HttpRequest.newBuilder(URI.create(this.server + path))
			.header("Host", host)
			.header("Accept-Encoding", (host.equals(ADMIN_HOST)) ? "identity" : "gzip")
			.timeout(PATIENCE);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalStateException(message);
		}
	}

	/** The process that was just started, whatever names its certificate has. */
	private static final class Anybody extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
