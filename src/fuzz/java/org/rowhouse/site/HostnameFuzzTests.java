package org.rowhouse.site;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent or typed as a host, what comes out is a host name or a refusal.
 */
class HostnameFuzzTests {

	@FuzzTest
	void fromRequest(@NotNull String authority) {
		Hostname host;
		try {
			host = Hostname.fromRequest(authority);
		}
		catch (InvalidHostnameException ex) {
			return;
		}
		requireNormal(host);
	}

	@FuzzTest
	void fromInput(@NotNull String typed) {
		Hostname host;
		try {
			host = Hostname.fromInput(typed);
		}
		catch (InvalidHostnameException ex) {
			return;
		}
		requireNormal(host);
		assertThat(Hostname.fromInput(host.display())).isEqualTo(host);
	}

	private static void requireNormal(Hostname host) {
		String name = host.toString();
		assertThat(name).matches("[a-z0-9_.-]{1,253}|\\[[0-9a-f:]{2,39}]");
		assertThat(name.split("\\.", -1)).allSatisfy((label) -> assertThat(label).hasSizeBetween(1, 63));
		assertThat(Hostname.fromRequest(name)).isEqualTo(host);
		assertThat(Hostname.fromRequest(name + ":8080")).isEqualTo(host);
		assertThat(Hostname.fromInput(name)).isEqualTo(host);
		assertThat(host.matches(Hostname.fromRequest(name))).isTrue();
	}

}
