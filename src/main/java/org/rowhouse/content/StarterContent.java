package org.rowhouse.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.rowhouse.site.Site;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A few pages to begin with: a start page, one about the site, and a first post, in the
 * language of the site where there is a translation, or else in English.
 */
@Service
public class StarterContent {

	private static final String FOLDER = "rowhouse/starter/";

	private static final String NAME = "{name}";

	/** What Markdown would take for something else (CommonMark 0.31, section 2.4). */
	private static final Pattern MARKUP = Pattern.compile("[\\p{Punct}&&[^.,:'()/-]]");

	private final ContentItems items;

	StarterContent(ContentItems items) {
		this.items = items;
	}

	/**
	 * Writes it to the bound site, inside the running transaction.
	 * @param site the site, which has no content yet
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void write(Site site) {
		drafts(site).forEach((starter) -> this.items.create(starter.kind(), starter.draft()));
	}

	/**
	 * Makes it without saving it.
	 * @param site the bound site, which need not be there
	 * @return items with the number 0
	 */
	public List<Item> preview(Site site) {
		return drafts(site).map((starter) -> this.items.preview(starter.kind(), null, starter.draft())).toList();
	}

	private static Stream<Starter> drafts(Site site) {
		return Stream.of(starter(site, ContentKind.PAGE, "index", "home"),
				starter(site, ContentKind.PAGE, "about", "about"),
				starter(site, ContentKind.POST, "first-post", "first-post"));
	}

	/** The first line is the title, the second paragraph the summary. */
	private static Starter starter(Site site, ContentKind kind, String path, String file) {
		String[] parts = text(site.locale(), file).split("\n\n", 3);
		String name = MARKUP.matcher(site.name()).replaceAll("\\\\$0");
		String summary = parts[1].replaceAll("\\s+", " ").substring("> ".length()).replace(NAME, site.name());
		return new Starter(kind, new Draft(path, parts[0].substring("# ".length()), summary,
				parts[2].strip().replace(NAME, name), "", ContentState.PUBLISHED, null, List.of()));
	}

	private static String text(Locale locale, String file) {
		try {
			ClassPathResource translated = new ClassPathResource(FOLDER + locale.getLanguage() + "/" + file + ".md");
			ClassPathResource found = (translated.exists()) ? translated
					: new ClassPathResource(FOLDER + "en/" + file + ".md");
			return found.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Starter(ContentKind kind, Draft draft) {

	}

}
