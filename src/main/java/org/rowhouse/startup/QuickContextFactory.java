package org.rowhouse.startup;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes what Spring Boot makes for a web application, with a {@link QuickBeanFactory}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class QuickContextFactory implements ApplicationContextFactory {

	@Override
	public @Nullable ConfigurableApplicationContext create(@Nullable WebApplicationType type) {
		if (type != WebApplicationType.SERVLET) {
			return null;
		}
		QuickBeanFactory beans = new QuickBeanFactory();
		return AotDetector.useGeneratedArtifacts() ? new ServletWebServerApplicationContext(beans)
				: new AnnotationConfigServletWebServerApplicationContext(beans);
	}

}
