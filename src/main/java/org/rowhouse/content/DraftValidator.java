package org.rowhouse.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PlainText;

/**
 * Checks what somebody wrote, or says at each field what is wrong with it.
 */
final class DraftValidator {

	private static final Pattern PATH = Pattern
		.compile("([a-z0-9][a-z0-9_-]*(\\.[a-z0-9_-]+)*/)*" + "[a-z0-9][a-z0-9_-]*(\\.[a-z0-9_-]+)*");

	private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]*");

	private static final Pattern TEMPLATE = Pattern.compile("([a-z0-9-]+(/[a-z0-9-]+)*)?");

	/** First segments of paths that belong to the site itself. */
	private static final Set<String> RESERVED = Set.of("posts", "tag", "author", "static", "media", "search",
			"search.json", "error", "api", "admin", "feed.xml", "feed.json", "rss.xml", "options.css", "sitemap.xml",
			"robots.txt", "favicon.ico", "site.webmanifest", "icons", ".well-known", "preview");

	private static final int MAX_PATH = 200;

	private static final int MAX_TITLE = 300;

	private static final int MAX_SUMMARY = 1000;

	private static final int MAX_MARKDOWN = 500_000;

	private static final int MAX_TAGS = 50;

	static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

	static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	private DraftValidator() {
	}

	/**
	 * Checks a draft and trims its texts.
	 * @param kind page or post
	 * @param draft what was written; a post without a slug gets one from its title
	 * @return the draft as it is to be saved
	 * @throws InvalidInputException with a message for each field that is wrong
	 */
	static Draft validate(ContentKind kind, Draft draft) {
		Map<String, String> errors = new LinkedHashMap<>();
		String title = draft.title().strip();
		if (title.isEmpty()) {
			errors.put("title", "Write a title.");
		}
		checkLength(errors, "title", title, MAX_TITLE);
		String path = path(errors, kind, draft.path().strip(), title);
		checkLength(errors, "summary", draft.summary(), MAX_SUMMARY);
		String markdown = normalize(draft.markdown());
		checkLength(errors, "markdown", markdown, MAX_MARKDOWN);
		if (draft.template().length() > 100 || !TEMPLATE.matcher(draft.template()).matches()) {
			errors.put("template", "A template's name has lower case letters, digits and hyphens, such as landing.");
		}
		Instant publishAt = draft.publishAt();
		if (publishAt != null && (publishAt.isBefore(EARLIEST) || publishAt.isAfter(LATEST))) {
			errors.put("publishAt", "Choose a date between the years 1000 and 9999.");
		}
		List<String> tags = draft.tags().stream().map(String::strip).filter((tag) -> !tag.isEmpty()).toList();
		checkTags(errors, kind, tags);
		ItemDetails details = DetailsValidator.validate(kind, draft, errors);
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return new Draft(path, title, normalizeLines(draft.summary()).strip(), markdown, draft.template(),
				draft.state(), (publishAt != null) ? publishAt.truncatedTo(ChronoUnit.MICROS) : null, tags, details);
	}

	/** Whatever lies before the first line that says something goes. */
	static String normalize(String markdown) {
		String text = normalizeLines(markdown);
		int start = 0;
		for (int i = 0; i < text.length() && " \t\n\uFEFF".indexOf(text.charAt(i)) >= 0; i++) {
			start = (text.charAt(i) == '\n' || text.charAt(i) == '\uFEFF') ? i + 1 : start;
		}
		return (text.substring(start).isBlank()) ? "" : text.substring(start);
	}

	private static String normalizeLines(String text) {
		return text.replace("\r\n", "\n").replace('\r', '\n');
	}

	static void checkLength(Map<String, String> errors, String field, String text, int max) {
		if (text.length() > max) {
			errors.put(field, "At most " + max + " characters; these are " + text.length() + ".");
		}
		else if (!PlainText.isPlain(text)) {
			errors.put(field, "The text holds a control character or half a character. Remove it.");
		}
	}

	private static String path(Map<String, String> errors, ContentKind kind, String typed, String title) {
		if (kind == ContentKind.POST) {
			String slug = (typed.isEmpty()) ? Slugs.of(title) : typed;
			if (slug.length() > 100 || !SLUG.matcher(slug).matches()) {
				errors.put("path", "A slug has 1 to 100 lower case letters, digits and hyphens, such as opening-day.");
			}
			return slug;
		}
		String path = (typed.isEmpty()) ? Slugs.of(title) : typed.replaceAll("^/+|/+$", "");
		if (path.equals("index")) {
			return "";
		}
		String mistake = mistakeIn(path);
		if (mistake != null) {
			errors.put("path", mistake);
		}
		return path;
	}

	/**
	 * Checks the path of a page that is not the home page.
	 * @param path without a slash at either end
	 * @return what is wrong with it, or {@code null}
	 */
	static @Nullable String mistakeIn(String path) {
		String first = (path.contains("/")) ? path.substring(0, path.indexOf('/')) : path;
		if (RESERVED.contains(first)) {
			return "/" + first + " belongs to the site itself. Choose another path.";
		}
		if (path.length() > MAX_PATH) {
			return "A path has at most " + MAX_PATH + " characters; this one would have " + path.length() + ".";
		}
		return (PATH.matcher(path).matches()) ? null
				: "A path has lower case letters, digits, hyphens and slashes, such as about/team; "
						+ "that of the home page is index.";
	}

	private static void checkTags(Map<String, String> errors, ContentKind kind, List<String> tags) {
		if (kind == ContentKind.PAGE && !tags.isEmpty()) {
			errors.put("tags", "Only posts have tags.");
		}
		else if (tags.size() > MAX_TAGS) {
			errors.put("tags", "At most " + MAX_TAGS + " tags.");
		}
		for (String tag : tags) {
			if (tag.length() > 100 || Slugs.of(tag).isEmpty() || tag.chars().anyMatch(Character::isISOControl)) {
				errors.put("tags", "A tag has 1 to 100 characters, a letter or digit among them; '"
						+ tag.substring(0, Math.min(tag.length(), 40)) + "' does not.");
			}
		}
	}

}
