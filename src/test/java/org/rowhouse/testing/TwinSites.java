package org.rowhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * An installation with pairs of sites that have everything in common but their words:
 * paths, slugs, tags, file names, names of templates and options, labels of menus, and
 * sizes and dates of files. Each has a marker, a word that stands in all of its texts,
 * templates, static files, options and host names, and nowhere else.
 */
public class TwinSites extends TestInstallation {

	/** Each with templates of its own, and so an engine of its own. */
	public static final Pair WITH_TEMPLATES = new Pair("templates", new Twin("amberfox", true),
			new Twin("bluewren", true));

	/** Both with the templates and the engine of their theme. */
	public static final Pair WITH_THEME = new Pair("theme", new Twin("coralelk", false), new Twin("duskmoth", false));

	/** A word that all of them have. */
	public static final String SHARED_WORD = "Everywhere";

	private static final Instant WRITTEN = Instant.parse("2024-05-01T12:00:00Z");

	private static final List<String> TEMPLATES = List.of("home", "page", "landing", "post", "archive", "tag", "error");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		super.initialize(context);
		Path sites = Path.of(context.getEnvironment().getRequiredProperty("rowhouse.home")).resolve("sites");
		try {
			for (Pair pair : pairs()) {
				for (Twin twin : pair.twins()) {
					writeSite(sites.resolve(twin.key()), pair, twin);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static List<Pair> pairs() {
		return List.of(WITH_TEMPLATES, WITH_THEME);
	}

	public static List<String> markers() {
		return pairs().stream().flatMap((pair) -> pair.twins().stream()).map(Twin::marker).toList();
	}

	private static void writeSite(Path folder, Pair pair, Twin twin) throws IOException {
		String marker = twin.marker();
		write(folder, "site.yml", """
				name: Name of %1$s
				tagline: Tagline of %1$s
				addresses:
				  - %1$s.test
				  - {pattern: alias.%1$s.test, role: alias}
				  - {pattern: "*.wild.%1$s.test", role: alias}
				  - {pattern: old.%1$s.test, role: redirect}
				  - {pattern: %2$s, role: alias}
				  - {pattern: %3$s, role: alias}
				options:
				  notice: Option of %1$s
				  "%1$s": set
				menu:
				  - {label: Menu of %1$s, path: /about}
				  - {label: Journal, path: /posts}
				""".replace("%1$s", marker).replace("%2$s", pair.mount(twin, 1)).replace("%3$s", pair.mount(twin, 2)));
		page(folder, "index", "# Home\n\n" + SHARED_WORD + " with " + marker);
		page(folder, "about", "# About " + marker + "\n\n" + SHARED_WORD + " in the text of " + marker);
		page(folder, "about/team", "---\nsummary: Summary of " + marker + "\n---\n# Team of " + marker);
		page(folder, "landing", "---\ntemplate: landing\n---\n# Landing of " + marker);
		page(folder, "draft", "---\nstate: draft\n---\n# Draft of " + marker);
		page(folder, "archived", "---\nstate: archived\ndate: 2024-01-01\n---\n# Archived of " + marker);
		page(folder, "hidden", "---\nhidden: true\n---\n# Hidden of " + marker);
		page(folder, "a", "# A of " + marker);
		page(folder, "b", "# B of " + marker);
		for (int day = 1; day <= 12; day++) {
			page(folder, "posts/2024-03-" + ((day < 10) ? "0" : "") + day + "-post-" + day,
					"---\ntags: [Common, Second]\nauthor: Ada of All\ncover: /static/logo.svg\ncoverAlt: Cover of "
							+ marker + "\npinned: " + (day == 4) + "\nsummary: Post summary of " + marker + "\n---\n# "
							+ SHARED_WORD + " " + day + " of " + marker + "\n\n![Picture](/static/logo.svg)");
		}
		page(folder, "posts/2024-03-20-later", "---\nstate: draft\n---\n# Draft post of " + marker);
		write(folder, "static/site.css", "/* " + marker + " */\nbody { background: url(logo.svg); }\n");
		write(folder, "static/data.json", "{\"of\": \"" + marker + "\"}\n");
		write(folder, "static/deep/er/text.txt", marker + "\n");
		write(folder, "static/logo.svg",
				"<svg xmlns=\"http://www.w3.org/2000/svg\"><title>" + marker + "</title></svg>");
		if (twin.templates()) {
			for (String template : TEMPLATES) {
				write(folder, "templates/" + template + ".html", template(template, marker));
			}
			write(folder, "templates/fragments/part.html",
					"<p th:fragment=\"part\">Fragment of " + marker + "<i th:text=\"${site.options.notice}\"></i></p>");
		}
	}

	private static String template(String name, String marker) {
		String subject = switch (name) {
			case "page", "landing" -> "<h1 th:text=\"${page.title}\"></h1><div th:utext=\"${page.html}\"></div>";
			case "post" -> "<h1 th:text=\"${post.title}\"></h1><div th:utext=\"${post.html}\"></div>";
			case "error" -> "<p th:text=\"${error.status}\"></p>";
			default ->
				"""
						<a th:each="post : ${posts}" th:href="@{${post.path}}" th:text="${post.title}"></a>
						<a th:if="${pagination != null and pagination.next != null}" th:href="@{${pagination.next}}">Older</a>
						""";
		};
		return """
				<!DOCTYPE html>
				<html><head><title th:text="${site.name}"></title><link rel="stylesheet" th:href="@{/static/site.css}">
				<link rel="canonical" th:attr="href=${canonical}"></head><body><p>Template of %s</p>
				<a th:each="entry : ${menu}" th:href="@{${entry.path}}" th:text="${entry.label}"></a>
				<a th:each="tag : ${tags}" th:href="@{${tag.path}}" th:text="${tag.name}"></a>
				<img th:src="@{/static/logo.svg}" alt=""><p th:replace="~{fragments/part :: part}"></p>
				%s</body></html>
				""".replaceFirst("%s", marker).replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(subject));
	}

	private static void page(Path folder, String name, String text) throws IOException {
		write(folder, "content/" + name + ".md", text + "\n");
	}

	private static void write(Path folder, String name, String text) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
		Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
	}

	/**
	 * Two sites that have everything in common but their words.
	 *
	 * @param name of the pair
	 * @param a one of them
	 * @param b the other
	 */
	public record Pair(String name, Twin a, Twin b) {

		public List<Twin> twins() {
			return List.of(this.a, this.b);
		}

		public Twin other(Twin twin) {
			return (twin.equals(this.a)) ? this.b : this.a;
		}

		/** On one host A has the root and B a path, on the other it is the reverse. */
		String mount(Twin twin, int host) {
			boolean root = twin.equals(this.a) == (host == 1);
			return "mixed-" + host + "." + this.name + ".test" + ((root) ? "" : (host == 1) ? "/b" : "/a");
		}

		/** Whose a URL is there: on a host of both, the other may have the path. */
		public Twin siteAt(Front front, String url) {
			Twin other = other(front.site());
			String path = url.replaceFirst("\\?.*", "");
			boolean others = front.prefix().isEmpty() && fronts(other).stream()
				.anyMatch((mount) -> mount.host().equals(front.host()) && !mount.prefix().isEmpty()
						&& (path.equals(mount.prefix()) || path.startsWith(mount.prefix() + "/")));
			return (others) ? other : front.site();
		}

		/** Everywhere that a twin is reached, the primary address first. */
		public List<Front> fronts(Twin twin) {
			String marker = twin.marker();
			return Stream
				.of(marker + ".test", "alias." + marker + ".test", "any.wild." + marker + ".test",
						twin.key() + ".row.test", mount(twin, 1), mount(twin, 2))
				.map((address) -> Front.of(address, twin))
				.toList();
		}

	}

	/**
	 * A site.
	 *
	 * @param marker the word that stands in everything of it
	 * @param templates whether it has templates of its own
	 */
	public record Twin(String marker, boolean templates) {

		/** Holds the marker, too, so that it shows where a key leaks. */
		public String key() {
			return "twin-" + this.marker;
		}

	}

	/**
	 * A host and path prefix where a site is reached.
	 *
	 * @param host the host
	 * @param prefix empty, or a path such as {@code /b}
	 * @param site the site
	 */
	public record Front(String host, String prefix, Twin site) {

		static Front of(String address, Twin site) {
			int slash = address.indexOf('/');
			return (slash < 0) ? new Front(address, "", site)
					: new Front(address.substring(0, slash), address.substring(slash), site);
		}

		@Override
		public String toString() {
			return this.host + this.prefix;
		}

	}

}
