package org.rowhouse.visitor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.PrivateBranches;
import org.rowhouse.site.Site;
import org.rowhouse.site.SitePrivacy;

import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the private areas of the sites that are visited, so that asking for a page costs
 * no query. A change of a site raises its version, under which nothing is kept yet.
 */
@Component
class AreaMaps implements SitePrivacy {

	private static final long MAX_KEPT_BYTES = 16_000_000;

	private static final int BYTES_OF_MAP = 200;

	private static final int BYTES_OF_ENTRY = 120;

	/**
	 * While the database is away, what was visited within this time goes on answering.
	 */
	private static final Duration IDLE = Duration.ofHours(24);

	private final AreaMapLoader loader;

	private final CurrentSite currentSite;

	private final AreaMoves moves;

	private final AsyncCache<Key, AreaMap> maps = Caffeine.newBuilder()
		.maximumWeight(MAX_KEPT_BYTES)
		.weigher((Key key, AreaMap map) -> BYTES_OF_MAP
				+ BYTES_OF_ENTRY * (4 * map.doors().size() + map.visitors().size()))
		.expireAfterAccess(IDLE)
		.buildAsync();

	AreaMaps(AreaMapLoader loader, CurrentSite currentSite, AreaMoves moves) {
		this.moves = moves;
		this.loader = loader;
		this.currentSite = currentSite;
	}

	/**
	 * Returns the private areas of a site.
	 * @param site the site, as it was at some version
	 * @return its areas at that version or a later one: the version was read before, and
	 * is raised after a change is committed
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 * @throws org.springframework.transaction.TransactionException likewise
	 */
	AreaMap map(Site site) {
		Key key = new Key(site.id(), site.version());
		CompletableFuture<AreaMap> kept = this.maps.getIfPresent(key);
		if (kept != null && kept.isDone() && !kept.isCompletedExceptionally()) {
			return kept.join();
		}
		// Whoever holds a connection must not wait for somebody who needs another one.
		return (TransactionSynchronizationManager.isActualTransactionActive()) ? load(site) : loadOnce(site, key);
	}

	/**
	 * One request loads, and those that come meanwhile wait for it. Not inside of the
	 * cache, where a slow database would hold up other sites.
	 */
	private AreaMap loadOnce(Site site, Key key) {
		CompletableFuture<AreaMap> mine = new CompletableFuture<>();
		CompletableFuture<AreaMap> others = this.maps.asMap().putIfAbsent(key, mine);
		if (others != null) {
			return loadedBy(others);
		}
		try {
			AreaMap loaded = load(site);
			mine.complete(loaded);
			return loaded;
		}
		finally {
			// Nothing is kept of what failed: whoever comes next tries again.
			mine.cancel(false);
		}
	}

	private static AreaMap loadedBy(CompletableFuture<AreaMap> others) {
		try {
			return others.join();
		}
		catch (CancellationException ex) {
			throw new TransactionSystemException("The request that loads the private areas has failed", ex);
		}
	}

	private AreaMap load(Site site) {
		return this.currentSite.call(site, this.loader::load);
	}

	@Override
	public PrivateBranches of(Site site) {
		return map(site).branches();
	}

	@Override
	public Optional<String> signOut(Site site, String path) {
		return map(site).at(path)
			.filter((door) -> door.way() == AreaWay.FORM)
			.map((door) -> door.path() + "?" + AreaDoor.SIGN_OUT);
	}

	@Override
	public PrivateBranches read() {
		return this.loader.branches();
	}

	@Override
	public void follow(String from, String to, String field) {
		this.moves.follow(from, to, field);
	}

	private record Key(long siteId, long version) {

	}

}
