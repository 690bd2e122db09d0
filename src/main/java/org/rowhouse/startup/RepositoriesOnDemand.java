package org.rowhouse.startup;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

/**
 * Gives whoever needs a repository one that is made at its first use, so that Hibernate
 * can read its entities while the rest of the application is put together. Spring Data
 * does the same for {@code spring.data.jpa.repositories.bootstrap-mode=lazy}, but not for
 * an application that was {@linkplain PreparedStart prepared}.
 */
@Component
class RepositoriesOnDemand implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) throws BeansException {
		((DefaultListableBeanFactory) beanFactory).setAutowireCandidateResolver(new RepositoryProxies());
	}

	private static final class RepositoryProxies extends ContextAnnotationAutowireCandidateResolver {

		@Override
		protected boolean isLazy(DependencyDescriptor descriptor) {
			return super.isLazy(descriptor) || Repository.class.isAssignableFrom(descriptor.getDependencyType());
		}

	}

}
