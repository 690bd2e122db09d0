package org.rowhouse.startup;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Finds what a component needs without trying the types of all of them again and again,
 * which was a fifth of a {@linkplain PreparedStart prepared} start (decision 0026).
 * <p>
 * What a type fits is remembered before the first component is made; Spring does it after
 * the connector and all that it needs.
 */
@Component
class QuickWiring implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) throws BeansException {
		((DefaultListableBeanFactory) beanFactory).setAutowireCandidateResolver(new Candidates());
		beanFactory.freezeConfiguration();
	}

	private static final class Candidates extends ContextAnnotationAutowireCandidateResolver {

		/**
		 * Whoever needs a repository gets one that is made at its first use, so that
		 * Hibernate can read its entities while the rest is put together. Spring Data
		 * does the same for {@code spring.data.jpa.repositories.bootstrap-mode=lazy}, but
		 * not for an application that was prepared.
		 */
		@Override
		protected boolean isLazy(DependencyDescriptor descriptor) {
			return super.isLazy(descriptor) || Repository.class.isAssignableFrom(descriptor.getDependencyType());
		}

		/**
		 * One of our own components usually has the name of its class. Where it fits, no
		 * other is looked at.
		 */
		@Override
		public @Nullable String getSuggestedName(DependencyDescriptor descriptor) {
			String suggested = super.getSuggestedName(descriptor);
			Class<?> type = descriptor.getDependencyType();
			return (suggested == null && type.getPackageName().startsWith("org.rowhouse"))
					? ClassUtils.getShortNameAsProperty(type) : suggested;
		}

	}

}
