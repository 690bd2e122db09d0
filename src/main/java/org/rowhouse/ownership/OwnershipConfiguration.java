package org.rowhouse.ownership;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/**
 * What the checks need besides settings.
 */
@Configuration(proxyBeanMethods = false)
class OwnershipConfiguration {

	@Bean
	@Fallback
	FilePort filePort() {
		return new FilePort(80);
	}

}
