package org.rowhouse.cache;

import java.io.IOException;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.cache.CachedPage.Life;
import org.rowhouse.cache.PageExchange.Answer;
import org.rowhouse.site.KeptAnswers.Sent;
import org.rowhouse.site.ReadyAnswers;
import org.rowhouse.site.Site;

/**
 * Sends an answer as it is wanted: compressed or not, whole, as headers alone, or as the
 * word that it has not changed (RFC 9110, section 13).
 */
final class PageSender {

	private static final long MILLIS = 1000;

	private final ReadyAnswers connector;

	PageSender(ReadyAnswers connector) {
		this.connector = connector;
	}

	Sent send(Site site, Answer answer, long now, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		CachedPage page = answer.page();
		Body body = page.body();
		boolean compressed = body.isCompressed() && takesGzip(request);
		int status = (page.isFound()) ? conditional(request, body.etag(compressed), page.life()) : page.made().status();
		response.setStatus(status);
		if (status == HttpServletResponse.SC_PRECONDITION_FAILED) {
			response.setContentLength(0);
			return new Sent(site, status, 0, page.made().pattern());
		}
		ReadyPage ready = page.ready(compressed, this.connector);
		boolean changed = status != HttpServletResponse.SC_NOT_MODIFIED;
		this.connector.add(response, (changed) ? ready.whole() : ready.unchanged());
		limit(answer, ready, now, response);
		if (!changed) {
			return new Sent(site, status, 0, page.made().pattern());
		}
		byte[] bytes = body.bytes(compressed);
		if ("HEAD".equals(request.getMethod())) {
			// Or it would be the length of what is sent.
			response.setContentLength(bytes.length);
		}
		else {
			this.connector.send(response, bytes);
		}
		return new Sent(site, status, bytes.length, page.made().pattern());
	}

	/**
	 * What is outdated must not be taken for new by a cache on the way. {@code Age}: RFC
	 * 9111, section 5.1.
	 */
	private void limit(Answer answer, ReadyPage ready, long now, HttpServletResponse response) {
		CachedPage page = answer.page();
		CacheControl told = page.made().cacheControl();
		if (answer.outdated()) {
			response.addHeader("Cache-Control", CacheControl.ASK.toString());
			response.addHeader("Age", Long.toString(Math.max(1, (now - page.life().made()) / MILLIS)));
		}
		else if (told.isWhole(now, page.life().change())) {
			this.connector.add(response, ready.cacheControl());
		}
		else {
			response.addHeader("Cache-Control", page.cacheControl(now));
		}
	}

	static boolean takesGzip(HttpServletRequest request) {
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
