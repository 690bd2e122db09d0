package org.rowhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * One real PostgreSQL server for all tests of a run. The role of the application is an
 * ordinary one that owns its database.
 */
public final class Postgres {

	private static final EmbeddedPostgres SERVER = start();

	private Postgres() {
	}

	private static EmbeddedPostgres start() {
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder().start();
			execute(server, "create role rowhouse login password 'rowhouse'");
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void execute(EmbeddedPostgres server, String sql) {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Makes an empty database that the application's role owns. */
	public static Database newDatabase() {
		String name = "test_" + UUID.randomUUID().toString().replace("-", "");
		execute(SERVER, "create database " + name + " owner rowhouse");
		return new Database("jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name);
	}

	public record Database(String url) {

		public List<String> properties() {
			return List.of("spring.datasource.url=" + this.url, "spring.datasource.username=rowhouse",
					"spring.datasource.password=rowhouse");
		}

	}

}
