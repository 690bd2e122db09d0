package org.rowhouse.content;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteVersions;
import org.rowhouse.site.Worker;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The snippets of the bound site, for those who write them.
 */
@Service
@Transactional
public class SiteSnippets {

	/** A site has at most so many. */
	public static final int MAX_SNIPPETS = 200;

	private final SnippetRepository snippets;

	private final SnippetUseRepository uses;

	private final ContentItemRepository items;

	private final Markdown markdown;

	private final ShareTasks shares;

	private final SiteVersions versions;

	private final CurrentSite currentSite;

	private final Worker worker;

	private final Clock clock = Clock.systemUTC();

	SiteSnippets(SnippetRepository snippets, SnippetUseRepository uses, ContentItemRepository items, Markdown markdown,
			ShareTasks shares, SiteVersions versions, CurrentSite currentSite, Worker worker) {
		this.snippets = snippets;
		this.uses = uses;
		this.items = items;
		this.markdown = markdown;
		this.shares = shares;
		this.versions = versions;
		this.currentSite = currentSite;
		this.worker = worker;
	}

	/**
	 * Lists the snippets of the site itself.
	 * @return snippets by name
	 */
	@Transactional(readOnly = true)
	public List<SnippetText> list() {
		return this.snippets.inOrder().stream().map(Snippet::toText).toList();
	}

	/**
	 * Finds a snippet of the site itself.
	 * @param name its name
	 * @return the snippet, if there is one
	 */
	@Transactional(readOnly = true)
	public Optional<SnippetText> find(String name) {
		return this.snippets.findSnippet(name).map(Snippet::toText);
	}

	/**
	 * Lists what shows a snippet, be it the site's or the platform's.
	 * @param name its name
	 * @param limit at most so many
	 * @return pages and posts
	 */
	@Transactional(readOnly = true)
	public List<ItemSummary> whereUsed(String name, int limit) {
		List<Long> ids = this.uses.itemsThatShow(this.currentSite.get().id(), name, PageRequest.of(0, limit));
		return (ids.isEmpty()) ? List.of() : this.items.summaries(ids);
	}

	/**
	 * Counts what shows each snippet, be it the site's or the platform's.
	 * @return how many pages and posts, by the name of the snippet; without those that
	 * nothing shows
	 */
	@Transactional(readOnly = true)
	public Map<String, Long> countUses() {
		return this.uses.countItems(this.currentSite.get().id())
			.stream()
			.collect(Collectors.toMap((row) -> (String) row[0], (row) -> ((Number) row[1]).longValue()));
	}

	/**
	 * Creates or replaces the snippet with the name of a draft.
	 * @param typed what was written
	 * @param version the version that the writer began with, 0 if there was none, or
	 * {@code null} to replace whatever is there
	 * @return the snippet as it is now
	 * @throws InvalidInputException with a message for each field that is wrong
	 * @throws ConflictException if it comes from a file, or has another version now
	 */
	public SnippetText put(SnippetDraft typed, @Nullable Long version) {
		SnippetDraft draft = typed.validate();
		String html = draft.html(this.markdown);
		Snippet snippet = this.snippets.findSnippetToChange(draft.name()).orElseGet(() -> new Snippet(draft.name()));
		requireOwn(snippet);
		requireVersion(draft.name(), snippet.version(), version);
		if (snippet.version() == 0 && this.snippets.countAll() >= MAX_SNIPPETS) {
			throw new InvalidInputException("", "A site has at most " + MAX_SNIPPETS + " snippets. Delete some first.");
		}
		snippet.write(draft, html, this.worker.name(), this.clock.instant().truncatedTo(ChronoUnit.MICROS));
		SnippetText saved = this.snippets.save(snippet).toText();
		this.shares.planThoseThatShow(this.currentSite.get().id(), draft.name());
		this.versions.raise();
		this.versions.changed("snippet.saved", draft.name(), Map.of(), Map.of("title", draft.title()));
		return saved;
	}

	static void requireVersion(String name, long present, @Nullable Long seen) {
		if (seen != null && seen == 0 && present > 0) {
			throw new InvalidInputException("name",
					"There is a snippet with the name '" + name + "' already. Choose another one.");
		}
		if (seen != null && seen != present) {
			throw new ConflictException("The snippet '" + name
					+ "' was changed after you opened it. Open it again and put your changes into it.");
		}
	}

	/**
	 * Deletes a snippet. Pages that show it show the platform's of that name from then
	 * on, or nothing.
	 * @param name its name
	 * @throws ConflictException if it comes from a file
	 * @throws NoSuchSnippetException if there is none
	 */
	public void delete(String name) {
		requireOwn(this.snippets.findSnippetToChange(name).orElseThrow(() -> new NoSuchSnippetException(name)));
		this.snippets.deleteSnippet(name);
		this.versions.changed("snippet.deleted", name, Map.of(), Map.of());
		this.shares.planThoseThatShow(this.currentSite.get().id(), name);
		this.versions.raise();
	}

	private void requireOwn(Snippet snippet) {
		if (snippet.source() != null) {
			throw new ConflictException("This snippet comes from sites/" + this.currentSite.get().key() + "/"
					+ snippet.source() + ". Change it there.");
		}
	}

}
