package org.rowhouse.site;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * Checks that the database role cannot step over row level security.
 */
final class DatabaseRole {

	private DatabaseRole() {
	}

	/**
	 * Refuses a PostgreSQL role for which row level security does not count.
	 * @param dataSource the database
	 * @return whether the database is PostgreSQL, and so has row level security
	 * @throws PrivilegedDatabaseRoleException if the role is a superuser or has BYPASSRLS
	 * @throws SQLException if the database cannot be asked
	 */
	static boolean requireUnprivileged(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			if (!"PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
				return false;
			}
			try (Statement statement = connection.createStatement();
					ResultSet role = statement.executeQuery(
							"select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")) {
				if (role.next() && (role.getBoolean("rolsuper") || role.getBoolean("rolbypassrls"))) {
					throw new PrivilegedDatabaseRoleException(role.getString("rolname"), role.getBoolean("rolsuper"));
				}
			}
			return true;
		}
	}

}
