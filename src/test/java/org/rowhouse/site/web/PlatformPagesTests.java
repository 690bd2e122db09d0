package org.rowhouse.site.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.site.Home;
import org.rowhouse.site.RowhouseProperties;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlatformPages}.
 */
class PlatformPagesTests {

	@TempDir
	private Path root;

	@ParameterizedTest
	@CsvSource(textBlock = """
			x.hosting.test,     421, of hosting.test
			hosting.test,       421, of hosting.test
			a.c.hosting.test,   421, of hosting.test
			b.hosting.test,     421, of b.hosting.test
			x.b.hosting.test,   421, of b.hosting.test
			HOSTING.test,       421, of hosting.test
			x.xn--bcher-kva.test, 421, of bücher.test
			nothosting.test,    421, of all
			x.hosting.test,     404, There is nothing at this path
			""")
	void theNearestDomainsPageIsSent(String host, int status, String expected) throws IOException {
		write("421.html", "of all");
		write("hosting.test/421.html", "of hosting.test");
		write("b.hosting.test/421.html", "of b.hosting.test");
		write("bücher.test/421.html", "of bücher.test");
		write("not..a.host/421.html", "never");
		assertThat(page(host, status)).contains(expected);
	}

	@Test
	void aStatusWithoutAPageOfItsOwnGetsOne() throws IOException {
		assertThat(page("x.test", 418)).contains("<html");
	}

	private void write(String name, String text) throws IOException {
		Path file = this.root.resolve("platform/errors").resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private String page(String host, int status) throws IOException {
		RowhouseProperties properties = new Binder(
				new MapConfigurationPropertySource(Map.of("rowhouse.home", this.root.toString())))
			.bindOrCreate("rowhouse", RowhouseProperties.class);
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.setServerName(host);
		MockHttpServletResponse response = new MockHttpServletResponse();
		new PlatformPages(new Home(properties)).send(request, response, status);
		return response.getContentAsString();
	}

}
