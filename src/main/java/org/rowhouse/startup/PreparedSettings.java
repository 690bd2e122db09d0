package org.rowhouse.startup;

import java.util.List;

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

	private static final List<String> OF_FLYWAY_ALONE = List.of("spring.flyway.url", "spring.flyway.user");

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
		requireOneDatabase();
		String text = SettingsPrint.of(this.environment).text();
		return (generation, code) -> generation.getGeneratedFiles().addResourceFile(PreparedStart.RESOURCE, text);
	}

	/**
	 * The training has the embedded database, and would change that of Flyway instead.
	 */
	private void requireOneDatabase() {
		for (String name : OF_FLYWAY_ALONE) {
			if (this.environment.containsProperty(name)) {
				throw new IllegalStateException(name + " is set, and the training would use it. Set it in the "
						+ "environment of the process that is started later; nothing of it is prepared.");
			}
		}
	}

}
