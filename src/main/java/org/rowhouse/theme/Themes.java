package org.rowhouse.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rowhouse.site.FileTooLargeException;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.ThemeNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The themes that sites can have: the built-in one, and every folder in
 * {@code platform/themes/} with a {@code theme.yml}. Read at start and whenever one of
 * their files has changed. A {@code theme.yml} with mistakes is shown with them, and the
 * theme stays as it was; one that was never without has what could be read of it.
 */
@Component
public class Themes implements ThemeNames {

	private static final Logger logger = LoggerFactory.getLogger(Themes.class);

	private static final String BUILT_IN_FOLDER = "rowhouse/theme/";

	private static final List<String> PREVIEWS = List.of("preview.svg", "preview.png", "preview.jpg", "preview.webp");

	private static final int MAX_DECLARATION = 200_000;

	private final Folder folder;

	private final SiteProblems problems;

	private final String builtIn;

	private final Map<String, String> lastGood = new HashMap<>();

	private Map<String, List<SiteProblem>> told = Map.of();

	private volatile State state = new State(0, Map.of());

	Themes(Home home, SiteProblems problems) {
		this.folder = home.platform().folder("themes");
		this.problems = problems;
		this.builtIn = builtInDeclaration();
		reload();
	}

	/**
	 * Reads all themes again. What was kept of their templates and files is no longer
	 * used.
	 */
	public synchronized void reload() {
		Map<String, String> texts = new LinkedHashMap<>(Map.of(BUILT_IN, this.builtIn));
		Map<String, List<SiteProblem>> found = new LinkedHashMap<>();
		for (String name : this.folder.folders()) {
			if (Site.isKey(name) && !name.equals(BUILT_IN)) {
				text(name, found).ifPresent((text) -> texts.put(name, text));
			}
		}
		ThemeReader reader = new ThemeReader(texts);
		reader.problems().forEach((name, more) -> found.putIfAbsent(name, more));
		Map<String, String> usable = new LinkedHashMap<>(texts);
		found.keySet().forEach((name) -> usable.computeIfPresent(name, this.lastGood::getOrDefault));
		Map<String, Theme> themes = (usable.equals(texts)) ? reader.themes() : new ThemeReader(usable).themes();
		this.lastGood.keySet().retainAll(texts.keySet());
		texts.forEach((name, text) -> {
			if (!found.containsKey(name)) {
				this.lastGood.put(name, text);
			}
		});
		tell(found);
		this.state = new State(this.state.generation() + 1, Map.copyOf(themes));
	}

	/** What was told before is not logged again. */
	private void tell(Map<String, List<SiteProblem>> found) {
		this.told.keySet()
			.stream()
			.filter((name) -> !found.containsKey(name))
			.forEach((name) -> this.problems.set(ThemeReader.file(name), List.of()));
		found.forEach((name, list) -> {
			this.problems.set(ThemeReader.file(name), list);
			if (!list.equals(this.told.get(name))) {
				list.forEach((problem) -> logger.error("{}", problem));
			}
		});
		this.told = Map.copyOf(found);
	}

	/** Of a file that cannot be read there is the problem, and no text. */
	private Optional<String> text(String name, Map<String, List<SiteProblem>> found) {
		String problem;
		try {
			byte[] bytes = this.folder.folder(name).read("theme.yml", MAX_DECLARATION).orElse(null);
			return (bytes != null)
					? Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString())
					: Optional.empty();
		}
		catch (FileTooLargeException ex) {
			problem = "It has more than " + MAX_DECLARATION + " bytes. Shorten it, and keep texts in templates.";
		}
		catch (IOException ex) {
			problem = "It cannot be read as UTF-8 text: " + ex + ".";
		}
		found.put(name, List.of(new SiteProblem(ThemeReader.file(name), null, problem)));
		return Optional.of("");
	}

	private static String builtInDeclaration() {
		try {
			return new ClassPathResource(BUILT_IN_FOLDER + "theme.yml").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Lists the themes.
	 * @return the built-in one first, the others by name
	 */
	public List<Theme> all() {
		return this.state.themes()
			.values()
			.stream()
			.sorted(Comparator.comparing((Theme theme) -> !theme.name().equals(BUILT_IN)).thenComparing(Theme::name))
			.toList();
	}

	/**
	 * Finds a theme.
	 * @param name its name
	 * @return the theme, if it is there
	 */
	public Optional<Theme> find(String name) {
		return Optional.ofNullable(this.state.themes().get(name));
	}

	/**
	 * Finds the picture of a theme that helps to choose it: {@code preview.svg},
	 * {@code .png}, {@code .jpg} or {@code .webp} beside its {@code theme.yml}.
	 * @param name a theme's name
	 * @return the picture, if the theme is there and has one
	 */
	public Optional<Resource> preview(String name) {
		if (name.equals(BUILT_IN)) {
			return PREVIEWS.stream()
				.<Resource>map((file) -> new ClassPathResource(BUILT_IN_FOLDER + file))
				.filter(Resource::isReadable)
				.findFirst();
		}
		return find(name).flatMap((theme) -> PREVIEWS.stream()
			.flatMap((file) -> FolderResource.find(this.folder.folder(theme.name()), file).stream())
			.findFirst());
	}

	@Override
	public Set<String> names() {
		return this.state.themes().keySet();
	}

	/**
	 * Returns where the files of a theme are looked for.
	 * @param name a theme's name
	 * @return names of folders in {@code platform/themes/}, in order; none for the
	 * built-in theme and for one that is not there any more
	 */
	List<String> chain(String name) {
		return find(name).map(Theme::chain).orElse(List.of());
	}

	/** A number that any change of any theme raises; part of the key of what is kept. */
	long generation() {
		return this.state.generation();
	}

	private record State(long generation, Map<String, Theme> themes) {

	}

}
