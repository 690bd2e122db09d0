package org.rowhouse.startup;

import java.util.Arrays;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * A bean factory that looks for a generic type, such as
 * {@code Customizer<CsrfConfigurer>}, among the beans that fit it without its parameters.
 * Which these are is remembered ({@link QuickWiring}), and mostly there is none. Spring
 * tries all 919 beans each time, and each of the five security chains asks for dozens: a
 * tenth of a {@linkplain PreparedStart prepared} start (decision 0026).
 */
class QuickBeanFactory extends DefaultListableBeanFactory {

	@Override
	public String[] getBeanNamesForType(ResolvableType type, boolean includeNonSingletons, boolean allowEagerInit) {
		Class<?> raw = type.resolve();
		if (raw == null || !type.hasGenerics() || !isConfigurationFrozen()) {
			return super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
		}
		return Arrays.stream(getBeanNamesForType(raw, includeNonSingletons, allowEagerInit))
			.filter((name) -> isTypeMatch(name, type, allowEagerInit))
			.toArray(String[]::new);
	}

}
