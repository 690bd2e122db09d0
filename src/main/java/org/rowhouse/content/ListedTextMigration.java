package org.rowhouse.content;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Folds what lists search by once more, the way the application does it: the script
 * before this one, V10, has only the small letters of the database, and accents stay. It
 * goes through the rows of all sites, which PostgreSQL shows between V9_9 and V10_1.
 */
@Component
class ListedTextMigration implements JavaMigration {

	private static final int AT_ONCE = 500;

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("10.0.5");
	}

	@Override
	public String getDescription() {
		return "fold listed texts";
	}

	@Override
	public @Nullable Integer getChecksum() {
		return null;
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) throws SQLException {
		Connection connection = context.getConnection();
		try (PreparedStatement read = connection.prepareStatement("select id, title, path, listed from content_item"
				+ " where id > ? order by id fetch first " + AT_ONCE + " rows only");
				PreparedStatement write = connection
					.prepareStatement("update content_item set listed = ? where id = ?")) {
			long after = Long.MIN_VALUE;
			long last;
			do {
				last = after;
				after = fold(read, write, last);
			}
			while (after != last);
		}
	}

	/**
	 * Returns the number of the last one that was read, or the one before if none was.
	 */
	private static long fold(PreparedStatement read, PreparedStatement write, long after) throws SQLException {
		long last = after;
		boolean changed = false;
		read.setLong(1, after);
		try (ResultSet rows = read.executeQuery()) {
			while (rows.next()) {
				last = rows.getLong("id");
				String listed = ListedText.of(rows.getString("title"), rows.getString("path"));
				if (!listed.equals(rows.getString("listed"))) {
					write.setString(1, listed);
					write.setLong(2, last);
					write.addBatch();
					changed = true;
				}
			}
		}
		if (changed) {
			write.executeBatch();
		}
		return last;
	}

}
