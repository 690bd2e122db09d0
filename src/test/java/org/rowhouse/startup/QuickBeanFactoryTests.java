package org.rowhouse.startup;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.converter.Converter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuickBeanFactory}.
 */
@RowhouseTest
class QuickBeanFactoryTests {

	@Autowired
	private ConfigurableApplicationContext context;

	@Test
	void theApplicationHasIt() {
		assertThat(this.context.getBeanFactory()).isInstanceOf(QuickBeanFactory.class);
	}

	@Test
	void itFindsWhatSpringFinds() {
		DefaultListableBeanFactory plain = filled(new DefaultListableBeanFactory());
		DefaultListableBeanFactory quick = filled(new QuickBeanFactory());
		assertThat(quick.getBeanNamesForType(converter(Integer.class))).containsExactly("numbers");
		assertThat(quick.getBeanNamesForType(converter(Long.class))).isEmpty();
		for (Class<?> target : List.of(Integer.class, Number.class, String.class, CharSequence.class, Object.class)) {
			assertThat(quick.getBeanNamesForType(converter(target))).as(target.getName())
				.containsExactly(plain.getBeanNamesForType(converter(target)));
			assertThat(quick.getBeanProvider(converter(target)).stream().count()).as(target.getName())
				.isEqualTo(plain.getBeanProvider(converter(target)).stream().count());
		}
	}

	private static ResolvableType converter(Class<?> target) {
		return ResolvableType.forClassWithGenerics(Converter.class, String.class, target);
	}

	private static DefaultListableBeanFactory filled(DefaultListableBeanFactory beans) {
		beans.registerBeanDefinition("numbers", new RootBeanDefinition(Numbers.class));
		beans.registerBeanDefinition("letters", new RootBeanDefinition(Letters.class));
		beans.registerSingleton("others", new Letters());
		beans.freezeConfiguration();
		return beans;
	}

	static class Numbers implements Converter<String, Integer> {

		@Override
		public Integer convert(String source) {
			return Integer.valueOf(source);
		}

	}

	static class Letters implements Converter<String, String> {

		@Override
		public String convert(String source) {
			return source;
		}

	}

}
