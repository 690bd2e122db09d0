package org.rowhouse.media;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What public pages need to know about media, kept in memory by the site and its version:
 * whatever changes raises the version, and what was kept is no longer asked for.
 */
@Component
public class MediaCatalog {

	private static final int MAX_ENTRIES = 50_000;

	private static final Duration KEPT = Duration.ofHours(1);

	private final MediaFileRepository files;

	private final TransactionTemplate transaction;

	private final Cache<Key, Optional<MediaItem>> known = Caffeine.newBuilder()
		.maximumSize(MAX_ENTRIES)
		.expireAfterAccess(KEPT)
		.build();

	MediaCatalog(MediaFileRepository files, PlatformTransactionManager transactionManager) {
		this.files = files;
		this.transaction = new TransactionTemplate(transactionManager);
		this.transaction.setReadOnly(true);
	}

	/**
	 * Finds a file.
	 * @param site the bound site
	 * @param name its name
	 * @return the file, if the site has it
	 */
	public Optional<MediaItem> find(Site site, String name) {
		return Optional.ofNullable(find(site, Set.of(name)).get(name));
	}

	/**
	 * Finds files, with one query for all that are not known yet.
	 * @param site the bound site
	 * @param names their names
	 * @return those that the site has, by name
	 */
	Map<String, MediaItem> find(Site site, Collection<String> names) {
		Map<String, MediaItem> found = new HashMap<>();
		Set<String> unknown = new LinkedHashSet<>();
		for (String name : names) {
			Optional<MediaItem> kept = this.known.getIfPresent(new Key(site.id(), site.version(), name));
			if (kept != null) {
				kept.ifPresent((item) -> found.put(name, item));
			}
			else if (MediaNames.isName(name)) {
				unknown.add(name);
			}
		}
		if (!unknown.isEmpty()) {
			found.putAll(load(site, unknown));
		}
		return found;
	}

	/** Past what is kept: for a file that has just been replaced. */
	Map<String, MediaItem> load(Site site, Set<String> names) {
		Map<String, MediaItem> loaded = new HashMap<>();
		this.transaction.executeWithoutResult(
				(status) -> this.files.named(names).forEach((file) -> loaded.put(file.toItem().name(), file.toItem())));
		names.forEach((name) -> this.known.put(new Key(site.id(), site.version(), name),
				Optional.ofNullable(loaded.get(name))));
		return loaded;
	}

	private record Key(long siteId, long version, String name) {

	}

}
