package org.rowhouse.delivery;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the gate in front of the controllers of sites.
 */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration implements WebMvcConfigurer {

	private final RenderGate gate;

	DeliveryConfiguration(RenderGate gate) {
		this.gate = gate;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.gate);
	}

}
