package org.rowhouse.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import org.rowhouse.cache.CachedPage.Body;
import org.rowhouse.site.ReadyAnswers;
import org.rowhouse.site.ReadyAnswers.ReadyHeaders;

/**
 * The headers of an answer in one of its forms, as they are sent.
 *
 * @param always what comes with the body and with the word that it has not changed
 * @param content what comes with the body and with the headers alone
 * @param cacheControl what caches on the way are told, as long as nothing is planned soon
 */
record ReadyPage(ReadyHeaders always, ReadyHeaders content, ReadyHeaders cacheControl) {

	static ReadyPage of(CachedPage page, boolean compressed, ReadyAnswers connector) {
		Body body = page.body();
		List<Entry<String, String>> always = new ArrayList<>();
		page.made().headers().forEach((header) -> always.add(Map.entry(header.name(), header.value())));
		if (body.gzip() != null) {
			always.add(Map.entry("Vary", "Accept-Encoding"));
		}
		if (page.isFound()) {
			always.add(Map.entry("ETag", body.etag(compressed)));
			always.add(Map.entry("Last-Modified", page.life().lastModified()));
		}
		List<Entry<String, String>> content = new ArrayList<>();
		if (compressed) {
			content.add(Map.entry("Content-Encoding", "gzip"));
		}
		content.add(Map.entry("Content-Length", Integer.toString(body.bytes(compressed).length)));
		return new ReadyPage(connector.ready(always), connector.ready(content),
				connector.ready(List.of(Map.entry("Cache-Control", page.made().cacheControl().toString()))));
	}

}
