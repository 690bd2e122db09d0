package org.rowhouse.site;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how the admin host is written: the only host name that is read at start.
 */
class InvalidHostnameFailureAnalyzer extends AbstractFailureAnalyzer<InvalidHostnameException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidHostnameException cause) {
		return new FailureAnalysis("rowhouse.admin.host is not a host name: " + cause.getMessage() + ".",
				"Write a host without scheme, port and path, such as admin.example.com.", cause);
	}

}
