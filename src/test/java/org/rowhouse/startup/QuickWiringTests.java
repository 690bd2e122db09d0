package org.rowhouse.startup;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.MethodParameter;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuickWiring}.
 */
class QuickWiringTests {

	private final DefaultListableBeanFactory factory = new DefaultListableBeanFactory();

	private final AtomicInteger repositories = new AtomicInteger();

	@BeforeEach
	void define() {
		this.factory.registerBeanDefinition("other", new RootBeanDefinition(Part.class));
		this.factory.registerBeanDefinition("part", new RootBeanDefinition(Part.class));
		this.factory.registerBeanDefinition("rows", new RootBeanDefinition(Rows.class, () -> {
			this.repositories.incrementAndGet();
			return new Rows() {

				@Override
				public String toString() {
					return "rows";
				}

			};
		}));
		new QuickWiring().postProcessBeanFactory(this.factory);
	}

	@Test
	void aComponentIsFoundByTheNameOfItsClass() throws Exception {
		assertThat(need(0)).isSameAs(this.factory.getBean("part"));
	}

	@Test
	void aRepositoryIsMadeAtItsFirstUse() throws Exception {
		Object rows = need(1);
		assertThat(this.repositories).hasValue(0);
		assertThat(rows).hasToString("rows");
		assertThat(this.repositories).hasValue(1);
	}

	@Test
	void whatATypeFitsIsRememberedFromTheBeginning() {
		assertThat(this.factory.isConfigurationFrozen()).isTrue();
	}

	private Object need(int parameter) throws Exception {
		return this.factory.resolveDependency(new DependencyDescriptor(
				new MethodParameter(Whole.class.getDeclaredConstructor(Part.class, Rows.class), parameter), true),
				"whole");
	}

	static class Part {

	}

	interface Rows extends Repository<Object, Long> {

	}

	record Whole(Part wanted, Rows stored) {

	}

}
