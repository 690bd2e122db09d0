package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ShareTasks.Shared;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteVersions;
import org.rowhouse.site.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the sites that show an item of another one in step with it. Each site is bound
 * by itself and has a transaction of its own. Doing it again changes nothing.
 */
@Component
class Repetitions {

	private static final Logger logger = LoggerFactory.getLogger(Repetitions.class);

	/** In clean HTML attributes have double quotes, and text has none. */
	private static final Pattern ROOT = Pattern.compile("(href|src)=\"/(?!/)");

	/** As many characters as the row of an item has room for. */
	private static final int MAX_HTML = 1_000_000;

	private static final int MAX_COVER = 500;

	/** Whoever changes an item more often meanwhile has planned this again. */
	private static final int TURNS = 5;

	private final ItemShareRepository shares;

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final ItemChanges changes;

	private final Snippets snippets;

	private final ContentLimits limits;

	private final SiteVersions versions;

	private final SiteResolver sites;

	private final Sites stored;

	private final PublicUrls urls;

	private final CurrentSite currentSite;

	private final AllSites allSites;

	private final SitePrivacy privacy;

	private final TransactionTemplate transaction;

	private final Clock clock = Clock.systemUTC();

	Repetitions(ItemShareRepository shares, ContentItemRepository items, ItemTagRepository tags, ItemChanges changes,
			Snippets snippets, ContentLimits limits, SiteVersions versions, SiteResolver sites, Sites stored,
			PublicUrls urls, CurrentSite currentSite, AllSites allSites, SitePrivacy privacy,
			PlatformTransactionManager transactionManager) {
		this.privacy = privacy;
		this.shares = shares;
		this.items = items;
		this.tags = tags;
		this.changes = changes;
		this.snippets = snippets;
		this.limits = limits;
		this.versions = versions;
		this.sites = sites;
		this.stored = stored;
		this.urls = urls;
		this.currentSite = currentSite;
		this.allSites = allSites;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/**
	 * Brings all sites that show an item in step with it, or the one that is named. Two
	 * who do this at once may both have read it before its last change or only one of
	 * them; so it is looked at again afterwards. A site that fails does not keep the
	 * others from it. One that shows the item already and has no room for what it says
	 * now keeps what it has until the next change; that is logged.
	 * @param shared the item
	 * @throws InvalidInputException if a site that does not show it yet cannot
	 * @throws RuntimeException the failure of the first site that failed; the others are
	 * in step then
	 */
	void bringInStep(Shared shared) {
		Map<Long, @Nullable ItemShare> wanted = new LinkedHashMap<>();
		if (shared.targetSiteId() != 0) {
			wanted.put(shared.targetSiteId(), null);
		}
		for (int turn = 0; turn < TURNS; turn++) {
			wanted.replaceAll((target, share) -> null);
			platform("see who shows an item", () -> this.shares.ofItem(shared.originSiteId(), shared.itemId())).stream()
				.filter((share) -> shared.targetSiteId() == 0 || share.targetSiteId() == shared.targetSiteId())
				.forEach((share) -> wanted.put(share.targetSiteId(), share));
			if (wanted.isEmpty()) {
				return;
			}
			Original original = read(shared, wanted);
			Map<Long, RuntimeException> failures = writeAll(shared, wanted, original);
			if (original == null) {
				wanted.keySet()
					.stream()
					.filter((target) -> !failures.containsKey(target))
					.forEach((target) -> forget(shared, target));
			}
			Optional<RuntimeException> first = failures.values().stream().findFirst();
			if (first.isPresent()) {
				throw first.get();
			}
			if (original == null || original.isStill(read(shared, wanted))) {
				return;
			}
		}
	}

	private Map<Long, RuntimeException> writeAll(Shared shared, Map<Long, @Nullable ItemShare> wanted,
			@Nullable Original original) {
		Map<Long, RuntimeException> failures = new LinkedHashMap<>();
		wanted.forEach((target, share) -> {
			try {
				write(shared, target, share, original);
			}
			catch (RuntimeException ex) {
				logger.debug("Site {} is not in step with item {} of site {}", target, shared.itemId(),
						shared.originSiteId(), ex);
				failures.put(target, ex);
			}
		});
		return failures;
	}

	private @Nullable Original read(Shared shared, Map<Long, @Nullable ItemShare> wanted) {
		boolean gone = wanted.values().stream().anyMatch((share) -> share != null && share.livingSiteId() == null);
		Optional<Site> site = this.sites.find(shared.originSiteId());
		if (site.isEmpty()) {
			if (!gone && wanted.values().stream().anyMatch((share) -> share != null)) {
				throw new IllegalStateException("Site " + shared.originSiteId() + " is not known here yet");
			}
			return null;
		}
		Optional<Original> found = this.currentSite.call(site.get(), () -> {
			Optional<Original> read = this.transaction.execute((status) -> this.items.findItem(shared.itemId())
				.map((item) -> new Original(site.get(), item, this.snippets.expandForOthers(item.html()),
						this.tags.ofItems(List.of(shared.itemId())).stream().map(ItemTag::toTag).toList(),
						this.privacy.read().of(Item.url(item.kind(), item.path())).isPresent())));
			return (read != null) ? read : Optional.empty();
		});
		return found.orElse(null);
	}

	private void write(Shared shared, long target, @Nullable ItemShare share, @Nullable Original original) {
		try {
			writeOnce(shared, target, share, original);
		}
		catch (DataIntegrityViolationException ex) {
			// Two create it at once; the second one finds what the first has made.
			writeOnce(shared, target, share, original);
		}
		catch (InvalidInputException ex) {
			// Nobody can do anything about it but on one of the two sites.
			if (!isShown(shared, target)) {
				throw ex;
			}
			logger.warn("Site {} goes on showing what item {} of site {} said before: {}", target, shared.itemId(),
					shared.originSiteId(), ex.getMessage());
		}
	}

	private void writeOnce(Shared shared, long target, @Nullable ItemShare share, @Nullable Original original) {
		Optional<Site> found = this.sites.find(target);
		if (found.isEmpty() && this.stored.isStored(target)) {
			throw new IllegalStateException("Site " + target + " is not known here yet");
		}
		found.ifPresent((site) -> this.currentSite.run(site, () -> this.transaction.executeWithoutResult((status) -> {
			Optional<ContentItem> present = this.items.findRepetitionToChange(shared.originSiteId(), shared.itemId());
			if (share == null || original == null || original.isPrivate()) {
				present.ifPresent(this::delete);
			}
			else {
				repeat(present, share, original);
			}
		})));
	}

	private boolean isShown(Shared shared, long target) {
		// Outside of a transaction PostgreSQL shows no rows of sites.
		return this.sites.find(target)
			.flatMap((site) -> this.currentSite.call(site, () -> Optional.ofNullable(this.transaction
				.execute((status) -> this.items.findRepetition(shared.originSiteId(), shared.itemId()).isPresent()))))
			.orElse(false);
	}

	private void delete(ContentItem repetition) {
		List<Long> ids = List.of(ContentItems.id(repetition));
		this.changes.deleted(ids);
		this.tags.deleteOfItems(ids);
		this.items.deleteAll(ids);
		this.versions.raise();
	}

	private void repeat(Optional<ContentItem> present, ItemShare share, Original original) {
		ContentItem from = original.item();
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		String path = freePath(present, share, (share.path() != null) ? share.path() : from.path(), from.kind());
		ContentItem item = present.orElseGet(() -> ContentItem.repetition(from.kind(), now));
		String pathBefore = present.map(ContentItem::path).orElse(path);
		String base = this.urls.of(original.site());
		String html = absolute(original.html(), base);
		String cover = absolutePath(from.details().cover(), base);
		requireRoom(from.kind(), html, cover, base);
		int before = size(present);
		boolean changed = item.repeat(from, path, html, cover, now);
		if (!changed && present.isPresent() && hasTags(item, original.tags())) {
			return;
		}
		this.items.save(item);
		this.items.flush();
		long id = ContentItems.id(item);
		this.tags.deleteOfItems(List.of(id));
		this.tags.saveAll(original.tags().stream().map((tag) -> new ItemTag(id, tag)).toList());
		this.changes.repeated(item, pathBefore);
		this.versions.raise();
		if (present.isEmpty()) {
			this.limits.requireItems();
		}
		if (size(Optional.of(item)) > before) {
			this.limits.requireStorage();
		}
	}

	/** What limits count is more or less in step with this. */
	private static int size(Optional<ContentItem> present) {
		return present.map((item) -> item.markdown().length() + item.html().length()).orElse(-1);
	}

	/** Links become longer by the address that is put in front of them. */
	private static void requireRoom(ContentKind kind, String html, String cover, @Nullable String base) {
		if (cover.length() > MAX_COVER) {
			throw new InvalidInputException("",
					"On another site the path of the cover becomes longer than " + MAX_COVER + " characters, since "
							+ base + " stands in front of it there. Choose a cover with a shorter path.");
		}
		if (html.length() > MAX_HTML) {
			throw new InvalidInputException("",
					"On another site the text of this " + kind.word()
							+ " becomes too long as HTML, with its snippets and" + " with " + base
							+ " in front of each link. Split it in two.");
		}
	}

	private boolean hasTags(ContentItem item, List<Tag> wanted) {
		return Set.copyOf(wanted)
			.equals(this.tags.ofItems(List.of(ContentItems.id(item)))
				.stream()
				.map(ItemTag::toTag)
				.collect(Collectors.toSet()));
	}

	/** Where somebody else is at the new path meanwhile, it stays where it is. */
	private String freePath(Optional<ContentItem> present, ItemShare share, String wanted, ContentKind kind) {
		Optional<ContentItem> taken = this.items.findByKindAndPath(kind, wanted)
			.filter((other) -> !repeats(other, share));
		if (taken.isEmpty()) {
			return wanted;
		}
		String why = "'" + taken.get().title() + "' is at " + Item.url(kind, wanted) + " on '"
				+ this.currentSite.get().key() + "' already. Choose another path there.";
		if (present.isEmpty()) {
			throw new InvalidInputException("path", why);
		}
		logger.warn("A shared {} stays at {}: {}", kind.word(), Item.url(kind, present.get().path()), why);
		return present.get().path();
	}

	private static boolean repeats(ContentItem item, ItemShare share) {
		Origin origin = item.origin();
		return origin != null && origin.siteId() == share.originSiteId() && origin.itemId() == share.itemId();
	}

	private void forget(Shared shared, long target) {
		platform("forget who showed an item",
				() -> this.shares.deleteShare(shared.originSiteId(), shared.itemId(), target));
	}

	private <T> T platform(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> {
			T result = this.transaction.execute((status) -> action.get());
			if (result == null) {
				throw new IllegalStateException("Nothing came of it: " + purpose);
			}
			return result;
		});
	}

	/**
	 * Links and pictures are on the site of the original, and not where it is repeated.
	 */
	private static String absolute(String html, @Nullable String base) {
		if (base == null) {
			return html;
		}
		return ROOT.matcher(html).replaceAll("$1=\"" + Matcher.quoteReplacement(base) + "/");
	}

	private static String absolutePath(String path, @Nullable String base) {
		return (base != null && !path.isEmpty()) ? base + path : path;
	}

	/**
	 * The item as it was read.
	 *
	 * @param site its site
	 * @param item the item
	 * @param html its text with the snippets of its site in their places
	 * @param tags its tags
	 * @param isPrivate whether not everybody may read it: then no other site shows it,
	 * for as long
	 */
	private record Original(Site site, ContentItem item, String html, List<Tag> tags, boolean isPrivate) {

		boolean isStill(@Nullable Original now) {
			return now != null && now.item.version() == this.item.version() && now.item.state() == this.item.state()
					&& now.item.updatedAt().equals(this.item.updatedAt()) && now.html.equals(this.html)
					&& now.isPrivate == this.isPrivate;
		}

	}

}
