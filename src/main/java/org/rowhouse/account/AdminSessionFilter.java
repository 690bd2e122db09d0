package org.rowhouse.account;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.site.HostKind;

import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Gives requests to the admin host their session. No site has any.
 */
class AdminSessionFilter implements Filter {

	private final SessionRepositoryFilter<StoredSession> sessions;

	AdminSessionFilter(SessionRepositoryFilter<StoredSession> sessions) {
		this.sessions = sessions;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest http && HostKind.ADMIN.matches(http)) {
			this.sessions.doFilter(request, response, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
