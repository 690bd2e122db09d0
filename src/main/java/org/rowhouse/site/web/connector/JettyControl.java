package org.rowhouse.site.web.connector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.rowhouse.site.web.ConnectorControl;

import org.springframework.web.util.WebUtils;

/**
 * The control of Jetty.
 */
final class JettyControl implements ConnectorControl {

	private static final Set<Integer> TELLING = Set.of(HttpStatus.REQUEST_TIMEOUT_408,
			HttpStatus.PAYLOAD_TOO_LARGE_413);

	/** Headers of which each answer has another. */
	private static final Set<String> OWN = Set.of("ETag", "Last-Modified", "Content-Length", "Location",
			"Cache-Control", "Surrogate-Key", "Cache-Tag");

	private static final int MAX_ENCODED = 2000;

	private final long maxSiteBody;

	/** Headers that many pages have take their place once. */
	private final LoadingCache<Entry<String, String>, HttpField> encoded = Caffeine.newBuilder()
		.maximumSize(MAX_ENCODED)
		.build(JettyControl::encode);

	JettyControl(long maxSiteBody) {
		this.maxSiteBody = maxSiteBody;
	}

	@Override
	public void close(HttpServletRequest request) {
		ServletApiRequest jetty = WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jetty != null) {
			jetty.getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
		}
	}

	@Override
	public boolean admitsBody(HttpServletRequest request) {
		long length = request.getContentLengthLong();
		boolean read = !"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod());
		if (length < 0 && read) {
			ServletApiRequest jetty = WebUtils.getNativeRequest(request, ServletApiRequest.class);
			return jetty == null || TransferGuard.limitBody(jetty.getRequest(), this.maxSiteBody);
		}
		return length <= this.maxSiteBody;
	}

	@Override
	public int statusOf(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof HttpException known && TELLING.contains(known.getCode())) {
				return known.getCode();
			}
		}
		return HttpStatus.BAD_REQUEST_400;
	}

	@Override
	public boolean hasHeader(HttpServletRequest request, Predicate<String> name) {
		ServletApiRequest jetty = (request instanceof ServletApiRequest own) ? own
				: WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jetty == null) {
			return ConnectorControl.super.hasHeader(request, name);
		}
		for (HttpField field : jetty.getRequest().getHeaders()) {
			if (name.test(field.getName())) {
				return true;
			}
		}
		return false;
	}

	@Override
	public ReadyHeaders ready(List<Entry<String, String>> headers) {
		return new Encoded(headers.stream().map(this::ready).toArray(HttpField[]::new));
	}

	private HttpField ready(Entry<String, String> header) {
		return (OWN.contains(header.getKey())) ? encode(header)
				: this.encoded.get(Map.entry(header.getKey(), header.getValue()));
	}

	private static HttpField encode(Entry<String, String> header) {
		return new PreEncodedHttpField(header.getKey(), header.getValue());
	}

	/** Around the state of the servlet response, which would read each of them. */
	@Override
	public void add(HttpServletResponse response, ReadyHeaders headers) {
		HttpFields.Mutable fields = ServletContextResponse.getServletContextResponse(response)
			.getWrapped()
			.getHeaders();
		for (HttpField field : ((Encoded) headers).fields) {
			fields.add(field);
		}
	}

	@Override
	public void send(HttpServletResponse response, byte[] body) throws IOException {
		ServletContextResponse.getServletContextResponse(response).getHttpOutput().sendContent(ByteBuffer.wrap(body));
	}

	@Override
	public long sentBytes(HttpServletResponse response) {
		return ServletContextResponse.getServletContextResponse(response).getHttpOutput().getWritten();
	}

	private static final class Encoded implements ReadyHeaders {

		private final HttpField[] fields;

		Encoded(HttpField[] fields) {
			this.fields = fields;
		}

	}

}
