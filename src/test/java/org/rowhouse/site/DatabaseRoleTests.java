package org.rowhouse.site;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rowhouse.testing.Postgres;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DatabaseRole}, on a real PostgreSQL.
 */
class DatabaseRoleTests {

	@Test
	void anOrdinaryRoleIsAccepted() throws Exception {
		assertThat(DatabaseRole
			.requireUnprivileged(new DriverManagerDataSource(Postgres.newDatabase().url(), "rowhouse", "rowhouse")))
			.isTrue();
	}

	@Test
	void aSuperuserIsRefusedWithTheReasonAndAWayOut() {
		DriverManagerDataSource superuser = new DriverManagerDataSource(Postgres.newDatabase().url(), "postgres",
				"postgres");
		assertThatExceptionOfType(PrivilegedDatabaseRoleException.class)
			.isThrownBy(() -> DatabaseRole.requireUnprivileged(superuser))
			.withMessageContaining("superuser")
			.satisfies((failure) -> assertThat(
					new PrivilegedDatabaseRoleFailureAnalyzer().analyze(failure, failure).getAction())
				.contains(List.of("create role rowhouse", "create database rowhouse owner rowhouse")));
	}

}
