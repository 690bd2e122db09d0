package org.rowhouse.content;

import java.util.UUID;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rowhouse.testing.Postgres;
import org.rowhouse.testing.TestInstallation;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an older version kept is there after an update, on both databases.
 */
@Tag("database")
class ContentMigrationTests {

	@Test
	void whatWasPublishedForALaterDayIsScheduled() {
		DataSource database = database();
		migrate(database, "4");
		JdbcClient jdbc = JdbcClient.create(database);
		jdbc.sql("insert into site (id, site_key, name, tagline, state, version, options, created_at)"
				+ " values (7, 'old', 'Old', '', 'ACTIVE', 1, '{}', current_timestamp)")
			.update();
		asSite(jdbc, "7");
		item(jdbc, 1, "PUBLISHED", "timestamp with time zone '2000-01-01 00:00:00Z'");
		item(jdbc, 2, "PUBLISHED", "timestamp with time zone '2222-01-01 00:00:00Z'");
		item(jdbc, 3, "DRAFT", "null");
		asSite(jdbc, "");
		migrate(database, "latest");
		asSite(jdbc, "7");
		assertThat(jdbc.sql("select state from content_item order by id").query(String.class).list())
			.containsExactly("PUBLISHED", "SCHEDULED", "DRAFT");
		assertThat(jdbc.sql("select task_instance from scheduled_tasks where task_name = 'publish'")
			.query(String.class)
			.list()).containsExactly("7/2");
		asSite(jdbc, "8");
		assertThat(jdbc.sql("select count(*) from content_item").query(Long.class).single())
			.as("rows of another site, after the migration")
			.isEqualTo((TestInstallation.onPostgres()) ? 0 : 3);
	}

	@Test
	void whatListsSearchByIsFoldedAsTheApplicationDoesIt() {
		DataSource database = database();
		migrate(database, "9");
		JdbcClient jdbc = JdbcClient.create(database);
		for (int site : new int[] { 7, 8 }) {
			jdbc.sql("insert into site (id, site_key, name, tagline, state, version, options, created_at) values ("
					+ site + ", 'old" + site + "', 'Old', '', 'ACTIVE', 1, '{}', current_timestamp)")
				.update();
			asSite(jdbc, String.valueOf(site));
			jdbc.sql("insert into content_item (id, site_id, kind, path, title, summary, excerpt, markdown, html,"
					+ " template, state, created_at, updated_at) values (" + site + ", " + site
					+ ", 'PAGE', 'a/b', 'Käse ÉTÉ', '', '', '', '', '', 'DRAFT', current_timestamp, current_timestamp)")
				.update();
		}
		asSite(jdbc, "");
		migrate(database, "latest");
		for (String site : new String[] { "7", "8" }) {
			asSite(jdbc, site);
			assertThat(jdbc.sql("select listed || '|' || above from content_item where site_id = " + site)
				.query(String.class)
				.list()).containsExactly("kase ete a/b|a");
		}
	}

	private static void item(JdbcClient jdbc, long id, String state, String publishAt) {
		jdbc.sql("insert into content_item (id, site_id, kind, path, title, summary, excerpt, markdown, html, template,"
				+ " state, publish_at, created_at, updated_at) values (" + id + ", 7, 'POST', 'p" + id
				+ "', 'T', '', '', '', '', '', '" + state + "', " + publishAt
				+ ", current_timestamp, current_timestamp)")
			.update();
	}

	/** For the whole session: the data source has one connection. */
	private static void asSite(JdbcClient jdbc, String id) {
		if (TestInstallation.onPostgres()) {
			jdbc.sql("select set_config('app.site_id', '" + id + "', false)").query(String.class).single();
		}
	}

	private static void migrate(DataSource database, String target) {
		String vendor = (TestInstallation.onPostgres()) ? "postgresql" : "h2";
		Flyway.configure()
			.dataSource(database)
			.locations("classpath:db/common", "classpath:db/" + vendor)
			.javaMigrations(new ListedTextMigration())
			.target(MigrationVersion.fromVersion(target))
			.load()
			.migrate();
	}

	private static DataSource database() {
		if (TestInstallation.onPostgres()) {
			return single(Postgres.newDatabase().url(), "rowhouse", "rowhouse");
		}
		return single("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
				"sa", "");
	}

	private static DataSource single(String url, String user, String password) {
		return new SingleConnectionDataSource(url, user, password, true);
	}

}
