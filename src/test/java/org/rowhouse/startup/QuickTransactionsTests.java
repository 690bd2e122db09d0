package org.rowhouse.startup;

import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuickTransactions}.
 */
class QuickTransactionsTests {

	@Test
	void onlyServicesAreLookedThrough() {
		BeanFactoryTransactionAttributeSourceAdvisor advisor = new BeanFactoryTransactionAttributeSourceAdvisor();
		advisor.setTransactionAttributeSource(new AnnotationTransactionAttributeSource(false));
		assertThat(AopUtils.canApply(advisor, Part.class)).isTrue();
		new QuickTransactions().postProcessBeforeInitialization(advisor, "advisor");
		assertThat(AopUtils.canApply(advisor, Part.class)).isFalse();
		assertThat(AopUtils.canApply(advisor, Serving.class)).isTrue();
	}

	@Component
	static class Part {

		@Transactional
		void save() {
		}

	}

	@Service
	static class Serving {

		@Transactional
		void save() {
		}

	}

}
