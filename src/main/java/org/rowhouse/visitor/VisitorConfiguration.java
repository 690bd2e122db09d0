package org.rowhouse.visitor;

import java.util.EnumSet;

import jakarta.servlet.DispatcherType;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.PlatformThreads;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Puts the door of private areas right behind the filter that finds the site, and before
 * everything that could answer for it.
 */
@Configuration(proxyBeanMethods = false)
class VisitorConfiguration {

	private static final int BEHIND_SITES = Ordered.HIGHEST_PRECEDENCE + 3;

	@Bean
	FilterRegistrationBean<PrivateAreaFilter> privateAreaFilter(CurrentSite currentSite, AreaMaps areas, AreaDoor door,
			PlatformThreads threads) {
		FilterRegistrationBean<PrivateAreaFilter> registration = new FilterRegistrationBean<>(
				new PrivateAreaFilter(currentSite, areas, door, threads));
		registration.setOrder(BEHIND_SITES);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
		return registration;
	}

}
