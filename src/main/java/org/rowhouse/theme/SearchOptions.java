package org.rowhouse.theme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;

/**
 * What a site says to search engines and other programs. It stands among the options of
 * the site, so that {@code site.yml} and {@code site-defaults.yml} can declare it like
 * those of its theme, and memory holds it. What cannot be used counts as absent.
 */
public final class SearchOptions {

	/** {@code no} keeps all of the site out of search engines. */
	public static final String INDEX = "searchIndex";

	/** Paths that stay out of search engines, {@code /x/*} with all below. */
	public static final String HIDDEN = "searchHidden";

	/** The text of {@code robots.txt}, in the place of the usual one. */
	public static final String ROBOTS = "robots";

	/** A picture for where links are shared. */
	public static final String PICTURE = "socialPicture";

	/** The name on X and its like, such as {@code @garden}. */
	public static final String HANDLE = "socialHandle";

	/** Whom to tell about weak spots: an e-mail address or a URL. */
	public static final String CONTACT = "securityContact";

	/** A picture that stands for the site in tabs and on home screens. */
	public static final String ICON = "icon";

	/** All of them, in the order of the form. */
	public static final List<String> ALL = List.of(INDEX, HIDDEN, PICTURE, HANDLE, ICON, ROBOTS, CONTACT);

	private static final int MAX_ROBOTS = 8000;

	private static final Pattern SITE_PATH = Pattern.compile("/(?!/)[^\\s\\\\\"'<>]{0,499}");

	private static final Pattern WEB = Pattern.compile("https://[^\\s\\\\\"'<>@/]+(/[^\\s\\\\\"'<>]*)?");

	private static final Pattern NAME = Pattern.compile("@[A-Za-z0-9_]{1,30}");

	private static final Pattern MAIL = Pattern.compile("(mailto:)?([^\\s<>\"'@:/]{1,64}@[A-Za-z0-9.-]{1,190})");

	private static final Pattern GAP = Pattern.compile("[\\s,]+");

	private static final String BELOW = "/*";

	private final Map<String, String> options;

	private final boolean indexed;

	private final Set<String> hidden;

	/** What is hidden with all below, without the slash and the star. */
	private final Set<String> hiddenTrees;

	private SearchOptions(Map<String, String> options) {
		this.options = options;
		this.indexed = !OptionValues.NO.contains(text(INDEX).toLowerCase(Locale.ROOT));
		this.hidden = hidden(text(HIDDEN)).collect(Collectors.toUnmodifiableSet());
		this.hiddenTrees = this.hidden.stream()
			.filter((path) -> path.endsWith(BELOW))
			.map((path) -> path.substring(0, path.length() - BELOW.length()))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Reads the options of a site.
	 * @param site a site
	 * @return what they say
	 */
	public static SearchOptions of(Site site) {
		return new SearchOptions(site.options());
	}

	/**
	 * Reads options.
	 * @param options values by names
	 * @return what they say
	 */
	public static SearchOptions of(Map<String, String> options) {
		return new SearchOptions(options);
	}

	/**
	 * Tells whether search engines may show something of the site.
	 * @param path a path inside the site, with a slash in front
	 * @return whether they may
	 */
	public boolean isIndexed(String path) {
		return this.indexed && !this.hidden.contains(path) && !isBelowHidden(path);
	}

	/** Looks at the path itself and at each one that it is below. */
	private boolean isBelowHidden(String path) {
		String way = path;
		while (!this.hiddenTrees.contains(way)) {
			int slash = way.lastIndexOf('/');
			if (slash < 0) {
				return false;
			}
			way = way.substring(0, slash);
		}
		return true;
	}

	/**
	 * Tells whether search engines may show the site at all.
	 * @return whether they may
	 */
	public boolean isIndexed() {
		return this.indexed;
	}

	private static Stream<String> hidden(String text) {
		return GAP.splitAsStream(text).filter((path) -> !path.isEmpty());
	}

	/**
	 * Returns the picture for where links are shared.
	 * @return a path of the site or an absolute URL; empty for none
	 */
	public String picture() {
		return matching(PICTURE, SITE_PATH, WEB);
	}

	/**
	 * Returns the picture that stands for the site.
	 * @return a path of the site; empty for none
	 */
	public String icon() {
		return matching(ICON, SITE_PATH);
	}

	/**
	 * Returns the site's name on X and its like.
	 * @return such as {@code @garden}; empty for none
	 */
	public String handle() {
		return matching(HANDLE, NAME);
	}

	/**
	 * Returns whom to tell about weak spots.
	 * @return a {@code mailto:} or {@code https:} URI; empty for nobody
	 */
	public String contact() {
		String contact = matching(CONTACT, MAIL, WEB);
		return (contact.isEmpty() || contact.startsWith("mailto:") || contact.startsWith("https://")) ? contact
				: "mailto:" + contact;
	}

	/**
	 * Returns the text of {@code robots.txt}.
	 * @return the text with line feeds; empty for the usual one
	 */
	public String robots() {
		String robots = text(ROBOTS).replace("\r\n", "\n").replace('\r', '\n');
		return (robots.length() <= MAX_ROBOTS) ? robots : "";
	}

	private String matching(String name, Pattern... patterns) {
		String value = text(name);
		return (!value.isEmpty() && Stream.of(patterns).anyMatch((pattern) -> pattern.matcher(value).matches())) ? value
				: "";
	}

	private String text(String name) {
		return this.options.getOrDefault(name, "").strip();
	}

	/**
	 * Checks what somebody typed.
	 * @param typed values by the names of these options
	 * @return what is to be saved; what is empty is left out
	 * @throws InvalidInputException with a message for each that is wrong
	 */
	public static Map<String, String> check(Map<String, String> typed) {
		Map<String, String> kept = new LinkedHashMap<>();
		for (String name : ALL) {
			String value = typed.getOrDefault(name, "").replace("\r\n", "\n").strip();
			if (!value.isEmpty()) {
				kept.put(name, value);
			}
		}
		SearchOptions read = new SearchOptions(kept);
		Map<String, String> errors = new LinkedHashMap<>();
		require(errors, kept, PICTURE, read.picture(),
				"Write the path of a picture, such as /static/card.png, or a URL that begins with https://.");
		require(errors, kept, ICON, read.icon(), "Write the path of a picture of this site, such as /static/icon.svg.");
		require(errors, kept, HANDLE, read.handle(), "A name begins with @ and has letters, digits and underscores.");
		require(errors, kept, CONTACT, read.contact(), "Write an e-mail address, or a URL that begins with https://.");
		require(errors, kept, ROBOTS, read.robots(), "At most " + MAX_ROBOTS + " characters.");
		for (String path : read.hidden) {
			if (!SITE_PATH.matcher(path).matches()) {
				errors.put(HIDDEN,
						"Write paths that begin with one slash, one on each line, such as /imprint or /old/*.");
			}
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return kept;
	}

	private static void require(Map<String, String> errors, Map<String, String> kept, String name, String read,
			String message) {
		if (kept.containsKey(name) && read.isEmpty()) {
			errors.put(name, message);
		}
	}

}
