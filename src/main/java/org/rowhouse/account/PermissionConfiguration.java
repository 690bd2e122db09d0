package org.rowhouse.account;

import java.util.List;
import java.util.Map;

import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Sites;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Asks for permissions before each method of a controller, and stops the start where one
 * says nothing about who may reach it.
 */
@Configuration(proxyBeanMethods = false)
class PermissionConfiguration implements WebMvcConfigurer {

	private final PermissionInterceptor interceptor;

	PermissionConfiguration(Standings standings, Sites sites) {
		this.interceptor = new PermissionInterceptor(standings, sites);
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.interceptor);
	}

	@Bean
	static SmartInitializingSingleton permissionCheck(ObjectProvider<RequestMappingHandlerMapping> mappings) {
		return () -> {
			List<String> open = mappings.stream()
				.map(RequestMappingHandlerMapping::getHandlerMethods)
				.map(Map::values)
				.flatMap((methods) -> methods.stream().filter(PermissionConfiguration::isOpen))
				.map(HandlerMethod::toString)
				.toList();
			if (!open.isEmpty()) {
				throw new IllegalStateException("These say nothing about who may reach them: " + open);
			}
		};
	}

	private static boolean isOpen(HandlerMethod method) {
		OnHost host = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), OnHost.class);
		return host != null && host.value() == HostKind.ADMIN && PermissionInterceptor.permission(method) == null;
	}

}
