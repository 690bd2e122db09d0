package org.rowhouse.site.web.connector;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.compression.DeflaterPool;
import org.jspecify.annotations.Nullable;

/**
 * Compresses text with gzip for clients that take it, unless it has a coding already,
 * forbids that it is transformed, or is small. Such an answer gets an entity tag of its
 * own (RFC 9110, section 8.8.3.3), which is read as that of the text when it comes back
 * in {@code If-Match} or {@code If-None-Match}.
 */
final class Compression extends Handler.Wrapper {

	static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());

	/** What fits into one packet gains nothing. */
	static final long MIN_BYTES = 1024;

	private static final String GZIP = "gzip";

	private static final String IDENTITY = "identity";

	/** Behind the tag of what is not compressed; that no two tags differ in it alone. */
	private static final String SUFFIX = "--gzip\"";

	private static final Set<String> TYPES = Set.of("application/json", "application/xml", "application/javascript",
			"image/svg+xml");

	private static final String EVENTS = "text/event-stream";

	/** A little less than the best, for half of the time. */
	private static final int LEVEL = 5;

	private final DeflaterPool deflaters = new DeflaterPool(4 * Runtime.getRuntime().availableProcessors(), LEVEL,
			true);

	Compression(Handler handler) {
		super(handler);
		installBean(this.deflaters);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		HttpFields fields = request.getHeaders();
		boolean ours = hasSuffix(fields, HttpHeader.IF_NONE_MATCH) || hasSuffix(fields, HttpHeader.IF_MATCH);
		Request asked = (ours) ? new UncodedRequest(request) : request;
		return super.handle(asked, new CodedResponse(this, asked, response, takesGzip(fields)), callback);
	}

	DeflaterPool deflaters() {
		return this.deflaters;
	}

	/**
	 * Tells whether a text is worth its compression.
	 * @param status the status of the answer
	 * @param headers its headers
	 * @return whether it is text that has no coding
	 */
	static boolean isCompressible(int status, HttpFields headers) {
		return status != HttpStatus.PARTIAL_CONTENT_206 && status != HttpStatus.NO_CONTENT_204
				&& !headers.contains(HttpHeader.CONTENT_ENCODING)
				&& !headers.contains(HttpHeader.CACHE_CONTROL, "no-transform")
				&& isText(headers.get(HttpHeader.CONTENT_TYPE));
	}

	/**
	 * Returns the entity tag of a text when it is compressed.
	 * @param tag the tag of the text; a weak one is that of both
	 * @return the tag
	 */
	static String coded(String tag) {
		return (tag.startsWith("\"") && tag.length() > 1) ? tag.substring(0, tag.length() - 1) + SUFFIX : tag;
	}

	private static boolean isText(@Nullable String contentType) {
		if (contentType == null) {
			return false;
		}
		String type = MimeTypes.getContentTypeWithoutCharset(contentType).toLowerCase(Locale.ROOT);
		return (type.startsWith("text/") && !type.equals(EVENTS)) || TYPES.contains(type) || type.endsWith("+json")
				|| type.endsWith("+xml");
	}

	private static boolean hasSuffix(HttpFields fields, HttpHeader header) {
		for (HttpField field : fields) {
			if (field.getHeader() == header && field.getValue() != null && field.getValue().contains(SUFFIX)) {
				return true;
			}
		}
		return false;
	}

	private static boolean takesGzip(HttpFields fields) {
		QuotedQualityCSV accepted = null;
		for (HttpField field : fields) {
			if (field.getHeader() == HttpHeader.ACCEPT_ENCODING) {
				accepted = (accepted != null) ? accepted : new QuotedQualityCSV();
				accepted.addValue(field.getValue());
			}
		}
		return accepted != null && weight(accepted, GZIP) > 0 && weight(accepted, GZIP) >= weight(accepted, IDENTITY);
	}

	/** RFC 9110, section 12.5.3: the star stands for what is not named. */
	private static double weight(QuotedQualityCSV accepted, String coding) {
		double others = 0;
		for (QuotedQualityCSV.QualityValue member : accepted.getQualityValues()) {
			if (member.getValue().equalsIgnoreCase(coding)) {
				return member.getWeight();
			}
			others = (member.getValue().equals("*")) ? member.getWeight() : others;
		}
		return (coding.equals(GZIP)) ? others : 0;
	}

	static boolean isHead(Request request) {
		return HttpMethod.HEAD.is(request.getMethod());
	}

	/**
	 * A request that names texts by the tags that they had before they were compressed.
	 */
	static final class UncodedRequest extends Request.Wrapper {

		private final HttpFields fields;

		UncodedRequest(Request request) {
			super(request);
			HttpFields.Mutable changed = HttpFields.build(request.getHeaders());
			for (HttpHeader header : List.of(HttpHeader.IF_MATCH, HttpHeader.IF_NONE_MATCH)) {
				List<String> values = request.getHeaders().getValuesList(header);
				if (!values.isEmpty()) {
					changed.put(header.asString(),
							values.stream().map((value) -> value.replace(SUFFIX, "\"")).toList());
				}
			}
			this.fields = changed.asImmutable();
		}

		@Override
		public HttpFields getHeaders() {
			return this.fields;
		}

		/**
		 * Tells whether the client has a text compressed.
		 * @param tag the tag of the text
		 * @return whether it named the one of the compressed text
		 */
		boolean hasCoded(String tag) {
			return getWrapped().getHeaders()
				.getValuesList(HttpHeader.IF_NONE_MATCH)
				.stream()
				.anyMatch((value) -> value.contains(coded(tag)));
		}

	}

}
