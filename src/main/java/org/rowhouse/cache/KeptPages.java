package org.rowhouse.cache;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.cache.PageExchange.Answer;
import org.rowhouse.site.KeptAnswers;
import org.rowhouse.site.ReadyAnswers;
import org.rowhouse.site.RequestPath;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * Sends what is kept at the door of a site. Nothing private is ever kept, and what is
 * private is part of what a site's version stands for: an answer that is right for the
 * version is public in it.
 */
@Component
class KeptPages implements KeptAnswers {

	private final PageCache cache;

	private final PageSender sender;

	KeptPages(PageCache cache, ReadyAnswers connector) {
		this.sender = new PageSender(connector);
		this.cache = cache;
	}

	@Override
	public @Nullable Sent send(Site site, String prefix, RequestPath path, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		String method = request.getMethod();
		if (!this.cache.isEnabled() || !("GET".equals(method) || "HEAD".equals(method))) {
			return null;
		}
		PageKey key = new PageKey(site.id(), request.isSecure(), prefix, path.value(), "");
		CachedPage page = this.cache.find(key, request.getQueryString());
		long now = this.cache.clock().millis();
		if (page == null || !page.isFresh(site, this.cache.generation(), now)) {
			return null;
		}
		page.countVisit(site, request);
		return this.sender.send(site, new Answer(page, false), now, request, response);
	}

}
