package org.rowhouse.site.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.ReverseProxy;
import org.rowhouse.testing.TestCertificate;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The samples in {@code platform/deploy/}, each run by the proxy that it is for. In a
 * build with {@code CI=true} nginx and Apache must be there; elsewhere a proxy that is
 * not installed is left out.
 */
@BehindProxy
class ProxySampleTests {

	/**
	 * Everything that a client could try, to become another one or reach another site.
	 */
	private static final String FORGED = """
			X-Forwarded-For: 198.51.100.1\r
			X-Forwarded-For: 198.51.100.2\r
			X-Forwarded-Host: bakery.localhost\r
			X-Forwarded-Proto: http\r
			X-Forwarded-Port: 99\r
			X-Forwarded-Prefix: /forged\r
			Forwarded: for=198.51.100.3;host=bakery.localhost;proto=http\r
			""";

	@Value("${local.server.port}")
	private int port;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(ProxySample.class)
	void aClientCannotForgeAnything(ProxySample sample) throws Exception {
		requireInstalled(sample);
		try (Running running = start(sample)) {
			for (String connection : List.of("close", "close, X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Port")) {
				String answer = running.ask("GET /about HTTP/1.1\r\nHost: garden.localhost\r\nConnection: " + connection
						+ "\r\n" + FORGED + "\r\n");
				assertThat(answer).startsWith("HTTP/1.1 200").contains("Hollowlane").doesNotContain("Kornblume");
				assertThat(seen(answer, "Client")).isEqualTo(ReverseProxy.CLIENT);
				assertThat(seen(answer, "Url")).startsWith("https://garden.localhost").endsWith("/about");
				assertThat(seen(answer, "Secure")).isEqualTo("true");
				assertThat(seen(answer, "Forwarded")).isEqualTo("null null");
			}
		}
	}

	@ParameterizedTest
	@EnumSource(ProxySample.class)
	void theHostSelectsTheSiteAndLinksAreHttps(ProxySample sample) throws Exception {
		requireInstalled(sample);
		try (Running running = start(sample)) {
			assertThat(running.get("bakery.localhost", "/about")).startsWith("HTTP/1.1 200").contains("Kornblume");
			assertThat(running.get("garden.localhost", "/feed.xml")).startsWith("HTTP/1.1 200")
				.contains("https://garden.localhost/")
				.doesNotContain("http://garden.localhost");
			assertThat(running.get("nobody.test", "/about")).startsWith("HTTP/1.1 421").doesNotContain("Hollowlane");
			assertThat(running.get("localhost", "/login")).startsWith("HTTP/1.1 200").contains("; Secure");
			assertThat(running.get("localhost", "/")).startsWith("HTTP/1.1 302").doesNotContain("http://");
		}
	}

	@ParameterizedTest
	@EnumSource(value = ProxySample.class, mode = EnumSource.Mode.EXCLUDE, names = "CADDY")
	void whoComesWithoutTlsIsSentToIt(ProxySample sample) throws Exception {
		requireInstalled(sample);
		try (Running running = start(sample)) {
			String answer = ReverseProxy.raw(null, running.setting.plain(),
					"GET /a%20b?c=d HTTP/1.1\r\nHost: garden.localhost\r\nConnection: close\r\n\r\n");
			assertThat(answer).startsWith("HTTP/1.1 308")
				.containsIgnoringCase("location: https://garden.localhost/a%20b?c=d");
		}
	}

	private void requireInstalled(ProxySample sample) {
		boolean installed = Files.isExecutable(sample.binary());
		if (sample.required() && "true".equals(System.getenv("CI"))) {
			assertThat(installed).as(sample.binary() + " is installed, as CI=true asks for").isTrue();
		}
		Assumptions.assumeThat(installed).as(sample.binary() + " is installed").isTrue();
	}

	private Running start(ProxySample sample) throws Exception {
		ProxySample.Setting setting = new ProxySample.Setting(this.folder, TestCertificate.in(this.folder), this.port,
				Http.freePort(), Http.freePort());
		return new Running(ReverseProxy.start(sample.prepare(setting), this.folder, setting.tls()), setting);
	}

	private static String seen(String answer, String what) {
		return answer.lines()
			.filter((line) -> line.regionMatches(true, 0, "X-Seen-" + what + ":", 0, what.length() + 8))
			.map((line) -> line.substring(line.indexOf(':') + 1).strip())
			.findFirst()
			.orElseThrow();
	}

	private record Running(ReverseProxy proxy, ProxySample.Setting setting) implements AutoCloseable {

		String get(String host, String path) throws IOException {
			return ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
		}

		String ask(String request) throws IOException {
			return ReverseProxy.raw(this.setting.files().client(), this.setting.tls(), request);
		}

		@Override
		public void close() {
			this.proxy.close();
		}

	}

}
