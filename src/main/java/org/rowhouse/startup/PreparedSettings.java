package org.rowhouse.startup;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/**
 * Writes down which settings a start is prepared for, for {@link PreparedStart}. It does
 * nothing in a process that starts.
 */
@Component
class PreparedSettings implements BeanFactoryInitializationAotProcessor {

	private final ConfigurableEnvironment environment;

	PreparedSettings(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(PreparedSettings.class).length == 0) {
			// That of the management port, which has the same settings.
			return null;
		}
		String text = SettingsPrint.of(this.environment).text();
		return (generation, code) -> generation.getGeneratedFiles().addResourceFile(PreparedStart.RESOURCE, text);
	}

}
