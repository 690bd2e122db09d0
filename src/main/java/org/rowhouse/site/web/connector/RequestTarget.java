package org.rowhouse.site.web.connector;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.AuthorityCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidHostnameException;

/**
 * Refuses what the servlet API does not show, before anybody reads the request.
 */
final class RequestTarget implements HttpConfiguration.Customizer {

	private static final int MAX_PORT = 65535;

	private final long maxUrl;

	private final int maxHeaders;

	RequestTarget(long maxUrl, int maxHeaders) {
		this.maxUrl = maxUrl;
		this.maxHeaders = maxHeaders;
	}

	@Override
	public Request customize(Request request, HttpFields.Mutable responseHeaders) {
		HttpURI target = request.getHttpURI();
		String host = request.getHeaders().get(HttpHeader.HOST);
		boolean named = target.getHost() != null && !target.getHost().isEmpty();
		requireModest(request);
		require(!HttpMethod.CONNECT.is(request.getMethod()), "there are no tunnels here");
		require(target.getFragment() == null, "a target has no fragment");
		require(target.getPort() <= MAX_PORT, "a port is at most " + MAX_PORT);
		if (host != null && !host.equals(target.getAuthority())) {
			requireHost(host);
		}
		requireClearLength(request);
		if (request.getConnectionMetaData().getHttpVersion().getVersion() >= HttpVersion.HTTP_2.getVersion()) {
			require(named || host != null, "a request over HTTP/2 names a host");
			Request authorised = (named) ? request : new AuthorityCustomizer().customize(request, responseHeaders);
			return (isOwnScheme(request)) ? authorised : new OwnSchemeRequest(authorised);
		}
		require(named, "a target with a scheme names a host");
		if (!isOwnScheme(request)) {
			throw new HttpException.RuntimeException(HttpStatus.MISDIRECTED_REQUEST_421, "another scheme");
		}
		return request;
	}

	private void requireModest(Request request) {
		if (length(request.getHttpURI()) > this.maxUrl) {
			throw new HttpException.RuntimeException(HttpStatus.URI_TOO_LONG_414, "the target is too long");
		}
		if (request.getHeaders().size() > this.maxHeaders) {
			throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
					"there are too many header fields");
		}
	}

	private static long length(HttpURI target) {
		String path = target.getPathQuery();
		return (path != null) ? path.length() : 0;
	}

	/** RFC 9110, section 7.4. */
	private static boolean isOwnScheme(Request request) {
		String scheme = request.getHttpURI().getScheme();
		return scheme == null || scheme.equalsIgnoreCase(ownScheme(request));
	}

	private static String ownScheme(Request request) {
		return (request.getConnectionMetaData().isSecure()) ? "https" : "http";
	}

	/** RFC 9112, sections 6.1 and 6.3; RFC 9113, section 8.2.2. */
	private static void requireClearLength(Request request) {
		String coding = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
		require(coding == null || (coding.equalsIgnoreCase("chunked")
				&& request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1), "where does it end?");
	}

	private static void requireHost(String host) {
		try {
			Hostname.fromRequest(host);
		}
		catch (InvalidHostnameException ex) {
			require(false, "a host is malformed");
		}
	}

	private static void require(boolean condition, String reason) {
		if (!condition) {
			throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, reason);
		}
	}

	/**
	 * A request over HTTP/2 whose {@code :scheme} is not that of its connection. Only
	 * trusted proxies tell what scheme a visitor used, in a header of their own.
	 */
	private static final class OwnSchemeRequest extends Request.Wrapper {

		private final HttpURI target;

		OwnSchemeRequest(Request request) {
			super(request);
			this.target = HttpURI.build(request.getHttpURI()).scheme(ownScheme(request)).asImmutable();
		}

		@Override
		public HttpURI getHttpURI() {
			return this.target;
		}

		@Override
		public boolean isSecure() {
			return getConnectionMetaData().isSecure();
		}

	}

}
