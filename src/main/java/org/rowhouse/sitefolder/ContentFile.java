package org.rowhouse.sitefolder;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.FolderContent;
import org.rowhouse.content.FolderContent.FolderItem;
import org.rowhouse.content.FolderContent.InvalidFileException;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.site.Suggestion;
import org.rowhouse.sitefolder.Mistake.Position;

/**
 * A Markdown file with front matter between two lines of {@code ---}.
 * {@code content/a/b.md} is the page {@code /a/b}, {@code index.md} the page of its
 * folder and {@code content/posts/2026-11-20-slug.md} the post {@code /posts/slug}. Where
 * the file's name cannot say it, {@code path} in the front matter does.
 */
final class ContentFile {

	/** What front matter may say. */
	static final Set<String> KEYS = Set.of("title", "date", "tags", "state", "template", "summary", "path", "author",
			"cover", "coverAlt", "pinned", "hidden", "order", "unpublish", "fields");

	private static final Pattern POST = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})-(.+)");

	private static final Set<String> YES = Set.of("yes", "true");

	private static final Set<String> NO = Set.of("no", "false");

	/** What is called otherwise in a file. */
	private static final Map<String, String> PLACES = Map.of("publishAt", "date", "unpublishAt", "unpublish",
			"position", "order");

	private static final String POSTS = "posts/";

	private final String name;

	private final YamlFile frontMatter;

	private final String body;

	private final ZoneId zone;

	private ContentFile(String name, YamlFile frontMatter, String body, ZoneId zone) {
		this.name = name;
		this.frontMatter = frontMatter;
		this.body = body;
		this.zone = zone;
	}

	/**
	 * Reads a content file.
	 * @param name its path in the site folder
	 * @param text its text
	 * @param zone the site's time zone, for dates without one
	 * @return what it says
	 * @throws FileProblemException if something in it is wrong
	 */
	static FolderItem read(String name, String text, ZoneId zone) throws FileProblemException {
		String head = "";
		String body = text;
		if (text.startsWith("---\n")) {
			int end = (text + "\n").indexOf("\n---\n", 3);
			if (end < 0) {
				throw new FileProblemException(name, List.of(new Mistake(new Position(1, 1),
						"The front matter does not end. Close it with a line that is just '---'.")));
			}
			head = text.substring(4, Math.max(4, end));
			body = text.substring(Math.min(text.length(), end + 5));
		}
		ContentFile file = new ContentFile(name, YamlFile.parse(name, 1, head, KEYS), FolderContent.normalize(body),
				zone);
		FolderItem item = file.item();
		try {
			FolderContent.validate(item);
		}
		catch (InvalidFileException ex) {
			ex.errors().forEach((field, message) -> file.frontMatter.mistakeIfNone(file.placeOf(field), message));
		}
		file.frontMatter.requireNoMistakes();
		return item;
	}

	private FolderItem item() {
		String path = this.name.substring("content/".length(), this.name.length() - ".md".length());
		Instant date = date();
		if (path.startsWith(POSTS) && !path.equals(POSTS + "index")) {
			Matcher dated = POST.matcher(path.substring(POSTS.length()));
			String slug = (dated.matches()) ? dated.group(2) : path.substring(POSTS.length());
			if (date == null && dated.matches()) {
				date = parse(dated.group(1), Position.line(1));
			}
			if (date == null && !dated.matches() && this.frontMatter.text("date").isBlank()
					&& state() == ContentState.PUBLISHED) {
				this.frontMatter.mistake(Position.line(1),
						"A post needs a date: a line 'date: 2026-11-20', or a file name such as 2026-11-20-slug.md.");
			}
			return new FolderItem(ContentKind.POST, this.name, draft(pathOr(slug), date));
		}
		return new FolderItem(ContentKind.PAGE, this.name, draft(pathOr(path.replaceFirst("/index$", "")), date));
	}

	private String pathOr(String nameSays) {
		String path = this.frontMatter.text("path").strip().replaceAll("^/+|/+$", "");
		return (path.isEmpty()) ? nameSays : path;
	}

	private Draft draft(String path, @Nullable Instant date) {
		List<String> tags = this.frontMatter.texts("tags");
		return new Draft(path, title(path), this.frontMatter.text("summary"), this.body,
				this.frontMatter.text("template"), state(), date, tags, details());
	}

	private ItemDetails details() {
		String until = this.frontMatter.text("unpublish").strip();
		return new ItemDetails(this.frontMatter.text("author"), this.frontMatter.text("cover"),
				this.frontMatter.text("coverAlt"), yes("pinned"), yes("hidden"), order(),
				(until.isEmpty()) ? null : parse(until, this.frontMatter.position("unpublish")),
				this.frontMatter.map("fields"));
	}

	private boolean yes(String key) {
		String word = this.frontMatter.text(key).strip().toLowerCase(Locale.ROOT);
		if (!word.isEmpty() && !YES.contains(word) && !NO.contains(word)) {
			this.frontMatter.mistake(this.frontMatter.position(key), "'" + word + "' is neither yes nor no.");
		}
		return YES.contains(word);
	}

	private int order() {
		String number = this.frontMatter.text("order").strip();
		try {
			return (number.isEmpty()) ? 0 : Integer.parseInt(number);
		}
		catch (NumberFormatException ex) {
			this.frontMatter.mistake(this.frontMatter.position("order"),
					"'" + number + "' is not a whole number. Pages with a lower one come first.");
			return 0;
		}
	}

	/** The title, or the first heading, or a readable form of the file's name. */
	private String title(String path) {
		String title = this.frontMatter.text("title").strip();
		if (!title.isEmpty()) {
			return title;
		}
		if (this.body.startsWith("# ")) {
			return this.body.lines().findFirst().orElseThrow().substring(2).strip();
		}
		String last = path.substring(path.lastIndexOf('/') + 1).replace('-', ' ');
		return (last.equals("index") || last.isEmpty()) ? "Home"
				: Character.toTitleCase(last.charAt(0)) + last.substring(1);
	}

	private ContentState state() {
		String state = this.frontMatter.text("state").strip();
		return ContentState.of((state.isEmpty()) ? ContentState.PUBLISHED.word() : state).orElseGet(() -> {
			this.frontMatter.mistakeIfNone(this.frontMatter.position("state"),
					"'" + state + "' is not a state. " + Suggestion.didYouMean(state, ContentState.words(),
							"The state is one of " + String.join(", ", ContentState.words()) + "."));
			return ContentState.PUBLISHED;
		});
	}

	private @Nullable Instant date() {
		String date = this.frontMatter.text("date").strip();
		return (date.isEmpty()) ? null : parse(date, this.frontMatter.position("date"));
	}

	private @Nullable Instant parse(String date, Position at) {
		try {
			if (date.length() <= 10) {
				return LocalDate.parse(date).atStartOfDay(this.zone).toInstant();
			}
			String iso = date.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T");
			return (iso.matches(".*(Z|[+-]\\d{2}:\\d{2})")) ? OffsetDateTime.parse(iso).toInstant()
					: LocalDateTime.parse(iso).atZone(this.zone).toInstant();
		}
		catch (DateTimeException ex) {
			this.frontMatter.mistake(at,
					"'" + date + "' is not a date. Write 2026-11-20, or 2026-11-20T09:30 in the site's time zone.");
			return null;
		}
	}

	/** What is not in the front matter concerns the file. */
	private Position placeOf(String field) {
		String name = (field.startsWith("fields.")) ? "fields" : field;
		String key = PLACES.getOrDefault(name, name);
		return (this.frontMatter.has(key)) ? this.frontMatter.position(key) : Position.FILE;
	}

}
