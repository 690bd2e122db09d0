package org.rowhouse.site;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how to connect with a role that row level security binds.
 */
class PrivilegedDatabaseRoleFailureAnalyzer extends AbstractFailureAnalyzer<PrivilegedDatabaseRoleException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PrivilegedDatabaseRoleException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Connect as a role without these rights that owns the database, for example:\n\n"
						+ "    create role rowhouse login password '...';\n"
						+ "    create database rowhouse owner rowhouse;\n\n"
						+ "and set spring.datasource.username=rowhouse in place of '" + cause.role() + "'.",
				cause);
	}

}
