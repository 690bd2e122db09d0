package org.rowhouse.theme;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What templates get to see: records of plain values, and nothing that leads anywhere
 * else. Documented for designers in {@code docs/themes.md}.
 */
public final class TemplateModel {

	private TemplateModel() {
	}

	/**
	 * The site.
	 *
	 * @param key its key
	 * @param name its name
	 * @param tagline a line below the name; may be empty
	 * @param language BCP 47 tag
	 * @param url its absolute address, without a slash at the end
	 * @param options texts that its owner set
	 */
	public record SiteModel(String key, String name, String tagline, String language, String url,
			Map<String, String> options) {

	}

	/**
	 * What programs want to know of a page.
	 *
	 * @param description what it is about, plain; may be empty
	 * @param url its canonical address, absolute
	 * @param type {@code website} or {@code article}, in the words of Open Graph
	 * @param picture the absolute address of a picture for cards; may be empty
	 * @param pictureAlt what the picture shows; may be empty
	 * @param handle the site's name on X and its like; may be empty
	 * @param noindex whether search engines should leave it out
	 * @param feeds feeds, those for this page first
	 * @param icon the path of the site's icon
	 * @param iconType its media type
	 * @param data JSON-LD; empty for an error
	 */
	public record MetaModel(String description, String url, String type, String picture, String pictureAlt,
			String handle, boolean noindex, List<FeedModel> feeds, String icon, String iconType, String data) {

	}

	/**
	 * A feed.
	 *
	 * @param title what it is called
	 * @param type its media type
	 * @param path where it is inside the site
	 */
	public record FeedModel(String title, String type, String path) {

	}

	/**
	 * A line of the menu.
	 *
	 * @param label what visitors read
	 * @param path where it leads inside the site
	 * @param current whether the shown page is there or below
	 */
	public record MenuModel(String label, String path, boolean current) {

	}

	/**
	 * A page in the tree of all pages.
	 *
	 * @param label its title
	 * @param path where it is inside the site
	 * @param current whether the shown page is this one or one of those below
	 * @param children the pages right below it, in the order of the tree
	 */
	public record PageTreeModel(String label, String path, boolean current, List<PageTreeModel> children) {

	}

	/**
	 * Another page or post.
	 *
	 * @param label its title
	 * @param path where it is inside the site
	 * @param summary what it is about, plain text
	 */
	public record LinkModel(String label, String path, String summary) {

	}

	/**
	 * A tag.
	 *
	 * @param name for readers
	 * @param slug for URLs
	 * @param path where its posts are listed
	 * @param count how many posts have it
	 */
	public record TagModel(String name, String slug, String path, long count) {

	}

	/**
	 * Somebody who is named as the author of posts.
	 *
	 * @param name for readers
	 * @param slug for URLs
	 * @param path where the author's posts are listed
	 * @param count how many posts there are
	 */
	public record AuthorModel(String name, String slug, String path, long count) {

	}

	/**
	 * A picture that stands for a page or post.
	 *
	 * @param src where it is inside the site
	 * @param alt what it shows; may be empty
	 * @param srcset the same in other sizes, as the attribute of that name takes it
	 * @param width in pixels, where that is known
	 * @param height in pixels, where that is known
	 * @param focus which part of it must be seen where it is cut, such as
	 * {@code left-top}
	 */
	public record PictureModel(String src, String alt, @Nullable String srcset, @Nullable Integer width,
			@Nullable Integer height, @Nullable String focus) {

	}

	/**
	 * A page.
	 *
	 * @param title its title
	 * @param path where it is
	 * @param html its text, clean
	 * @param summary what it is about, plain text
	 * @param updatedAt when it was last saved, in the site's time zone
	 * @param breadcrumbs the pages above it, from the top
	 * @param children the pages right below it
	 * @param home whether it is the home page
	 * @param author who is named as its author, or {@code null}
	 * @param cover a picture that stands for it, or {@code null}
	 * @param hidden whether menus leave it out
	 * @param fields texts that the theme asks for, by name
	 */
	public record PageModel(String title, String path, String html, String summary, ZonedDateTime updatedAt,
			List<LinkModel> breadcrumbs, List<LinkModel> children, boolean home, @Nullable AuthorModel author,
			@Nullable PictureModel cover, boolean hidden, Map<String, String> fields) {

	}

	/**
	 * A post, whole.
	 *
	 * @param title its title
	 * @param slug its slug
	 * @param path where it is
	 * @param html its text, clean
	 * @param summary what it is about, plain text
	 * @param date when it was published, in the site's time zone
	 * @param tags its tags
	 * @param previous the next older post
	 * @param next the next newer post
	 * @param author who is named as its author, or {@code null}
	 * @param cover a picture that stands for it, or {@code null}
	 * @param pinned whether it stands before newer posts
	 * @param updatedAt when it was last saved, in the site's time zone
	 * @param fields texts that the theme asks for, by name
	 */
	public record PostModel(String title, String slug, String path, String html, String summary, ZonedDateTime date,
			List<TagModel> tags, @Nullable LinkModel previous, @Nullable LinkModel next, @Nullable AuthorModel author,
			@Nullable PictureModel cover, boolean pinned, ZonedDateTime updatedAt, Map<String, String> fields) {

	}

	/**
	 * A post in a list.
	 *
	 * @param title its title
	 * @param path where it is
	 * @param summary what it is about, plain text
	 * @param date when it was published, in the site's time zone
	 * @param tags its tags
	 * @param author who is named as its author, or {@code null}
	 * @param cover a picture that stands for it, or {@code null}
	 * @param pinned whether it stands before newer posts
	 * @param updatedAt when it was last saved, in the site's time zone
	 */
	public record PostSummaryModel(String title, String path, String summary, ZonedDateTime date, List<TagModel> tags,
			@Nullable AuthorModel author, @Nullable PictureModel cover, boolean pinned, ZonedDateTime updatedAt) {

	}

	/**
	 * Where in a list of several pages this one is.
	 *
	 * @param number from 1
	 * @param total how many pages there are
	 * @param previous where the newer ones are
	 * @param next where the older ones are
	 */
	public record PaginationModel(int number, int total, @Nullable String previous, @Nullable String next) {

	}

	/**
	 * A month with posts.
	 *
	 * @param path where they are listed
	 * @param count how many there are
	 * @param date its first moment in the site's time zone
	 */
	public record MonthModel(String path, long count, ZonedDateTime date) {

	}

	/**
	 * What somebody searched for and found.
	 *
	 * @param query what was typed, at most 200 characters; empty before anything was
	 * @param total how many hits there are; at least so many if there are {@code more}
	 * @param more whether there are more than were counted
	 * @param similar whether nothing has the words that were typed, but words like them
	 * @param complete whether everything on the site was searched; false for a while
	 * after the index has been lost
	 * @param hits those of this page, the best first
	 */
	public record SearchModel(String query, long total, boolean more, boolean similar, boolean complete,
			List<SearchHitModel> hits) {

	}

	/**
	 * A page or post that was found.
	 *
	 * @param title its title
	 * @param path where it is inside the site
	 * @param titleHtml its title as HTML, with {@code <mark>} around what was found
	 * @param html the part of its text that was found, or what it is about, in the same
	 * way
	 * @param post whether it is a post
	 * @param date when it was published, in the site's time zone
	 */
	public record SearchHitModel(String title, String path, String titleHtml, String html, boolean post,
			ZonedDateTime date) {

	}

	/**
	 * What went wrong.
	 *
	 * @param status the HTTP status
	 * @param title in a few words
	 * @param message what the visitor can do
	 * @param id what the operator finds in the log, or {@code null}
	 */
	public record ErrorModel(int status, String title, String message, @Nullable String id) {

	}

	/**
	 * What a visitor of a private site or branch is asked for. A form is sent to the
	 * address of the page itself, so it has a {@code method} and no {@code action}; its
	 * fields are {@code visitor-name} and {@code visitor-password}.
	 *
	 * @param title in a few words
	 * @param message what the visitor can do
	 * @param mistake what went wrong with the last attempt, or {@code null}
	 * @param asks whether there is something to fill in
	 * @param leaves whether the page is for signing out
	 * @param named whether a name is asked for besides the password
	 * @param name what has been typed as a name; may be empty
	 * @param nameLabel what the field of the name is called
	 * @param passwordLabel what the field of the password is called
	 * @param button what the button says
	 */
	public record SignInModel(String title, String message, @Nullable String mistake, boolean asks, boolean leaves,
			boolean named, String name, String nameLabel, String passwordLabel, String button) {

	}

}
