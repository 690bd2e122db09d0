package org.rowhouse.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.rowhouse.site.RequestPath;

/**
 * A request as everything behind the {@link SiteFilter} sees it: with the normalised
 * path, and with the site's path prefix as its context path, so that controllers are
 * written for the root.
 */
class ResolvedRequest extends HttpServletRequestWrapper {

	private final RequestPath path;

	private final String prefix;

	ResolvedRequest(HttpServletRequest request, RequestPath path, String prefix) {
		super(request);
		this.path = path;
		this.prefix = prefix;
	}

	@Override
	public String getRequestURI() {
		return this.path.value();
	}

	@Override
	public String getContextPath() {
		return this.prefix;
	}

	@Override
	public String getServletPath() {
		String rest = this.path.value().substring(this.prefix.length());
		return (rest.isEmpty()) ? "/" : rest;
	}

}
