package org.rowhouse.site.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how the addresses of proxies are written.
 */
class InvalidTrustedProxyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTrustedProxyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTrustedProxyException cause) {
		return new FailureAnalysis(
				"rowhouse.trusted-proxies has the entry '" + cause.value() + "', which cannot be used: "
						+ cause.getMessage() + ".",
				"Write the address of the proxy, such as 127.0.0.1 or 2001:db8::5, or a whole network, such as "
						+ "10.0.0.0/8 or 2001:db8::/32. Names are not looked up.",
				cause);
	}

}
