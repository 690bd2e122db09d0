package org.rowhouse.startup;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsPrintTests {

	@ParameterizedTest
	@CsvSource({ "rowhouse.admin.host, admin.example.com", "rowhouse.limits.burst, 7", "server.port, 9090",
			"management.server.port, 9091", "spring.datasource.url, jdbc:postgresql:x", "spring.datasource.password, p",
			"spring.application.version, 2", "spring.ssl.bundle.pem.x.keystore.password, p",
			"spring.ssl.bundle.pem.x.keystore.private-key, k", "spring.x.passphrase, p", "spring.flyway.user, owner",
			"spring.config.import, file:x", "server.jetty.accesslog.enabled, true", "path, /bin" })
	void whatIsReadAtEveryStartChangesNothing(String name, String value) {
		assertThat(print(name, value).differences(print("rowhouse.home", "/srv"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "spring.threads.virtual.enabled, false, spring.threads.virtual.enabled",
			"management.server.port, -1, management port", "management.server.port, 8080, management port",
			"management.endpoints.web.exposure.include, *, management.endpoints.web.exposure.include",
			"spring.main.cloud-platform, kubernetes, cloud platform", "server.ssl.enabled, true, server.ssl.enabled",
			"spring.x.url, https://x, spring.x.url", "db-scheduler.enabled, false, db-scheduler.enabled" })
	void whatDecidesWhichPartsThereAreIsNamed(String name, String value, String named) {
		assertThat(print(name, value).differences(print("rowhouse.home", "/srv"))).contains(named);
	}

	@Test
	void aPlaceholderCountsWithWhatItStandsFor() {
		MockEnvironment prepared = placeholder("spring.threads.virtual.enabled", "${VT:true}");
		MockEnvironment now = placeholder("spring.threads.virtual.enabled", "${VT:true}").withProperty("VT", "false");
		assertThat(SettingsPrint.of(now).differences(SettingsPrint.of(prepared)))
			.containsExactly("spring.threads.virtual.enabled");
		assertThat(SettingsPrint.of(now).differences(print("spring.threads.virtual.enabled", "false"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "rowhouse.home, ${rowhouse.home:.}/x", "server.port, at ${server.port}",
			"rowhouse.home, ${base:${rowhouse.home}}", "path, ${random.uuid}", "path, ${unknown}" })
	void aPlaceholderForWhatIsAnotherAtEachStartCountsByItsName(String name, String value) {
		MockEnvironment prepared = placeholder("spring.x", value).withProperty(name, "9001");
		MockEnvironment now = placeholder("spring.x", value).withProperty(name, "9002");
		assertThat(SettingsPrint.of(now)).isEqualTo(SettingsPrint.of(prepared));
	}

	@ParameterizedTest
	@CsvSource({ "spring.x.jdbc-url, jdbc:postgresql:a?password=a, jdbc:postgresql:b?password=b",
			"spring.x.addresses, amqp://a:a@a, amqp://b:b@b", "spring.x.api-key, a, b",
			"spring.datasource.hikari.connection-init-sql, set x 'a', set x 'b'" })
	void ofWhatMayHaveASecretInItOnlyWhetherItIsSetCounts(String name, String one, String other) {
		assertThat(print(name, one)).isEqualTo(print(name, other));
		assertThat(print(name, one).values()).containsEntry(name, "set");
	}

	@Test
	void whatIsNotSetIsAnotherThingThanNothingOrFalse() {
		assertThat(print("spring.x.url", "false").values()).containsEntry("spring.x.url", "false");
		assertThat(print("spring.x.url", "").values()).containsEntry("spring.x.url", "empty");
	}

	@Test
	void aVariableOfTheEnvironmentCountsLikeAnArgument() {
		MockEnvironment environment = new MockEnvironment().withProperty("management.server.port", "8081");
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("SPRING_THREADS_VIRTUAL_ENABLED", "false", "SPRING_DATASOURCE_URL", "x", "HOME", "/root")));
		ConfigurationPropertySources.attach(environment);
		assertThat(SettingsPrint.of(environment).differences(print("spring.threads.virtual.enabled", "false")))
			.isEmpty();
	}

	@Test
	void whatGoesFirstCounts() {
		MockEnvironment environment = new MockEnvironment().withProperty("management.server.port", "8081")
			.withProperty("spring.x", "a");
		environment.getPropertySources().addFirst(new MapPropertySource("first", Map.of("spring.x", "b")));
		assertThat(SettingsPrint.of(environment).differences(print("spring.x", "b"))).isEmpty();
	}

	@Test
	void itsTextReadsBackAndHasNoValues() {
		SettingsPrint print = print("spring.mail.host", "mail.internal");
		assertThat(print.text()).contains("spring.mail.host=").doesNotContain("mail.internal");
		assertThat(SettingsPrint.parse(print.text())).isEqualTo(print);
	}

	private static MockEnvironment placeholder(String name, String value) {
		MockEnvironment environment = new MockEnvironment().withProperty("management.server.port", "8081")
			.withProperty(name, value);
		RandomValuePropertySource.addToEnvironment(environment);
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	private static SettingsPrint print(String name, String value) {
		return SettingsPrint
			.of(new MockEnvironment().withProperty("management.server.port", "8081").withProperty(name, value));
	}

}
