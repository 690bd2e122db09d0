package org.rowhouse.startup;

import org.springframework.aop.ClassFilter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;

/**
 * Looks for transactional methods in services alone, not in all methods of all 919 beans,
 * which was a fourteenth of a {@linkplain PreparedStart prepared} start (decision 0026).
 * {@code ArchitectureTests} refuses {@code @Transactional} elsewhere, where it would do
 * nothing. Repositories have their own way.
 */
@Component
class QuickTransactions implements BeanPostProcessor, PriorityOrdered {

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof BeanFactoryTransactionAttributeSourceAdvisor advisor) {
			ClassFilter services = (type) -> type.isAnnotationPresent(Service.class);
			advisor.setClassFilter(services);
		}
		return bean;
	}

	/** Before that which makes proxies, and with it the advisor. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
