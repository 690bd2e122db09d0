package org.rowhouse.site.web;

import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request without the headers of proxies: what a stranger wrote in them is of no
 * interest, and what a trusted proxy wrote has been read.
 */
class UnforwardedRequest extends HttpServletRequestWrapper {

	UnforwardedRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public @Nullable String getHeader(String name) {
		return (ForwardedLists.isForwarded(name)) ? null : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return (ForwardedLists.isForwarded(name)) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return Collections.enumeration(Collections.list(super.getHeaderNames())
			.stream()
			.filter((name) -> !ForwardedLists.isForwarded(name))
			.toList());
	}

	@Override
	public long getDateHeader(String name) {
		return (ForwardedLists.isForwarded(name)) ? -1 : super.getDateHeader(name);
	}

	@Override
	public int getIntHeader(String name) {
		return (ForwardedLists.isForwarded(name)) ? -1 : super.getIntHeader(name);
	}

}
