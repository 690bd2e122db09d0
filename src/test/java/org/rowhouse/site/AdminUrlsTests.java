package org.rowhouse.site;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.RowhouseProperties.Admin;
import org.rowhouse.site.RowhouseProperties.ForwardedHeaders;
import org.rowhouse.site.RowhouseProperties.PublicUrl;
import org.rowhouse.site.RowhouseProperties.UnknownHost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Where links to the admin UI lead.
 */
class AdminUrlsTests {

	@ParameterizedTest
	@CsvSource({ "admin.example.com, , https, 443, https://admin.example.com/mail",
			"admin.example.com, , http, 8080, http://admin.example.com:8080/mail",
			"admin.example.com, https://admin.example.com, http, 8080, https://admin.example.com/mail",
			"admin.example.com, https://admin.example.com:8443/, http, 8080, https://admin.example.com:8443/mail",
			"admin.example.com, https://ADMIN.example.com/rows, http, 8080, https://ADMIN.example.com/rows/mail" })
	void urlsComeFromSettings(String host, String url, String scheme, int port, String expected) {
		assertThat(urls(host, url, scheme, port).url("/mail")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin.example.com", "https://other.example.com", "ftp://admin.example.com",
			"https://admin.example.com?x", "https://admin.example.com#x", "https://me@admin.example.com", "https://",
			"https://admin.example.com:x", "https://admin example.com" })
	void aUrlThatDoesNotLeadThereStopsTheStart(String url) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> urls("admin.example.com", url, "http", 80))
			.withMessageContaining("rowhouse.admin.url")
			.satisfies((failure) -> assertThat(failure.action()).contains("https://admin.example.com"));
	}

	@Test
	void noPathLeadsToAnotherHost() {
		AdminUrls urls = urls("localhost", null, "http", 80);
		for (String path : List.of("mail", "//evil.example", "", ".evil.example", "@evil.example")) {
			assertThatIllegalArgumentException().as(path).isThrownBy(() -> urls.url(path));
		}
	}

	private static AdminUrls urls(String host, String url, String scheme, int port) {
		RowhouseProperties properties = new RowhouseProperties(".", new Admin(host, url), new PublicUrl(scheme, port),
				List.of(), ForwardedHeaders.EITHER, new UnknownHost(UnknownHost.Answer.MISDIRECTED, null));
		return new AdminUrls(properties, new PublicUrls(properties));
	}

}
