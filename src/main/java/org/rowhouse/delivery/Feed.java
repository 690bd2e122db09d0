package org.rowhouse.delivery;

import java.time.Instant;
import java.util.List;

import org.rowhouse.content.FeedContent.FeedPost;
import org.rowhouse.site.Site;

/**
 * A feed in no format yet.
 *
 * @param site the site
 * @param title what readers call it
 * @param base where the site is, without a slash at the end
 * @param page the address of the page with the same posts
 * @param self the address of the feed
 * @param posts its posts, the newest first, with texts in which links are absolute
 */
record Feed(Site site, String title, String base, String page, String self, List<FeedPost> posts) {

	/** When something of it changed last; the beginning of 1970 for one without posts. */
	Instant updated() {
		return this.posts.stream().map(FeedPost::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
	}

	String urlOf(FeedPost post) {
		return this.base + post.path();
	}

	/** The picture that stands for a post, or the empty string. */
	String pictureOf(FeedPost post) {
		return (post.cover().startsWith("/")) ? this.base + post.cover() : post.cover();
	}

	/** Who wrote a post; the site itself where nobody is named. */
	String authorOf(FeedPost post) {
		return (post.author().isEmpty()) ? this.site.name() : post.author();
	}

}
