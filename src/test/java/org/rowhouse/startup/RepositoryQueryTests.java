package org.rowhouse.startup;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.rowhouse.site.AllSites;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * At the start repositories are made when they are first used, so a mistake in a query
 * would only show then. Here all of them are made.
 */
@RowhouseTest
class RepositoryQueryTests {

	@Autowired
	private ConfigurableApplicationContext context;

	@Autowired
	private AllSites allSites;

	@Test
	void everyQueryOfEveryRepositoryCanBeRead() {
		Map<String, Object> made = this.allSites.call("read all queries", () -> {
			Map<String, Object> repositories = new TreeMap<>();
			for (String name : this.context.getBeanNamesForType(Repository.class)) {
				assertThat(this.context.getBeanFactory().getBeanDefinition(name).isLazyInit()).as(name).isTrue();
				repositories.put(name, this.context.getBean(name));
			}
			return repositories;
		});
		assertThat(made).containsKeys("contentItemRepository", "siteRepository").hasSizeGreaterThan(40);
	}

}
