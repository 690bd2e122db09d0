package org.rowhouse.site;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says that Rowhouse is running in this home already.
 */
class DatabaseInUseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	/** H2's DATABASE_ALREADY_OPEN_1. */
	private static final int ALREADY_OPEN = 90020;

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		if (cause.getErrorCode() != ALREADY_OPEN) {
			return null;
		}
		return new FailureAnalysis("The database file in data/ is in use: Rowhouse is running in this folder already.",
				"Stop the other process, or start this one in another folder with --rowhouse.home=/path/to/folder",
				cause);
	}

}
