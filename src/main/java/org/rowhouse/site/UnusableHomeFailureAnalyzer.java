package org.rowhouse.site;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how to get a folder that can be written.
 */
class UnusableHomeFailureAnalyzer extends AbstractFailureAnalyzer<UnusableHomeException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableHomeException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", "Let the user who starts Rowhouse write to " + cause.home()
				+ ", or name another folder: --rowhouse.home=/path/to/folder", cause);
	}

}
