package org.rowhouse.delivery;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import org.rowhouse.content.Item;
import org.rowhouse.content.PublishedContent;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The newest posts of a site as an Atom feed (RFC 4287).
 */
@RestController
@OnHost(HostKind.SITE)
class FeedController {

	private static final int POSTS_IN_FEED = 20;

	private static final MediaType ATOM = MediaType.parseMediaType("application/atom+xml;charset=UTF-8");

	private final PublishedContent content;

	private final SiteModelFactory models;

	FeedController(PublishedContent content, SiteModelFactory models) {
		this.content = content;
		this.models = models;
	}

	@GetMapping("/feed.xml")
	ResponseEntity<String> feed(Site site) throws FeedException {
		String url = this.models.baseUrl(site);
		List<Item> posts = this.content.newestPosts(POSTS_IN_FEED);
		Feed feed = new Feed("atom_1.0");
		feed.setId(url + "/");
		feed.setTitle(site.name());
		feed.setSubtitle(text("text", site.tagline()));
		feed.setAlternateLinks(List.of(link("alternate", url + "/")));
		feed.setOtherLinks(List.of(link("self", url + "/feed.xml")));
		feed.setAuthors(List.<SyndPerson>of(author(site)));
		feed.setUpdated(Date.from(posts.stream().map(Item::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH)));
		feed.setEntries(posts.stream().map((post) -> entry(url, post)).toList());
		return ResponseEntity.ok()
			.contentType(ATOM)
			.cacheControl(CacheControl.noCache())
			.body(new WireFeedOutput().outputString(feed));
	}

	private static SyndPerson author(Site site) {
		Person person = new Person();
		person.setName(site.name());
		return person;
	}

	private static Entry entry(String url, Item post) {
		Entry entry = new Entry();
		entry.setId(url + post.url());
		entry.setTitle(post.title());
		entry.setAlternateLinks(List.of(link("alternate", url + post.url())));
		entry.setPublished((post.publishAt() != null) ? Date.from(post.publishAt()) : null);
		entry.setUpdated(Date.from(post.updatedAt()));
		entry.setSummary(text("text", post.excerpt()));
		entry.setContents(List.of(text("html", RootLinks.under(url, post.html()))));
		entry.setCategories(post.tags().stream().map((tag) -> {
			Category category = new Category();
			category.setTerm(tag.slug());
			category.setLabel(tag.name());
			return category;
		}).toList());
		return entry;
	}

	private static Content text(String type, String value) {
		Content content = new Content();
		content.setType(type);
		content.setValue(value);
		return content;
	}

	private static Link link(String relation, String href) {
		Link link = new Link();
		link.setRel(relation);
		link.setHref(href);
		return link;
	}

}
