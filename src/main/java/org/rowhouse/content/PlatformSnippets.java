package org.rowhouse.content;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SharedContent;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.Worker;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The snippets that every site can show: kept once, changed once, live everywhere at the
 * next request. They are held in memory; there are few of them.
 */
@Service
public class PlatformSnippets implements SharedContent, SmartInitializingSingleton {

	/** There are at most so many. */
	public static final int MAX_SNIPPETS = 200;

	private final PlatformSnippetRepository snippets;

	private final SnippetUseRepository uses;

	private final Markdown markdown;

	private final ShareTasks shares;

	private final AllSites allSites;

	private final SiteResolver sites;

	private final Worker worker;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	private volatile Kept kept = new Kept(0, List.of(), Map.of());

	PlatformSnippets(PlatformSnippetRepository snippets, SnippetUseRepository uses, Markdown markdown,
			ShareTasks shares, AllSites allSites, SiteResolver sites, Worker worker,
			PlatformTransactionManager transactionManager, ApplicationEventPublisher events) {
		this.events = events;
		this.snippets = snippets;
		this.uses = uses;
		this.markdown = markdown;
		this.shares = shares;
		this.allSites = allSites;
		this.sites = sites;
		this.worker = worker;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	@Override
	public void afterSingletonsInstantiated() {
		load();
	}

	@Override
	public long version() {
		return this.kept.version();
	}

	/**
	 * Lists the snippets of the platform, without asking the database.
	 * @return snippets by name
	 */
	public List<SnippetText> list() {
		return this.kept.texts();
	}

	/**
	 * Finds a snippet of the platform, without asking the database.
	 * @param name its name
	 * @return the snippet, if there is one
	 */
	public Optional<SnippetText> find(String name) {
		return this.kept.texts().stream().filter((snippet) -> snippet.name().equals(name)).findFirst();
	}

	/**
	 * Reads the clean HTML by name from the database, in the running transaction, of
	 * whichever site.
	 */
	Map<String, String> read() {
		Map<String, String> html = new HashMap<>();
		this.snippets.inOrder()
			.stream()
			.map(PlatformSnippet::toText)
			.forEach((text) -> html.put(text.name(), text.html()));
		return html;
	}

	/** The clean HTML by name, with the version that it belongs to. */
	Kept kept() {
		return this.kept;
	}

	/**
	 * Counts the sites that name each snippet somewhere.
	 * @return how many sites, by the name of the snippet; nothing for those of which no
	 * site does
	 */
	public Map<String, Long> countSites() {
		return inTransaction("count the sites that show snippets",
				() -> this.uses.countSites()
					.stream()
					.collect(Collectors.toMap((row) -> (String) row[0], (row) -> ((Number) row[1]).longValue())));
	}

	/**
	 * Lists sites that name a snippet somewhere.
	 * @param name its name
	 * @param limit at most so many
	 * @return the sites
	 */
	public List<Site> sitesThatShow(String name, int limit) {
		return inTransaction("list the sites that show a snippet",
				() -> this.uses.sitesThatShow(name, PageRequest.of(0, limit)))
			.stream()
			.flatMap((id) -> this.sites.find(id).stream())
			.toList();
	}

	/**
	 * Creates or replaces the snippet with the name of a draft.
	 * @param typed what was written
	 * @param version the version that the writer began with, 0 if there was none, or
	 * {@code null} to replace whatever is there
	 * @return the snippet as it is now
	 * @throws InvalidInputException with a message for each field that is wrong
	 * @throws ConflictException if it has another version now
	 */
	public SnippetText put(SnippetDraft typed, @Nullable Long version) {
		SnippetDraft draft = typed.validate();
		String html = draft.html(this.markdown);
		SnippetText saved = inTransaction("change a snippet of the platform", () -> {
			PlatformSnippet snippet = this.snippets.findSnippetToChange(draft.name())
				.orElseGet(() -> new PlatformSnippet(draft.name()));
			SiteSnippets.requireVersion(draft.name(), snippet.version(), version);
			if (snippet.version() == 0 && list().size() >= MAX_SNIPPETS) {
				throw new InvalidInputException("",
						"The platform has at most " + MAX_SNIPPETS + " snippets. Delete some first.");
			}
			snippet.write(draft, html, this.worker.name(), this.clock.instant().truncatedTo(ChronoUnit.MICROS));
			SnippetText text = this.snippets.save(snippet).toText();
			this.events.publishEvent(Changed.of("snippet.saved", null, draft.name()));
			this.shares.planThoseThatShow(draft.name());
			return text;
		});
		load();
		return saved;
	}

	/**
	 * Deletes a snippet. Pages that show it show nothing from then on, unless their site
	 * has one of that name.
	 * @param name its name
	 * @throws NoSuchSnippetException if there is none
	 */
	public void delete(String name) {
		inTransaction("delete a snippet of the platform", () -> {
			this.snippets
				.delete(this.snippets.findSnippetToChange(name).orElseThrow(() -> new NoSuchSnippetException(name)));
			this.shares.planThoseThatShow(name);
			this.events.publishEvent(Changed.of("snippet.deleted", null, name));
			return true;
		});
		load();
	}

	/**
	 * Reading and taking over are one step, so that of two changes the later one stays.
	 */
	private synchronized void load() {
		List<SnippetText> texts = inTransaction("load the snippets of the platform",
				() -> this.snippets.inOrder().stream().map(PlatformSnippet::toText).toList());
		Map<String, String> html = new HashMap<>();
		texts.forEach((snippet) -> html.put(snippet.name(), snippet.html()));
		this.kept = new Kept(this.kept.version() + 1, List.copyOf(texts), Map.copyOf(html));
	}

	private <T> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> {
			T result = this.transaction.execute((status) -> action.get());
			if (result == null) {
				throw new IllegalStateException("Nothing came of it: " + purpose);
			}
			return result;
		});
	}

	/**
	 * What is held in memory.
	 *
	 * @param version raised by every change
	 * @param texts all snippets by name
	 * @param html their clean HTML by name
	 */
	record Kept(long version, List<SnippetText> texts, Map<String, String> html) {

	}

}
