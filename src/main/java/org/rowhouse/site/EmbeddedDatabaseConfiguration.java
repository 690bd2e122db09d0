package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * The database that {@code spring.datasource.url} names, and where it names none, or
 * {@code none}, an H2 file in the home's {@code data/}. Which of them it is shows at the
 * start, not when a start is prepared (decision 0026), so there is no condition here.
 */
@Configuration(proxyBeanMethods = false)
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

	private static final String NONE = "none";

	@Bean
	JdbcConnectionDetails database(Home home, DataSourceProperties properties) {
		String url = properties.getUrl();
		return (!StringUtils.hasText(url) || url.equals(NONE))
				? new Embedded("jdbc:h2:file:" + home.root().resolve("data").resolve("rowhouse") + OPTIONS)
				: new Named(properties);
	}

	private record Embedded(String url) implements JdbcConnectionDetails {

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
			return this.url;
		}

	}

	private record Named(DataSourceProperties properties) implements JdbcConnectionDetails {

		@Override
		public @Nullable String getUsername() {
			return this.properties.determineUsername();
		}

		@Override
		public @Nullable String getPassword() {
			return this.properties.determinePassword();
		}

		@Override
		public String getJdbcUrl() {
			return this.properties.determineUrl();
		}

		@Override
		public String getDriverClassName() {
			return this.properties.determineDriverClassName();
		}

	}

}
