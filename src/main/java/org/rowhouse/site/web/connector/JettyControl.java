package org.rowhouse.site.web.connector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.rowhouse.site.web.ConnectorControl;

import org.springframework.web.util.WebUtils;

/**
 * The control of Jetty.
 */
final class JettyControl implements ConnectorControl {

	private static final Set<Integer> TELLING = Set.of(HttpStatus.REQUEST_TIMEOUT_408,
			HttpStatus.PAYLOAD_TOO_LARGE_413);

	private final long maxSiteBody;

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
		return new ReadyFields(headers);
	}

	/** Around the state of the servlet response, which would read each of them. */
	@Override
	public void add(HttpServletResponse response, ReadyHeaders headers) {
		Response jetty = ServletContextResponse.getServletContextResponse(response).getWrapped();
		((ReadyFields) headers).addTo(jetty.getHeaders(), jetty.getRequest().getConnectionMetaData().getHttpVersion());
	}

	@Override
	public void send(HttpServletResponse response, byte[] body) throws IOException {
		ServletContextResponse jetty = ServletContextResponse.getServletContextResponse(response);
		jetty.getWrapped().getHeaders().add(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, body.length));
		jetty.getHttpOutput().sendContent(ByteBuffer.wrap(body));
	}

	@Override
	public long sentBytes(HttpServletResponse response) {
		return ServletContextResponse.getServletContextResponse(response).getHttpOutput().getWritten();
	}

}
