package org.rowhouse.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import org.rowhouse.site.ReadyAnswers;
import org.rowhouse.site.ReadyAnswers.ReadyHeaders;

/**
 * The headers of an answer in one of its forms, as they are sent.
 *
 * @param whole what comes with the body, and with the headers alone
 * @param unchanged what comes with the word that it has not changed
 * @param cacheControl what caches on the way are told, as long as nothing is planned soon
 */
record ReadyPage(ReadyHeaders whole, ReadyHeaders unchanged, ReadyHeaders cacheControl) {

	static ReadyPage of(CachedPage page, boolean compressed, ReadyAnswers connector) {
		Body body = page.body();
		List<Entry<String, String>> headers = new ArrayList<>();
		page.made().headers().forEach((header) -> headers.add(Map.entry(header.name(), header.value())));
		if (body.isCompressible()) {
			headers.add(Map.entry("Vary", "Accept-Encoding"));
		}
		if (page.isFound()) {
			headers.add(Map.entry("ETag", body.etag(compressed)));
			headers.add(Map.entry("Last-Modified", page.life().lastModified()));
		}
		ReadyHeaders unchanged = connector.ready(headers);
		ReadyHeaders whole = unchanged;
		if (compressed) {
			headers.add(Map.entry("Content-Encoding", "gzip"));
			whole = connector.ready(headers);
		}
		return new ReadyPage(whole, unchanged,
				connector.ready(List.of(Map.entry("Cache-Control", page.made().cacheControl().toString()))));
	}

}
