package org.rowhouse.startup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PreparedSettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "spring.flyway.url", "spring.flyway.user" })
	void aDatabaseThatFlywayAloneHasIsNotTrainedWith(String name) {
		PreparedSettings settings = new PreparedSettings(new MockEnvironment().withProperty(name, "x"));
		assertThatIllegalStateException().isThrownBy(() -> settings.processAheadOfTime(beans()))
			.withMessageContainingAll(name, "environment");
	}

	@Test
	void settingsAreWrittenDownOnceAndNotForTheManagementPort() {
		PreparedSettings settings = new PreparedSettings(new MockEnvironment());
		assertThat(settings.processAheadOfTime(beans())).isNotNull();
		assertThat(settings.processAheadOfTime(new DefaultListableBeanFactory())).isNull();
	}

	private static DefaultListableBeanFactory beans() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerBeanDefinition("preparedSettings", new RootBeanDefinition(PreparedSettings.class));
		return beans;
	}

}
