package org.rowhouse.cache;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.cache.CachedPage.Body;
import org.rowhouse.cache.CachedPage.Header;
import org.rowhouse.cache.CachedPage.Life;
import org.rowhouse.cache.PageExchange.Answer;
import org.rowhouse.site.KeptAnswers.Sent;
import org.rowhouse.site.Site;

/**
 * Sends an answer as it is wanted: compressed or not, whole, as headers alone, or as the
 * word that it has not changed (RFC 9110, section 13).
 */
final class PageSender {

	private static final long MILLIS = 1000;

	Sent send(Site site, Answer answer, long now, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		CachedPage page = answer.page();
		Body body = page.body();
		byte[] compressed = (body.gzip() != null && takesGzip(request)) ? body.gzip() : null;
		String etag = body.etag(compressed != null);
		int status = (page.isFound()) ? conditional(request, etag, page.life()) : page.made().status();
		response.setStatus(status);
		if (status == HttpServletResponse.SC_PRECONDITION_FAILED) {
			response.setContentLength(0);
			return new Sent(site, status, 0, page.made().pattern());
		}
		describe(answer, now, response);
		if (page.isFound()) {
			response.addHeader("ETag", etag);
			response.addHeader("Last-Modified", page.life().lastModified());
		}
		if (status == HttpServletResponse.SC_NOT_MODIFIED) {
			return new Sent(site, status, 0, page.made().pattern());
		}
		if (compressed != null) {
			response.addHeader("Content-Encoding", "gzip");
		}
		byte[] bytes = (compressed != null) ? compressed : body.identity();
		response.setContentLength(bytes.length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(bytes);
		}
		return new Sent(site, status, bytes.length, page.made().pattern());
	}

	/**
	 * What is outdated must not be taken for new by a cache on the way. {@code Age}: RFC
	 * 9111, section 5.1.
	 */
	private static void describe(Answer answer, long now, HttpServletResponse response) {
		CachedPage page = answer.page();
		List<Header> headers = page.made().headers();
		for (int i = 0; i < headers.size(); i++) {
			response.addHeader(headers.get(i).name(), headers.get(i).value());
		}
		if (page.body().gzip() != null) {
			response.addHeader("Vary", "Accept-Encoding");
		}
		if (answer.outdated()) {
			response.addHeader("Cache-Control", CacheControl.ASK.toString());
			response.addHeader("Age", Long.toString(Math.max(1, (now - page.life().made()) / MILLIS)));
		}
		else {
			response.addHeader("Cache-Control", page.made().cacheControl().header(now, page.life().change()));
		}
	}

	private static boolean takesGzip(HttpServletRequest request) {
		String accepted = request.getHeader("Accept-Encoding");
		if (accepted == null) {
			return false;
		}
		// What browsers and programs send, and nothing in it is weighed.
		return (accepted.startsWith("gzip") && accepted.indexOf(';') < 0
				&& (accepted.length() == 4 || accepted.charAt(4) == ','))
				|| AcceptEncoding.takesGzip(request.getHeaders("Accept-Encoding"));
	}

	private static int conditional(HttpServletRequest request, String etag, Life life) {
		String known = request.getHeader("If-None-Match");
		if (known != null && known.equals(etag) && request.getHeader("If-Match") == null
				&& request.getHeader("If-Unmodified-Since") == null) {
			return HttpServletResponse.SC_NOT_MODIFIED;
		}
		if (known == null && isUnconditional(request)) {
			return HttpServletResponse.SC_OK;
		}
		Preconditions conditions = new Preconditions(request, etag, Instant.ofEpochMilli(life.modified()));
		return (conditions.failed()) ? HttpServletResponse.SC_PRECONDITION_FAILED
				: (conditions.notModified()) ? HttpServletResponse.SC_NOT_MODIFIED : HttpServletResponse.SC_OK;
	}

	private static boolean isUnconditional(HttpServletRequest request) {
		return isAbsent(request.getHeader("If-Modified-Since")) && isAbsent(request.getHeader("If-Match"))
				&& isAbsent(request.getHeader("If-Unmodified-Since"));
	}

	private static boolean isAbsent(@Nullable String header) {
		return header == null;
	}

}
