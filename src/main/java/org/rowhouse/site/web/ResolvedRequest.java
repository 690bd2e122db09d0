package org.rowhouse.site.web;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.RequestPath;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * A request as everything behind the {@link SiteFilter} sees it: with the normalised
 * path, and with the site's path prefix as its context path, so that controllers are
 * written for the root.
 */
class ResolvedRequest extends HttpServletRequestWrapper {

	private final RequestPath path;

	private final String prefix;

	private final ConnectorControl connector;

	ResolvedRequest(HttpServletRequest request, RequestPath path, String prefix, ConnectorControl connector) {
		super(request);
		this.path = path;
		this.prefix = prefix;
		this.connector = connector;
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
		return (rest.isEmpty()) ? "/" : UriUtils.decode(rest, StandardCharsets.UTF_8);
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = getParameterValues(name);
		return (values != null && values.length > 0) ? values[0] : null;
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return getParameterMap().get(name);
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(getParameterMap().keySet());
	}

	/**
	 * Reads query and form.
	 * @throws MalformedParametersException if they cannot be read: broken escapes, too
	 * many, too long, too slow; each connector has an exception of its own for that
	 */
	@Override
	public Map<String, String[]> getParameterMap() {
		try {
			return super.getParameterMap();
		}
		catch (RuntimeException ex) {
			throw new MalformedParametersException(HttpStatus.valueOf(this.connector.statusOf(ex)), ex);
		}
	}

	/**
	 * The query or the form of a request cannot be read: 400, 408 or 413.
	 */
	static class MalformedParametersException extends ResponseStatusException {

		MalformedParametersException(HttpStatus status, Throwable cause) {
			super(status, "The query or the form cannot be read.", cause);
		}

	}

}
