package org.rowhouse.site.web.connector;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.Filter;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectorConfiguration}.
 */
@RowhouseTest
@Import(ConnectorTests.Witness.class)
class ConnectorTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private ServletWebServerApplicationContext context;

	@Autowired
	@Qualifier("answeredBy")
	private BlockingQueue<Thread> answeredBy;

	@Autowired
	@Qualifier("insideOf")
	private BlockingQueue<Thread> insideOf;

	@Test
	void requestsRunOnVirtualThreadsWhereThereAreSome() throws Exception {
		Http.to(this.port, "garden.localhost").get("/about");
		// The listener is told after the client has its answer.
		Thread thread = this.answeredBy.poll(30, TimeUnit.SECONDS);
		assertThat(thread).isNotNull();
		boolean expected = Runtime.version().feature() >= 21;
		boolean virtual = expected && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
		assertThat(virtual).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "garden.localhost, /search?q=rose, true", "garden.localhost, /nothing-here-1, true",
			"localhost, /login, true", "garden.localhost, /static/site.css, false",
			"garden.localhost, /static/none.css, false", "garden.localhost, /media/none.png?w=320, false" })
	void whatIsMadeIsMadeOnAPlatformThread(String host, String path, boolean made) throws Exception {
		this.insideOf.clear();
		Http.to(this.port, host).get(path);
		Thread thread = this.insideOf.poll(30, TimeUnit.SECONDS);
		assertThat(thread).isNotNull();
		boolean virtual = Runtime.version().feature() >= 21
				&& (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
		assertThat(virtual).isEqualTo(Runtime.version().feature() >= 21 && !made);
	}

	/**
	 * Otherwise some visitors of a burst wait for a second, in which nobody sees them.
	 */
	@Test
	void manyMayConnectAtOnce() {
		JettyWebServer jetty = (JettyWebServer) this.context.getWebServer();
		assertThat(jetty.getServer().getConnectors())
			.allSatisfy((connector) -> assertThat(((ServerConnector) connector).getAcceptQueueSize()).isEqualTo(4096));
	}

	/**
	 * Jetty would keep 90 kB of headers for each connection that is open: 900 MB for as
	 * many as there may be.
	 */
	@Test
	void nothingIsKeptOfTheHeadersOfAConnection() {
		JettyWebServer jetty = (JettyWebServer) this.context.getWebServer();
		assertThat(jetty.getServer().getConnectors()).flatExtracting(Connector::getConnectionFactories)
			.filteredOn(HttpConfiguration.ConnectionFactory.class::isInstance)
			.isNotEmpty()
			.allSatisfy((factory) -> assertThat(
					((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration().getHeaderCacheSize())
				.isZero());
	}

	/**
	 * Jetty would remember headers of a connection, by default whatever their letters.
	 */
	@Test
	void headersAreWhatTheyAreAndNotWhatTheyWereBefore() {
		String head = "GET /api/sites HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic ";
		String known = Base64.getEncoder()
			.encodeToString(("admin:" + TestInstallation.PASSWORD).getBytes(StandardCharsets.UTF_8));
		String answers = Http.raw(this.port,
				head + known + "\r\n\r\n" + head + known.toLowerCase(Locale.ROOT) + "\r\nConnection: close\r\n\r\n");
		assertThat(answers).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 401 ");
	}

	@Test
	void connectionsAreAsManyAsTheHeapHasRoomFor() {
		assertThat(ConnectionsProperties.limit(DataSize.ofMegabytes(256).toBytes())).isEqualTo(4_096);
		assertThat(ConnectionsProperties.limit(DataSize.ofGigabytes(1).toBytes())).isEqualTo(10_000);
		assertThat(this.context.getBean(ConnectionsProperties.class).limit())
			.isEqualTo(ConnectionsProperties.limit(Runtime.getRuntime().maxMemory()));
	}

	@Test
	void virtualThreadsAreAsManyAsConnections() {
		JettyWebServer jetty = (JettyWebServer) this.context.getWebServer();
		if (jetty.getServer().getThreadPool() instanceof VirtualThreadPool virtual) {
			assertThat(virtual.getMaxConcurrentTasks())
				.isEqualTo(this.context.getBean(ConnectionsProperties.class).limit());
		}
		else {
			assertThat(Runtime.version().feature()).isLessThan(21);
		}
	}

	@Test
	void whoSendsABodyTooSlowlyIsNotWaitedFor() {
		String answer = Http.rawSlowly(this.port,
				"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
						+ "Content-Length: 1000\r\nConnection: close\r\n\r\n",
				"username=a", 20);
		// The first byte of it has been read to find that it is there.
		assertThat(answer).as("the answer before the body was complete")
			.startsWith("TTP/1.1 408 ")
			.contains("The body of the request comes too slowly.");

	}

	@Test
	void whatIsTooLargeIsRefusedInPlainWords() {
		String get = " HTTP/1.1\r\nHost: garden.localhost\r\n";
		for (int length : new int[] { 8_200, 20_000 }) {
			assertRefusal("GET /" + "x".repeat(length) + get + "\r\n", "HTTP/1.1 414 ", "The address is too long.");
		}
		assertRefusal("GET /" + get + "X: " + "x".repeat(20_000) + "\r\n\r\n", "HTTP/1.1 431 ",
				"The headers of the request are too large.");
		assertRefusal("GET /" + get + "X: x\r\n".repeat(300) + "\r\n", "HTTP/1.1 431 ",
				"The headers of the request are too large.");
		assertThat(Http.to(this.port, "garden.localhost").get("/about?" + "x".repeat(8_000)).statusCode())
			.isEqualTo(200);
	}

	private void assertRefusal(String request, String status, String line) {
		assertThat(Http.raw(this.port, request)).startsWith(status)
			.contains("text/plain", line)
			.doesNotContainIgnoringCase("jetty", "exception");
	}

	@Test
	void sitesTakeNoLargeBodies() {
		String post = "POST /about HTTP/1.1\r\nHost: garden.localhost\r\nConnection: close\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\n";
		// It need not be sent to be refused.
		assertThat(Http.raw(this.port, post + "Content-Length: 70000\r\n\r\n")).startsWith("HTTP/1.1 413 ")
			.contains("That is too much to send");
		assertThat(Http.raw(this.port,
				post + "Transfer-Encoding: chunked\r\n\r\n11170\r\n" + "x".repeat(70_000) + "\r\n0\r\n\r\n"))
			.startsWith("HTTP/1.1 413 ");
		assertThat(Http.raw(this.port, post + "Content-Length: 3\r\n\r\na=b")).startsWith("HTTP/1.1 405 ");
	}

	@Test
	void pagesAreCompressedForWhoTakesIt() {
		for (String host : new String[] { "localhost", "garden.localhost" }) {
			String path = (host.equals("localhost")) ? "/login" : "/about";
			HttpResponse<byte[]> coded = Http.to(this.port, host)
				.with("Accept-Encoding", "gzip, deflate, br")
				.bytes("GET", path, new byte[0]);
			assertThat(coded.headers().allValues("Content-Encoding")).as(host).containsExactly("gzip");
			assertThat(coded.headers().firstValue("Vary").orElseThrow()).as(host).contains("Accept-Encoding");
			HttpResponse<String> plain = Http.to(this.port, host).get(path);
			assertThat(plain.headers().firstValue("Content-Encoding")).as(host).isEmpty();
			assertThat(coded.body().length).as(host).isLessThan(plain.body().length() / 2);
		}
	}

	@Test
	void theTokenOfFormsIsAnotherInEachAnswer() {
		HttpResponse<String> first = Http.to(this.port, "localhost").get("/login");
		String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
		String second = Http.to(this.port, "localhost").with("Cookie", cookie).get("/login").body();
		// Who compares the lengths of compressed answers learns nothing of it (BREACH).
		assertThat(token(second)).hasSizeGreaterThan(40).isNotEqualTo(token(first.body()));
	}

	private static String token(String page) {
		Matcher matcher = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	@Test
	void headAnswersLikeGetWithoutABody() {
		for (String path : new String[] { "/about", "/static/site.css", "/nothing-here", "/feed.xml" }) {
			HttpResponse<String> get = Http.to(this.port, "garden.localhost").get(path);
			HttpResponse<String> head = Http.to(this.port, "garden.localhost").send("HEAD", path, null);
			assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
			assertThat(head.body()).as(path).isEmpty();
			assertThat(head.headers().firstValue("Content-Type")).as(path)
				.isEqualTo(get.headers().firstValue("Content-Type"));
		}
	}

	@Test
	void partsOfStaticFilesCanBeAskedFor() {
		HttpResponse<String> part = Http.to(this.port, "garden.localhost")
			.with("Range", "bytes=0-9")
			.get("/static/site.css");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).hasSize(10);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Witness {

		@Bean
		BlockingQueue<Thread> answeredBy() {
			return new LinkedBlockingQueue<>();
		}

		@Bean
		BlockingQueue<Thread> insideOf() {
			return new LinkedBlockingQueue<>();
		}

		@Bean
		CompletedRequest.Listener witness(@Qualifier("answeredBy") BlockingQueue<Thread> answeredBy) {
			return (request) -> answeredBy.add(Thread.currentThread());
		}

		@Bean
		FilterRegistrationBean<Filter> innermost(@Qualifier("insideOf") BlockingQueue<Thread> insideOf) {
			return new FilterRegistrationBean<>((request, response, chain) -> {
				insideOf.add(Thread.currentThread());
				chain.doFilter(request, response);
			});
		}

	}

}
