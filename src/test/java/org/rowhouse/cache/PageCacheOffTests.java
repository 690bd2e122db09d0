package org.rowhouse.cache;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where no page is kept caches on the way and visitors are told the same of each.
 */
@RowhouseTest
@TestPropertySource(properties = { "rowhouse.page-cache.size=0", "rowhouse.cdn.tag-header=Surrogate-Key" })
class PageCacheOffTests {

	private static final String KEY = "unkept-pages";

	@Autowired
	private Sites sites;

	@Autowired
	private ContentItems items;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private PageCache cache;

	@Value("${local.server.port}")
	private int port;

	@Test
	void answersThatAreNotKeptAreDescribedLikeOthers() {
		Site site = this.sites.create(new SiteSettings(KEY, KEY, "", List.of(), "plain", "en", "UTC",
				Map.of("cachePages", "5m", "cacheFeeds", "15m")));
		this.currentSite.run(site, () -> this.items.create(ContentKind.POST,
				new Draft("one", "One", "", "Text", "", ContentState.PUBLISHED, null, List.of())));
		Http visitor = Http.to(this.port, KEY + ".localhost");
		for (String path : List.of("/", "/posts/one", "/feed.xml")) {
			// What was begun before themes are read again is asked for again.
			HttpResponse<String> made = Awaitility.await()
				.until(() -> visitor.get(path), (answer) -> cacheControl(answer).startsWith("public, max-age="));
			assertThat(made.statusCode()).isEqualTo(200);
			assertThat(made.headers().firstValue("Surrogate-Key").orElseThrow()).contains(KEY);
			assertThat(made.headers().allValues("Vary")).containsExactly("Accept-Encoding");
			assertThat(made.headers().firstValue("Last-Modified")).isPresent();
			String tag = made.headers().firstValue("ETag").orElseThrow();
			assertThat(visitor.get(path).headers().firstValue("ETag")).hasValue(tag);
			assertThat(visitor.with("If-None-Match", tag).get(path).statusCode()).isEqualTo(304);
			HttpResponse<byte[]> coded = visitor.with("Accept-Encoding", "gzip").bytes("GET", path, new byte[0]);
			assertThat(coded.headers().firstValue("Content-Encoding")).hasValue("gzip");
			assertThat(coded.headers().firstValue("ETag")).isPresent().isNotEqualTo(made.headers().firstValue("ETag"));
			assertThat(visitor.send("HEAD", path, null).headers().firstValue("ETag")).hasValue(tag);
		}
		assertThat(visitor.get("/nothing-here").statusCode()).isEqualTo(404);
		assertThat(this.cache.fill().answers()).isZero();
		assertThat(this.cache.find(new PageKey(site.id(), false, "", "/", ""))).isNull();
	}

	private static String cacheControl(HttpResponse<String> answer) {
		return answer.headers().firstValue("Cache-Control").orElseThrow();
	}

}
