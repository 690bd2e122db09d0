package org.rowhouse.account;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which password the first administrator can have.
 */
class UnusablePasswordFailureAnalyzer extends AbstractFailureAnalyzer<UnusablePasswordException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusablePasswordException cause) {
		return new FailureAnalysis(
				"The password in rowhouse.admin.password cannot be used for the first administrator.",
				cause.getMessage() + " Or unset it: a link to choose one is printed then.", cause);
	}

}
