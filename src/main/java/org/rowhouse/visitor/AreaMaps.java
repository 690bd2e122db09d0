package org.rowhouse.visitor;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.PrivateBranches;
import org.rowhouse.site.Site;
import org.rowhouse.site.SitePrivacy;

import org.springframework.stereotype.Component;

/**
 * Keeps the private areas of the sites that are visited, so that asking for a page costs
 * no query. A change of a site raises its version, under which nothing is kept yet.
 */
@Component
class AreaMaps implements SitePrivacy {

	private static final long MAX_KEPT_BYTES = 16_000_000;

	private static final int BYTES_OF_MAP = 200;

	private static final int BYTES_OF_ENTRY = 120;

	private static final Duration IDLE = Duration.ofMinutes(10);

	private final AreaMapLoader loader;

	private final CurrentSite currentSite;

	private final Cache<Key, AreaMap> maps = Caffeine.newBuilder()
		.maximumWeight(MAX_KEPT_BYTES)
		.weigher((Key key, AreaMap map) -> BYTES_OF_MAP
				+ BYTES_OF_ENTRY * (4 * map.doors().size() + map.visitors().size()))
		.expireAfterAccess(IDLE)
		.build();

	AreaMaps(AreaMapLoader loader, CurrentSite currentSite) {
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
		AreaMap kept = this.maps.getIfPresent(key);
		if (kept != null) {
			return kept;
		}
		// Not inside of the cache, where a slow database would hold up other sites.
		AreaMap loaded = this.currentSite.call(site, this.loader::load);
		this.maps.put(key, loaded);
		return loaded;
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

	private record Key(long siteId, long version) {

	}

}
