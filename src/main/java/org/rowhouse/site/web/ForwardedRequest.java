package org.rowhouse.site.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.RequestPath;

import org.springframework.web.util.UriUtils;

/**
 * A request as it was before trusted proxies passed it on.
 */
class ForwardedRequest extends UnforwardedRequest {

	private static final String HOST = "Host";

	private final Origin origin;

	private final String scheme;

	private final int port;

	private final String uri;

	/**
	 * Puts the origin over a request.
	 * @param request the request as the proxy sent it
	 * @param origin where it came from
	 * @throws org.rowhouse.site.InvalidPathException if there is a prefix and the path
	 * cannot be put behind it; a path with {@code ..} must not lead out of the prefix
	 */
	ForwardedRequest(HttpServletRequest request, Origin origin) {
		super(request);
		this.origin = origin;
		this.scheme = (origin.scheme() != null) ? origin.scheme() : request.getScheme();
		this.port = port(request, origin, this.scheme);
		this.uri = (origin.prefix().isEmpty()) ? request.getRequestURI()
				: origin.prefix() + RequestPath.of(request.getRequestURI()).value();
	}

	private static int port(HttpServletRequest request, Origin origin, String scheme) {
		Integer forwarded = origin.port();
		if (forwarded != null) {
			return forwarded;
		}
		int own = request.getServerPort();
		boolean usual = own == Origin.usualPort(request.getScheme());
		return (origin.host() != null || usual) ? Origin.usualPort(scheme) : own;
	}

	@Override
	public @Nullable String getRemoteAddr() {
		return (this.origin.client() != null) ? this.origin.client().getHostAddress() : super.getRemoteAddr();
	}

	/** The address: a name would have to be looked up. */
	@Override
	public @Nullable String getRemoteHost() {
		return getRemoteAddr();
	}

	@Override
	public String getScheme() {
		return this.scheme;
	}

	@Override
	public boolean isSecure() {
		return "https".equals(this.scheme);
	}

	@Override
	public String getServerName() {
		return (this.origin.host() != null) ? this.origin.host().toString() : super.getServerName();
	}

	@Override
	public int getServerPort() {
		return this.port;
	}

	@Override
	public String getRequestURI() {
		return this.uri;
	}

	@Override
	public StringBuffer getRequestURL() {
		return new StringBuffer(this.scheme).append("://").append(authority()).append(this.uri);
	}

	@Override
	public String getServletPath() {
		return UriUtils.decode(this.origin.prefix(), StandardCharsets.UTF_8) + super.getServletPath();
	}

	@Override
	public @Nullable String getHeader(String name) {
		return (replaces(name)) ? authority() : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return (replaces(name)) ? Collections.enumeration(List.of(authority())) : super.getHeaders(name);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		List<String> names = new ArrayList<>(Collections.list(super.getHeaderNames()));
		if (replaces(HOST) && names.stream().noneMatch(HOST::equalsIgnoreCase)) {
			names.add(HOST);
		}
		return Collections.enumeration(names);
	}

	private boolean replaces(String header) {
		return this.origin.host() != null && HOST.equalsIgnoreCase(header);
	}

	private String authority() {
		return getServerName() + ((this.port == Origin.usualPort(this.scheme)) ? "" : ":" + this.port);
	}

}
