package org.rowhouse.site;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The database that is used where {@code spring.datasource.url} names none: an H2 file in
 * the home's {@code data/}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.datasource.url", havingValue = "none", matchIfMissing = true)
class EmbeddedDatabaseConfiguration {

	/**
	 * H2 writes commits out after half a second by default; without a delay what was
	 * acknowledged survives a killed process. It must not close itself when the process
	 * ends, since requests are still being answered then. A connection keeps as many
	 * parsed statements as there are: with the usual 8 those of pages push each other
	 * out.
	 */
	private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
			+ ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=128";

	@Bean
	JdbcConnectionDetails embeddedDatabase(Home home) {
		String url = "jdbc:h2:file:" + home.root().resolve("data").resolve("rowhouse") + OPTIONS;
		return new JdbcConnectionDetails() {

			@Override
			public String getUsername() {
				return "sa";
			}

			@Override
			public String getPassword() {
				return "";
			}

			@Override
			public String getJdbcUrl() {
				return url;
			}

		};
	}

}
