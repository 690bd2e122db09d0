package org.rowhouse.site.web.connector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answer to what is so malformed, large or late that it reaches no filter: one line,
 * without a version.
 */
final class PlainRefusal implements Request.Handler {

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
		response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
		if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()) {
			// Nobody knows where it ends.
			response.getHeaders().put(HttpHeader.CONNECTION, "close");
		}
		byte[] line = (response.getStatus() + " " + reason(response.getStatus()) + "\n")
			.getBytes(StandardCharsets.UTF_8);
		response.write(true, ByteBuffer.wrap(line), callback);
		return true;
	}

	private static String reason(int status) {
		return switch (status) {
			case HttpStatus.REQUEST_TIMEOUT_408 -> "The body of the request comes too slowly.";
			case HttpStatus.PAYLOAD_TOO_LARGE_413 -> "The body of the request is too large.";
			case HttpStatus.URI_TOO_LONG_414 -> "The address is too long.";
			case HttpStatus.MISDIRECTED_REQUEST_421 -> "This connection is not for that host.";
			case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "The headers of the request are too large.";
			case HttpStatus.SERVICE_UNAVAILABLE_503 -> "Too much is being sent here. Try again in a moment.";
			case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "Something went wrong here.";
			default -> "The request is malformed.";
		};
	}

}
