package org.rowhouse.content;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Service;

/**
 * What the bound site's pages show in the place of snippets: the site's own, and the
 * platform's where the site has none of that name. Kept in memory for each version of the
 * site and of the platform's snippets, so that nothing is asked again until one of them
 * changes.
 */
@Service
public class Snippets {

	/** How much all snippets in a text may add to it, in characters. */
	static final int MAX_ADDED = 1_000_000;

	private static final int MAX_KEPT = 10_000_000;

	/** As the sanitizer writes it, which breaks up what could be a template. */
	private static final Pattern PLACE = Pattern
		.compile("<p>\\{(?:<!-- -->)?\\{snippet +([a-z0-9][a-z0-9-]{0,62}) *\\}(?:<!-- -->)?\\}</p>");

	/** As it is written. */
	private static final Pattern WRITTEN = Pattern.compile("\\{\\{snippet +[a-z0-9][a-z0-9-]{0,62} *\\}\\}");

	private final SiteSnippets siteSnippets;

	private final PlatformSnippets platformSnippets;

	private final CurrentSite currentSite;

	private final Cache<Key, Map<String, String>> own = Caffeine.newBuilder()
		.maximumWeight(MAX_KEPT)
		.weigher((Key key, Map<String, String> html) -> 100 + html.values().stream().mapToInt(String::length).sum())
		.build();

	Snippets(SiteSnippets siteSnippets, PlatformSnippets platformSnippets, CurrentSite currentSite) {
		this.siteSnippets = siteSnippets;
		this.platformSnippets = platformSnippets;
		this.currentSite = currentSite;
	}

	/**
	 * Leaves the places of snippets out.
	 * @param html the clean HTML of an item
	 * @return the HTML of what the item itself says
	 */
	static String withoutPlaces(String html) {
		return PLACE.matcher(html).replaceAll("");
	}

	/**
	 * Tells whether a paragraph is the place of a snippet.
	 * @param text the text of the paragraph
	 * @return whether visitors see something else there
	 */
	static boolean isPlace(String text) {
		return WRITTEN.matcher(text).matches();
	}

	/**
	 * Returns the snippets that the bound site can show.
	 * @return clean HTML by name
	 */
	public Map<String, String> all() {
		Map<String, String> platform = this.platformSnippets.kept().html();
		Map<String, String> site = own();
		if (site.isEmpty()) {
			return platform;
		}
		Map<String, String> all = new HashMap<>(platform);
		all.putAll(site);
		return all;
	}

	/**
	 * Puts snippets into their places, for visitors. Where a name is unknown there is
	 * nothing. What stands in a snippet stays as it is, places too.
	 * @param html the clean HTML of an item
	 * @return clean HTML; at most {@value #MAX_ADDED} characters longer, beyond which
	 * places stay empty
	 */
	public String expand(String html) {
		return expand(html, false);
	}

	/**
	 * Puts snippets into their places, for those who write: an unknown name is marked.
	 * @param html the clean HTML of an item
	 * @return clean HTML
	 */
	public String expandForPreview(String html) {
		return expand(html, true);
	}

	/**
	 * Puts snippets into their places for another site, which must not put its own there:
	 * what looks like a place and stands in a snippet is text that is shown. The snippets
	 * are read from the database in the running transaction, so that whoever is told of a
	 * change sees it.
	 * @param html the clean HTML of an item
	 * @return clean HTML without places
	 */
	String expandForOthers(String html) {
		if (!PLACE.matcher(html).find()) {
			return html;
		}
		Map<String, String> all = this.platformSnippets.read();
		this.siteSnippets.list().forEach((snippet) -> all.put(snippet.name(), snippet.html()));
		return PLACE.matcher(expand(html, false, all)).replaceAll("<p>&#123;&#123;snippet $1&#125;&#125;</p>");
	}

	private String expand(String html, boolean preview) {
		return (PLACE.matcher(html).find()) ? expand(html, preview, all()) : html;
	}

	private static String expand(String html, boolean preview, Map<String, String> all) {
		Matcher place = PLACE.matcher(html);
		if (!place.find()) {
			return html;
		}
		StringBuilder expanded = new StringBuilder();
		int added = 0;
		do {
			String snippet = all.get(place.group(1));
			String shown = (snippet != null) ? snippet : "";
			if (added + shown.length() > MAX_ADDED) {
				shown = (preview) ? mark("Too many snippets on this page") : "";
			}
			else if (snippet == null && preview) {
				shown = mark("There is no snippet '" + place.group(1) + "'");
			}
			added += shown.length();
			place.appendReplacement(expanded, Matcher.quoteReplacement(shown));
		}
		while (place.find());
		return place.appendTail(expanded).toString();
	}

	private static String mark(String text) {
		return "<p><mark>" + text + "</mark></p>";
	}

	private Map<String, String> own() {
		Site site = this.currentSite.get();
		Key key = new Key(site.id(), site.version());
		Map<String, String> kept = this.own.getIfPresent(key);
		if (kept == null) {
			Map<String, String> read = new HashMap<>();
			List<SnippetText> texts = this.siteSnippets.list();
			texts.forEach((snippet) -> read.put(snippet.name(), snippet.html()));
			kept = Map.copyOf(read);
			this.own.put(key, kept);
		}
		return kept;
	}

	/**
	 * What a site's snippets belong to.
	 */
	private record Key(long siteId, long version) {

	}

}
