package org.rowhouse.site;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/**
 * The life of sites. Every change is committed first and answers requests when the method
 * returns.
 */
@Service
public class Sites {

	private static final Logger logger = LoggerFactory.getLogger(Sites.class);

	private final SiteStore store;

	private final SiteResolver resolver;

	private final SiteValidator validator;

	private final SiteDefaults defaults;

	private final ObjectProvider<SiteDeletionGuard> deletionGuards;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	/** The default time zone with which folders were read. */
	private volatile @Nullable ZoneId appliedZone;

	private final SiteLocks changes;

	Sites(SiteStore store, SiteResolver resolver, SiteValidator validator, SiteDefaults defaults, SiteLocks changes,
			ObjectProvider<SiteDeletionGuard> deletionGuards, ApplicationEventPublisher events) {
		this.changes = changes;
		this.store = store;
		this.resolver = resolver;
		this.validator = validator;
		this.defaults = defaults;
		this.deletionGuards = deletionGuards;
		this.events = events;
	}

	/**
	 * Finds a site.
	 * @param key its key
	 * @return the site
	 */
	public Optional<Site> find(String key) {
		return this.resolver.find(key);
	}

	/**
	 * Lists sites by name.
	 * @param query what key, name or an address must contain, in any case; empty for all
	 * @param visible which sites may be listed at all
	 * @param pageable which part of the list; its sort is not used
	 * @return one page
	 */
	public Page<Site> search(String query, Predicate<Site> visible, Pageable pageable) {
		List<Site> found = all(query, visible);
		int from = (int) Math.min(pageable.getOffset(), found.size());
		int to = Math.min(from + pageable.getPageSize(), found.size());
		return new PageImpl<>(found.subList(from, to), pageable, found.size());
	}

	/**
	 * Lists some sites by name, all of them at once.
	 * @param query what key, name or an address must contain, in any case; empty for all
	 * @param filter which of them
	 * @return the sites
	 */
	public List<Site> all(String query, Predicate<Site> filter) {
		return this.resolver.all()
			.stream()
			.filter(matching(query).and(filter))
			.sorted(Comparator.comparing((Site site) -> site.name().toLowerCase(Locale.ROOT)).thenComparing(Site::key))
			.toList();
	}

	/**
	 * Returns what finds sites by words.
	 * @param query what key, name or an address must contain, in any case; empty for all
	 * @return a filter
	 */
	public static Predicate<Site> matching(String query) {
		String wanted = query.strip().toLowerCase(Locale.ROOT);
		return (site) -> matches(site, wanted);
	}

	/**
	 * Lists sites by name, from a place on.
	 * @param query what key, name or an address must contain, in any case; empty for all
	 * @param filter which of them
	 * @param name the name of the last site that is known, in small letters
	 * @param key its key; empty to begin
	 * @param size how many, at most
	 * @return the next sites
	 */
	public List<Site> following(String query, Predicate<Site> filter, String name, String key, int size) {
		return all(query, filter).stream().filter((site) -> isBehind(site, name, key)).limit(size).toList();
	}

	private static boolean isBehind(Site site, String name, String key) {
		int order = site.name().toLowerCase(Locale.ROOT).compareTo(name);
		return order > 0 || (order == 0 && site.key().compareTo(key) > 0);
	}

	private static boolean matches(Site site, String wanted) {
		return wanted.isEmpty() || site.key().contains(wanted) || site.name().toLowerCase(Locale.ROOT).contains(wanted)
				|| site.addresses().stream().anyMatch((address) -> matches(address.pattern(), wanted));
	}

	private static boolean matches(AddressPattern pattern, String wanted) {
		return pattern.toString().contains(wanted) || pattern.display().contains(wanted);
	}

	/**
	 * Makes a site, which answers at its addresses at once.
	 * @param settings what it is
	 * @return the site
	 * @throws InvalidInputException if settings are wrong
	 */
	public Site create(SiteSettings settings) {
		Site valid = this.validator.validate(settings, null, null);
		Site site = publish(this.store.insert(valid, this.clock.instant()));
		logger.info("Site '{}' created", site.key());
		return site;
	}

	/**
	 * Makes a site together with its first content: both are there, or neither.
	 * @param settings what it is
	 * @param content writes the content; the site is bound and the transaction running
	 * @return the site
	 * @throws InvalidInputException if settings are wrong
	 */
	public Site create(SiteSettings settings, Consumer<Site> content) {
		Site valid = this.validator.validate(settings, null, null);
		Site site = publish(this.store.insert(valid, content, this.clock.instant()));
		logger.info("Site '{}' created", site.key());
		return site;
	}

	/**
	 * Changes the settings of a site.
	 * @param key its key, which stays as it is
	 * @param change makes the new settings out of the site as it is; changes come one
	 * after the other, so that none undoes another
	 * @return the site as it is now
	 * @throws InvalidInputException if settings are wrong
	 * @throws ConflictException if a file declares a setting that would change
	 * @throws NoSuchSiteException if there is no such site
	 */
	public Site update(String key, Function<Site, SiteSettings> change) {
		Lock lock = this.changes.get(key);
		lock.lock();
		try {
			Site existing = require(key);
			SiteSettings wanted = change.apply(existing);
			SiteSettings file = (existing.folder()) ? DeclaredSettings.requireUnchanged(existing, wanted) : null;
			SiteSettings all = (file != null) ? file.orElse(wanted) : wanted;
			this.store.update(this.validator.validate(all, existing, file));
			Site updated = publish(existing.id());
			if (updated.folder() && !updated.timeZone().equals(existing.timeZone())) {
				// Dates without a zone in its files mean something else from now on.
				this.events.publishEvent(new FolderOutdated(key));
			}
			return updated;
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Lets the addresses of a site on a host answer: somebody has proved that it is
	 * theirs.
	 * @param key the site's key
	 * @param host the host or the hosts
	 * @param challenge what has been published
	 * @return whether they answer now; false if the site, the address or the challenge is
	 * another one by now
	 */
	public boolean addressProved(String key, HostPattern host, String challenge) {
		Lock lock = this.changes.get(key);
		lock.lock();
		try {
			Site existing = find(key).orElse(null);
			if (existing == null || !this.store.clearChallenge(existing.id(), host, challenge)) {
				return false;
			}
			publish(existing.id());
			logger.info("Site '{}' has proved '{}'", key, host);
			return true;
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Suspends, archives or resumes a site.
	 * @param key its key
	 * @param state the new state
	 * @return the site as it is now
	 * @throws ConflictException if its folder is broken, which only mending changes
	 * @throws NoSuchSiteException if there is no such site
	 */
	public Site changeState(String key, SiteState state) {
		Lock lock = this.changes.get(key);
		lock.lock();
		try {
			Site existing = require(key);
			if (existing.state() == SiteState.BROKEN || state == SiteState.BROKEN) {
				throw new ConflictException(
						"'" + key + "' is broken until its folder can be read. Mend the files that are named there.");
			}
			logger.info("Site '{}' is now {}", key, state);
			this.store.changeState(existing.id(), state);
			return publish(existing.id());
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Deletes a site with all of its content, for good.
	 * @param key its key
	 * @throws ConflictException if something still declares it
	 * @throws NoSuchSiteException if there is no such site
	 */
	public void delete(String key) {
		Lock lock = this.changes.get(key);
		lock.lock();
		try {
			Site existing = require(key);
			this.deletionGuards.orderedStream()
				.flatMap((guard) -> guard.objectionTo(existing).stream())
				.findFirst()
				.ifPresent((objection) -> {
					throw new ConflictException(objection);
				});
			this.store.delete(existing.id());
			this.store.refresh(existing.id());
			logger.info("Site '{}' deleted", key);
			this.events.publishEvent(new SiteDeleted(existing.id(), key));
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Takes over what a site folder declares, settings and content, in one transaction.
	 * @param settings the settings in its {@code site.yml}
	 * @param known stands for what was last read of the folder, when it was read now;
	 * empty if nothing was
	 * @param digest stands for everything in the folder
	 * @param content writes the content; the site is bound and the transaction running
	 * @return the site as it is now
	 * @throws InvalidInputException if settings are wrong; nothing has changed then
	 * @throws FolderChangedException if something else was read of the folder meanwhile
	 */
	public Site declare(SiteSettings settings, String known, String digest, Runnable content) {
		Lock lock = this.changes.get(settings.key());
		lock.lock();
		try {
			Site existing = find(settings.key()).orElse(null);
			if (existing != null && !existing.folder() && this.store.folderDigest(existing.id()).isEmpty()) {
				throw new InvalidInputException("key", "A site with the key '" + settings.key()
						+ "' was made in the admin UI. Rename the folder, or delete that site.");
			}
			SiteSettings all = settings
				.orElse((existing != null) ? existing.ownWithoutFile() : SiteSettings.none(settings.key()));
			Site valid = this.validator.validate(all, existing, settings);
			return publish(this.store.declare(valid, known, digest, content, this.clock.instant()));
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Lets the folder of a site declare what was set elsewhere until now, in one
	 * transaction with the change of its folder. What holds for the site stays the same.
	 * @param planned the site as it was when the files were planned
	 * @param settings the settings that its {@code site.yml} will declare
	 * @param content notes at the content which file it comes from; the site is bound and
	 * the transaction running
	 * @param files puts the files in their places, last of all, and returns the digest of
	 * the folder
	 * @return the site as it is now
	 * @throws ConflictException if the site or its content is not as planned any more
	 */
	public Site exported(Site planned, SiteSettings settings, Runnable content, Supplier<String> files) {
		Lock lock = this.changes.get(planned.key());
		lock.lock();
		try {
			Site existing = require(planned.key());
			SiteSettings rest = existing.ownWithoutFile().withoutOptions(settings.options().keySet());
			Site valid = this.validator.validate(settings.orElse(rest), existing, settings);
			if (existing.id() != planned.id() || !valid.looksLike(planned)) {
				throw SiteStore.changedMeanwhile(planned.key());
			}
			return publish(this.store.exported(valid, planned.version(), content, files));
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Notes that the folder of a site has been taken away. Nothing is deleted.
	 * @param key the site's key
	 * @param action what happens to the site
	 * @throws NoSuchSiteException if there is no such site
	 */
	public void folderRemoved(String key, RemovedFolder action) {
		Lock lock = this.changes.get(key);
		lock.lock();
		try {
			Site existing = require(key);
			if (existing.folder()) {
				this.store.noteRemovedFolder(existing.id(), action);
				logger.info("Site '{}' is {}, since its folder is gone", key, publish(existing.id()).state());
			}
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Applies changed {@link SiteDefaults} to every site.
	 */
	public void reload() {
		ZoneId zone = this.defaults.values().timeZone();
		this.store.reloadAll(!Objects.equals(zone, this.appliedZone));
		this.appliedZone = zone;
	}

	/**
	 * Notes a site whose folder cannot be read. A site that was read before stays as it
	 * is; a new one is kept as broken, without an address.
	 * @param key the folder's name
	 */
	public void declareBroken(String key) {
		Lock lock = this.changes.get(key);
		lock.lock();
		try {
			if (find(key).isEmpty()) {
				Site site = new Site(0, key, key, "", ThemeNames.BUILT_IN, Locale.ENGLISH, SettingRules.UTC,
						SiteState.BROKEN, 0, List.of(), Map.of(), true, null, null, SettingOrigins.BROKEN);
				publish(this.store.declare(site, "", "", () -> {
				}, this.clock.instant()));
			}
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Asks the database whether it has a site, which this process may not know of yet.
	 * @param id the number of a site
	 * @return whether it is there; a site that has been deleted never comes back
	 */
	public boolean isStored(long id) {
		return this.store.isStored(id);
	}

	/**
	 * Returns what was last read from the folders that are there, as far as is known.
	 * @return what {@link #declare} was given, by the site's key
	 */
	public Map<String, String> folderStamps() {
		Map<String, String> stamps = new HashMap<>();
		this.store.folderDigests().forEach((row) -> {
			if (!RemovedFolder.isNotedIn((String) row[1])) {
				stamps.put((String) row[0], (String) row[1]);
			}
		});
		return stamps;
	}

	/**
	 * Returns what was last read from a folder.
	 * @param key the site's key
	 * @return what {@link #declare} was given; empty if nothing was read, or the folder
	 * was gone in between
	 */
	public String folderStamp(String key) {
		return find(key).flatMap((site) -> this.store.folderDigest(site.id()))
			.filter((digest) -> !RemovedFolder.isNotedIn(digest))
			.orElse("");
	}

	/**
	 * Returns the time zone that a site with a folder has.
	 * @param file what its {@code site.yml} declares
	 * @return the file's, or that of the admin UI, or the default; UTC if it is none
	 */
	public ZoneId timeZoneOf(SiteSettings file) {
		SiteSettings present = find(file.key()).map(Site::ownWithoutFile).orElse(SiteSettings.none(file.key()));
		String wanted = file.orElse(present).timeZone().strip();
		ZoneId byDefault = this.defaults.values().timeZone();
		if (wanted.isEmpty() && byDefault != null) {
			return byDefault;
		}
		return (wanted.isEmpty()) ? SettingRules.UTC : SettingRules.timeZone(new HashMap<>(), wanted);
	}

	private Site require(String key) {
		return find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	private Site publish(long id) {
		return this.store.refresh(id).orElseThrow(() -> new NoSuchSiteException(String.valueOf(id)));
	}

}
