package org.rowhouse.site.web;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.KeptAnswers;
import org.rowhouse.site.PlatformThreads;
import org.rowhouse.site.Redirects;
import org.rowhouse.site.RowhouseProperties;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;

import org.springframework.boot.servlet.filter.OrderedCharacterEncodingFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.condition.RequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Puts the resolution of sites in front of everything, and lets controllers ask for the
 * {@link Site} and name the hosts that they answer on.
 */
@Configuration(proxyBeanMethods = false)
class SiteWebConfiguration implements WebMvcConfigurer {

	/** The first filter but for that of proxies. */
	private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 1;

	private static final int BEHIND_SITES = FIRST + 1;

	private final CurrentSite currentSite;

	SiteWebConfiguration(CurrentSite currentSite) {
		this.currentSite = currentSite;
	}

	@Bean
	FilterRegistrationBean<SiteFilter> siteFilter(SiteResolver resolver, PlatformPages pages, Redirects redirects,
			UnknownHostAnswer unknownHost, RowhouseProperties properties, RequestLimiter limiter,
			CompletedRequests completed, KeptAnswers kept, ConnectorControl connector, PlatformThreads threads) {
		Hostname adminHost = properties.admin().hostname();
		FilterRegistrationBean<SiteFilter> registration = new FilterRegistrationBean<>(
				new SiteFilter(resolver, this.currentSite, pages, redirects, unknownHost, adminHost, limiter, completed,
						kept, connector, threads));
		registration.setOrder(FIRST);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
		return registration;
	}

	@Bean
	FilterRegistrationBean<TrustedProxyFilter> trustedProxyFilter(PlatformPages pages, RowhouseProperties properties,
			ConnectorControl connector) {
		FilterRegistrationBean<TrustedProxyFilter> registration = new FilterRegistrationBean<>(new TrustedProxyFilter(
				TrustedProxies.of(properties.trustedProxies()), properties.forwardedHeaders(), pages, connector));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
		return registration;
	}

	/** In the place of Boot's, which stands before kept answers, too. */
	@Bean
	static OrderedCharacterEncodingFilter characterEncodingFilter() {
		OrderedCharacterEncodingFilter filter = new OrderedCharacterEncodingFilter();
		filter.setEncoding(StandardCharsets.UTF_8.name());
		filter.setForceRequestEncoding(true);
		filter.setOrder(BEHIND_SITES);
		return filter;
	}

	@Bean
	static WebMvcRegistrations hostMappings() {
		return new WebMvcRegistrations() {

			@Override
			public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
				return new HostMapping();
			}

		};
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new HandlerMethodArgumentResolver() {

			@Override
			public boolean supportsParameter(MethodParameter parameter) {
				return parameter.getParameterType() == Site.class;
			}

			@Override
			public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
					NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
				return SiteWebConfiguration.this.currentSite.get();
			}

		});
	}

	/**
	 * Maps requests to the controllers of the kind of host that they came to.
	 */
	private static final class HostMapping extends RequestMappingHandlerMapping {

		/**
		 * The condition of a type counts only where the type has a mapping of its own.
		 */
		@Override
		protected RequestCondition<?> getCustomMethodCondition(Method method) {
			return HostCondition.of(method.getDeclaringClass());
		}

		/** What is on other hosts must not show in a 405 or 415 on this one. */
		@Override
		protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> infos, String lookupPath,
				HttpServletRequest request) throws ServletException {
			Set<RequestMappingInfo> onThisHost = infos.stream()
				.filter((info) -> info.getCustomCondition() != null
						&& info.getCustomCondition().getMatchingCondition(request) != null)
				.collect(Collectors.toSet());
			return super.handleNoMatch(onThisHost, lookupPath, request);
		}

	}

}
