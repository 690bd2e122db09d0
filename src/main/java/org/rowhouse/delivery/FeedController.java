package org.rowhouse.delivery;

import java.util.List;

import org.rowhouse.cache.AnswerKind;
import org.rowhouse.cache.PageCached;
import org.rowhouse.content.FeedContent;
import org.rowhouse.content.FeedContent.FeedPost;
import org.rowhouse.content.Tag;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The newest posts of a site, all of them or those with a tag, in the three formats that
 * readers know: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.
 */
@RestController
@OnHost(HostKind.SITE)
class FeedController {

	private static final int POSTS_IN_FEED = 20;

	private final FeedContent content;

	private final SiteModelFactory models;

	private final ItemTexts texts;

	FeedController(FeedContent content, SiteModelFactory models, ItemTexts texts) {
		this.texts = texts;
		this.content = content;
		this.models = models;
	}

	@PageCached(AnswerKind.FEED)
	@GetMapping("/feed.xml")
	ResponseEntity<String> atom(Site site) {
		return answer(FeedFormat.ATOM, all(site, FeedFormat.ATOM));
	}

	@PageCached(AnswerKind.FEED)
	@GetMapping("/rss.xml")
	ResponseEntity<String> rss(Site site) {
		return answer(FeedFormat.RSS, all(site, FeedFormat.RSS));
	}

	@PageCached(AnswerKind.FEED)
	@GetMapping("/feed.json")
	ResponseEntity<String> json(Site site) {
		return answer(FeedFormat.JSON, all(site, FeedFormat.JSON));
	}

	@PageCached(AnswerKind.FEED)
	@GetMapping("/tag/{slug}/feed.xml")
	ResponseEntity<String> atomOfTag(@PathVariable String slug, Site site) {
		return answer(FeedFormat.ATOM, tagged(site, slug, FeedFormat.ATOM));
	}

	@PageCached(AnswerKind.FEED)
	@GetMapping("/tag/{slug}/rss.xml")
	ResponseEntity<String> rssOfTag(@PathVariable String slug, Site site) {
		return answer(FeedFormat.RSS, tagged(site, slug, FeedFormat.RSS));
	}

	@PageCached(AnswerKind.FEED)
	@GetMapping("/tag/{slug}/feed.json")
	ResponseEntity<String> jsonOfTag(@PathVariable String slug, Site site) {
		return answer(FeedFormat.JSON, tagged(site, slug, FeedFormat.JSON));
	}

	private Feed all(Site site, FeedFormat format) {
		String base = this.models.baseUrl(site);
		return new Feed(site, site.name(), base, base + "/", base + "/" + format.file(),
				readable(site, base, this.content.newest(POSTS_IN_FEED)));
	}

	private Feed tagged(Site site, String slug, FeedFormat format) {
		Tag tag = this.content.tag(slug).orElseThrow(NotOnSiteException::new);
		List<FeedPost> posts = this.content.newest(slug, POSTS_IN_FEED);
		String base = this.models.baseUrl(site);
		String page = base + "/tag/" + slug;
		return new Feed(site, site.name() + ": " + tag.name(), base, page, page + "/" + format.file(),
				readable(site, base, posts));
	}

	private List<FeedPost> readable(Site site, String base, List<FeedPost> posts) {
		return posts.stream().map((post) -> post.withHtml(this.texts.of(site, post.html(), base))).toList();
	}

	private static ResponseEntity<String> answer(FeedFormat format, Feed feed) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(format.type()))
			.cacheControl(CacheControl.noCache())
			.body(format.write(feed));
	}

}
