package org.rowhouse.site;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Limits every database session to the bound site, twice: Hibernate adds {@code site_id}
 * to what it asks, and PostgreSQL's row level security hides other sites' rows even from
 * SQL that Hibernate did not write.
 */
@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {

	@Bean
	SiteIdResolver siteIdResolver(CurrentSite currentSite) {
		return new SiteIdResolver(currentSite);
	}

	@Bean
	HibernatePropertiesCustomizer siteIdCustomizer(SiteIdResolver resolver) {
		return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, resolver);
	}

	@Bean
	JpaVendorAdapter jpaVendorAdapter(DataSource dataSource, SiteIdResolver resolver) throws SQLException {
		HibernateJpaDialect dialect = DatabaseRole.requireUnprivileged(dataSource)
				? new RowLevelSecurityDialect(resolver) : new HibernateJpaDialect();
		return new HibernateJpaVendorAdapter() {

			@Override
			public HibernateJpaDialect getJpaDialect() {
				return dialect;
			}

		};
	}

	/**
	 * The time that a transaction may take is a limit for its statements on PostgreSQL
	 * alone. H2 takes such a limit by a {@code SET}, after which every connection parses
	 * all of its statements anew: that takes longer than what the limit is for.
	 */
	@Bean
	PlatformTransactionManager transactionManager(JpaVendorAdapter adapter,
			ObjectProvider<TransactionManagerCustomizers> customizers) {
		boolean limited = adapter.getJpaDialect() instanceof RowLevelSecurityDialect;
		JpaTransactionManager manager = (limited) ? new JpaTransactionManager() : new UnlimitedTransactions();
		customizers.ifAvailable((all) -> all.customize(manager));
		return manager;
	}

	private static final class UnlimitedTransactions extends JpaTransactionManager {

		private static final long serialVersionUID = 1L;

		@Override
		protected int determineTimeout(TransactionDefinition definition) {
			return TransactionDefinition.TIMEOUT_DEFAULT;
		}

	}

	/**
	 * Tells Hibernate which site a session is for. Until all beans are there it answers
	 * with an id that no site has, since Spring Data opens a session to check its
	 * queries; from then on it fails where no site is bound.
	 */
	static final class SiteIdResolver implements CurrentTenantIdentifierResolver<Long>, SmartInitializingSingleton {

		private static final Long NOBODY = -1L;

		private final CurrentSite currentSite;

		private volatile boolean armed;

		SiteIdResolver(CurrentSite currentSite) {
			this.currentSite = currentSite;
		}

		@Override
		public void afterSingletonsInstantiated() {
			this.armed = true;
		}

		@Override
		public Long resolveCurrentTenantIdentifier() {
			return (this.armed) ? this.currentSite.siteId() : NOBODY;
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return true;
		}

	}

	/**
	 * Tells PostgreSQL at the begin of each transaction which site it is for. The setting
	 * ends with the transaction, so a pooled connection carries nothing over.
	 */
	private static final class RowLevelSecurityDialect extends HibernateJpaDialect {

		private static final long serialVersionUID = 1L;

		private final transient SiteIdResolver resolver;

		RowLevelSecurityDialect(SiteIdResolver resolver) {
			this.resolver = resolver;
		}

		@Override
		public Object beginTransaction(EntityManager entityManager, TransactionDefinition definition)
				throws SQLException {
			Object transaction = super.beginTransaction(entityManager, definition);
			String siteId = this.resolver.resolveCurrentTenantIdentifier().toString();
			entityManager.unwrap(Session.class).doWork((connection) -> announce(connection, siteId));
			return transaction;
		}

		private static void announce(Connection connection, String siteId) throws SQLException {
			try (PreparedStatement statement = connection
				.prepareStatement("select set_config('app.site_id', ?, true)")) {
				statement.setString(1, siteId);
				statement.execute();
			}
		}

	}

}
