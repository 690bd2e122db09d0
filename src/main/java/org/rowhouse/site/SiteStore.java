package org.rowhouse.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps sites and addresses in the database.
 */
@Component
class SiteStore implements AddressHolders, SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(SiteStore.class);

	private final SiteRepository sites;

	private final AddressRepository addresses;

	private final SiteResolver resolver;

	private final AllSites allSites;

	private final CurrentSite currentSite;

	private final SiteDefaults defaults;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	SiteStore(SiteRepository sites, AddressRepository addresses, SiteResolver resolver, AllSites allSites,
			CurrentSite currentSite, SiteDefaults defaults, PlatformTransactionManager transactionManager,
			ApplicationEventPublisher events) {
		this.sites = sites;
		this.addresses = addresses;
		this.resolver = resolver;
		this.allSites = allSites;
		this.currentSite = currentSite;
		this.defaults = defaults;
		this.transaction = new TransactionTemplate(transactionManager);
		this.events = events;
	}

	/** Fills the routing table before the first request can come. */
	@Override
	public void afterSingletonsInstantiated() {
		inTransaction("load all sites", () -> {
			loadAll();
			return null;
		});
	}

	long insert(Site site, Instant now) {
		return inTransaction("create a site", () -> {
			Site identified = site.withId(this.sites.nextId());
			save(new SiteEntity(identified, now), identified, null);
			changed("site.created", identified, null, identified);
			return identified.id();
		});
	}

	/**
	 * Content is written in the same transaction, with the site bound.
	 */
	long insert(Site site, Consumer<Site> content, Instant now) {
		Site identified = site.withId(inTransaction("number a new site", this.sites::nextId));
		return this.currentSite.call(identified, () -> required(() -> {
			saveSettings(new SiteEntity(identified, now), identified, null);
			changed("site.created", identified, null, identified);
			content.accept(identified);
			this.sites.raiseVersion(identified.id());
			return identified.id();
		}));
	}

	/** Nobody sees it, and it has its key and its addresses for itself. */
	Site insertUnfinished(Site site, Instant now) {
		return inTransaction("begin a site", () -> {
			Site identified = site.withId(this.sites.nextId());
			save(SiteEntity.unfinished(identified, now), identified, null);
			return identified;
		});
	}

	Optional<Site> findUnfinished(long id) {
		return inTransaction("go on with a site",
				() -> this.sites.findById(id).filter(SiteEntity::unfinished).map(this::toSite));
	}

	/**
	 * Lets everybody see a site, together with what is done last.
	 * @param from the key of the site that it is a copy of
	 * @param folder puts the files of the site's folder in their places and returns the
	 * digest of the folder; {@code null} if it has none
	 * @return whether it was not finished yet
	 */
	boolean finish(Site site, String from, @Nullable Supplier<String> folder, Runnable last) {
		return this.currentSite.call(site, () -> required(() -> {
			if (this.sites.finish(site.id()) != 1) {
				return false;
			}
			Map<String, String> settings = new HashMap<>(settings(site));
			settings.put("from", from);
			this.events.publishEvent(new Changed("site.created", site, site.key(), Map.of(), settings));
			last.run();
			if (folder != null) {
				requireRow(site.id()).apply(site, folder.get());
			}
			this.sites.raiseVersion(site.id());
			return true;
		}));
	}

	boolean deleteUnfinished(long id) {
		return inTransaction("take a site back", () -> this.sites.deleteUnfinished(id) > 0);
	}

	void update(Site site) {
		inTransaction("change a site", () -> {
			SiteEntity row = requireRow(site.id());
			changed("site.changed", site, this.resolver.find(site.key()).orElse(null), site);
			boolean sameZone = Objects.equals(row.timeZone(), orNull(site.own().timeZone()));
			// What was read with another zone is not what would be read now.
			String digest = row.folderDigest();
			boolean stays = digest == null || sameZone || RemovedFolder.isNotedIn(digest);
			save(row, site, (stays) ? digest : "");
			return null;
		});
	}

	private static @Nullable String orNull(String text) {
		return (text.isEmpty()) ? null : text;
	}

	void changeState(long id, SiteState state) {
		inTransaction("change the state of a site", () -> {
			SiteEntity row = requireRow(id);
			this.events.publishEvent(new Changed("site.state-changed", this.resolver.find(row.siteKey()).orElse(null),
					row.siteKey(), Map.of("state", row.state().name()), Map.of("state", state.name())));
			row.changeState(state);
			this.sites.raiseVersion(id);
			return null;
		});
	}

	/** Changes nothing if another challenge has taken its place. */
	boolean clearChallenge(long id, HostPattern host, String challenge) {
		return inTransaction("note that a domain is proved", () -> {
			boolean cleared = this.addresses.clearChallenge(id, host.key(), challenge) > 0;
			if (cleared) {
				this.events
					.publishEvent(Changed.of("address.proved", this.resolver.find(id).orElse(null), host.display()));
				this.sites.raiseVersion(id);
			}
			return cleared;
		});
	}

	/** Rows of the site's content go with it ({@code on delete cascade}). */
	void delete(long id) {
		inTransaction("delete a site", () -> {
			this.sites.findById(id)
				.flatMap((row) -> this.resolver.find(row.siteKey()))
				.ifPresent((site) -> changed("site.deleted", site, site, null));
			this.sites.deleteRow(id);
			return null;
		});
	}

	/**
	 * Content before the site, the order in which whoever saves an item locks rows, and
	 * so that rendering keeps nobody waiting.
	 */
	long declare(Site site, String known, String digest, Runnable content, Instant now) {
		Site identified = (site.id() != 0) ? site : site.withId(inTransaction("number a new site", this.sites::nextId));
		return this.currentSite.call(identified, () -> required(() -> {
			SiteEntity row = (site.id() != 0) ? requireRow(site.id()) : new SiteEntity(identified, now);
			String stored = row.folderDigest();
			if (!known.equals((stored == null || RemovedFolder.isNotedIn(stored)) ? "" : stored)) {
				throw new FolderChangedException(site.key());
			}
			row.changeState(stateWhenRead(row, digest));
			folderRead(identified, digest);
			saveSettings(row, identified, digest);
			content.run();
			this.sites.raiseVersion(identified.id());
			return identified.id();
		}));
	}

	/**
	 * One line for a folder: what its pages say, and said, is where the folder comes
	 * from.
	 */
	private void folderRead(Site site, String digest) {
		Site before = this.resolver.find(site.id()).orElse(null);
		String action = (before != null) ? "site.folder-read" : "site.created";
		Map<String, String> after = new HashMap<>(settings(site));
		after.put("folder", (digest.isEmpty()) ? "cannot be read" : "sites/" + site.key());
		this.events
			.publishEvent(new Changed(action, site, site.key(), (before != null) ? settings(before) : Map.of(), after));
	}

	/**
	 * Content before the site, the order in which whoever saves an item locks rows; files
	 * last, when nothing but the commit can fail.
	 */
	long exported(Site site, long plannedVersion, Runnable content, Supplier<String> files) {
		return this.currentSite.call(site, () -> required(() -> {
			content.run();
			SiteEntity row = requireRow(site.id());
			save(row, site, row.folderDigest());
			if (this.sites.versionOf(site.id()) != plannedVersion + 1) {
				throw changedMeanwhile(site.key());
			}
			this.events.publishEvent(Changed.of("site.exported", site, "sites/" + site.key()));
			row.changeDigest(files.get());
			return site.id();
		}));
	}

	static ConflictException changedMeanwhile(String key) {
		return new ConflictException(
				"Somebody has changed '" + key + "' at the same time. Nothing was exported; try again.");
	}

	private static SiteState stateWhenRead(SiteEntity row, String digest) {
		String before = row.folderDigest();
		if (row.state() == SiteState.BROKEN) {
			return (digest.isEmpty()) ? SiteState.BROKEN : SiteState.ACTIVE;
		}
		return (before != null && RemovedFolder.isNotedIn(before))
				? RemovedFolder.stateWithFolderAgain(before, row.state()) : row.state();
	}

	/** Content stays; the settings are nobody's file's any more. */
	void noteRemovedFolder(long id, RemovedFolder action) {
		inTransaction("note that a site folder is gone", () -> {
			SiteEntity row = requireRow(id);
			SiteState before = row.state();
			row.changeState(action.stateAfter(before));
			this.events.publishEvent(new Changed("site.folder-removed", this.resolver.find(id).orElse(null),
					row.siteKey(), Map.of("state", before.name()), Map.of("state", row.state().name())));
			row.changeDigest(RemovedFolder.note(before, row.state()));
			this.sites.raiseVersion(id);
			return null;
		});
	}

	/**
	 * What was last read of a site's folder, be it there or not; empty if it never had
	 * one.
	 */
	Optional<String> folderDigest(long id) {
		return inTransaction("look where a site comes from",
				() -> this.sites.findById(id).map(SiteEntity::folderDigest));
	}

	/** Reads everything again, since what holds for all has changed. */
	void reloadAll(boolean zoneChanged) {
		inTransaction("load all sites again", () -> {
			this.sites.raiseAllVersions();
			if (zoneChanged) {
				this.sites.forgetFoldersWithoutZone();
			}
			return null;
		});
		synchronized (this) {
			inTransaction("load all sites again", () -> {
				loadAll();
				return null;
			});
		}
		this.events.publishEvent(new AllSitesChanged());
	}

	/**
	 * Takes over into memory what is committed of a site. Reading and taking over are one
	 * step, so that of two changes at once the later one stays.
	 * @param id the site's id
	 * @return the site, or nothing if it has been deleted
	 */
	synchronized Optional<Site> refresh(long id) {
		Optional<Site> site = inTransaction("load a site",
				() -> this.sites.findById(id).filter((row) -> !row.unfinished()).map(this::toSite));
		site.ifPresentOrElse(this.resolver::put, () -> this.resolver.remove(id));
		this.events.publishEvent(new SiteChanged(id, site.map(Site::version).orElse(0L), null));
		return site;
	}

	private Site toSite(SiteEntity row) {
		List<Address> own = this.addresses.findBySiteIdOrderByPosition(row.getId())
			.stream()
			.map(AddressEntity::toAddress)
			.toList();
		return SiteRow.of(row).toSite(own, this.defaults, new SiteRow.Shared());
	}

	@Override
	public Map<String, @Nullable String> othersThatHave(Collection<AddressPattern> patterns, long siteId) {
		List<String> hosts = patterns.stream().map((pattern) -> pattern.host().key()).distinct().toList();
		List<AddressHolder> holders = (hosts.isEmpty()) ? List.of()
				: inTransaction("look who has an address", () -> this.addresses.findOtherHolders(hosts, siteId));
		Map<String, @Nullable String> taken = new HashMap<>();
		holders.forEach((holder) -> patterns.stream()
			.filter((pattern) -> pattern.path().equals(holder.path()) && pattern.host().key().equals(holder.host()))
			.forEach((pattern) -> taken.put(pattern.toString(), holder.siteKey())));
		return taken;
	}

	@Override
	public boolean hasKey(String key) {
		return this.resolver.find(key).isPresent()
				|| inTransaction("look who has a key", () -> this.sites.existsBySiteKey(key));
	}

	@Override
	public List<String> othersOn(HostPattern host, long siteId) {
		return inTransaction("look who is on a host",
				() -> this.addresses.findOtherHolders(List.of(host.key()), siteId))
			.stream()
			.map(AddressHolder::path)
			.toList();
	}

	/** As in {@link #refresh}: committing and taking over are one step. */
	synchronized SharedAddress insertShared(AddressPattern pattern, @Nullable String target) {
		SharedAddress address = inTransaction("add a shared address", () -> {
			this.events.publishEvent(new Changed("shared-address.added", null, pattern.display(), Map.of(),
					Map.of("target", (target != null) ? target : "")));
			return this.addresses.save(new AddressEntity(pattern, target)).toShared();
		});
		this.resolver.putShared(address);
		return address;
	}

	synchronized boolean deleteShared(AddressPattern pattern) {
		boolean deleted = inTransaction("delete a shared address", () -> {
			this.events.publishEvent(Changed.of("shared-address.removed", null, pattern.display()));
			return this.addresses.deleteShared(pattern.host().key(), pattern.path()) > 0;
		});
		this.resolver.removeShared(pattern);
		return deleted;
	}

	/** For the audit log; a change that changes nothing is none. */
	private void changed(String action, Site about, @Nullable Site before, @Nullable Site after) {
		Changed change = new Changed(action, about, about.key(), (before != null) ? settings(before) : Map.of(),
				(after != null) ? settings(after) : Map.of());
		if (!change.isNothing()) {
			this.events.publishEvent(change);
		}
	}

	private static Map<String, String> settings(Site site) {
		return Map.of("name", site.name(), "tagline", site.tagline(), "theme", site.theme(), "locale",
				site.locale().toLanguageTag(), "timeZone", site.timeZone().getId(), "addresses",
				site.addresses()
					.stream()
					.map((address) -> address.pattern().display() + " "
							+ address.role().name().toLowerCase(Locale.ROOT))
					.collect(Collectors.joining(", ")),
				"options", site.options().toString(), "urlScheme", String.valueOf(site.urlScheme()), "urlPort",
				String.valueOf(site.urlPort()));
	}

	boolean isStored(long id) {
		return inTransaction("see whether a site is there", () -> this.sites.existsById(id));
	}

	List<Object[]> folderDigests() {
		return inTransaction("compare site folders", this.sites::folderDigests);
	}

	private void save(SiteEntity row, Site site, @Nullable String digest) {
		saveSettings(row, site, digest);
		this.sites.raiseVersion(site.id());
	}

	private void saveSettings(SiteEntity row, Site site, @Nullable String digest) {
		row.apply(site, digest);
		this.sites.save(row);
		List<Address> present = this.addresses.findBySiteIdOrderByPosition(site.id())
			.stream()
			.map(AddressEntity::toAddress)
			.toList();
		if (!present.equals(site.addresses())) {
			this.addresses.deleteBySiteId(site.id());
			this.addresses.saveAll(IntStream.range(0, site.addresses().size())
				.mapToObj((position) -> new AddressEntity(site.id(), position, site.addresses().get(position)))
				.toList());
		}
	}

	private SiteEntity requireRow(long id) {
		return this.sites.findById(id).orElseThrow(() -> new NoSuchSiteException(String.valueOf(id)));
	}

	/** Both tables are read in the order of the sites, side by side. */
	private void loadAll() {
		SiteRow.Shared shared = new SiteRow.Shared();
		try (Stream<SiteRow> siteRows = this.sites.streamInOrder();
				Stream<AddressRow> addressRows = this.addresses.streamInOrder()) {
			Iterator<AddressRow> rest = addressRows.iterator();
			AddressRow[] next = { (rest.hasNext()) ? rest.next() : null };
			siteRows.forEach((row) -> {
				List<Address> own = new ArrayList<>(1);
				// Of a site that is not finished there are addresses and no row.
				while (next[0] != null && next[0].isOfSiteUpTo(row.id())) {
					if (row.id().equals(next[0].siteId())) {
						readable(next[0]::toAddress, row.siteKey()).ifPresent(own::add);
					}
					next[0] = (rest.hasNext()) ? rest.next() : null;
				}
				this.resolver.put(row.toSite(own, this.defaults, shared));
			});
		}
		this.addresses.findBySiteIdIsNullOrderById()
			.forEach((row) -> readable(row::toShared, "the platform").ifPresent(this.resolver::putShared));
	}

	/** A row that cannot be read any more must not keep all sites from starting. */
	private static <T> Optional<T> readable(Supplier<T> row, String holder) {
		try {
			return Optional.of(row.get());
		}
		catch (InvalidHostnameException ex) {
			logger.error("An address of '{}' is left out: {}", holder, ex.getMessage());
			return Optional.empty();
		}
	}

	private <T extends @Nullable Object> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> required(action));
	}

	/** Two people may take the same key or address at once; the database decides. */
	private <T extends @Nullable Object> T required(Supplier<T> action) {
		try {
			return this.transaction.execute((status) -> action.get());
		}
		catch (DataIntegrityViolationException ex) {
			String reason = String.valueOf(ex.getMostSpecificCause().getMessage()).toLowerCase(Locale.ROOT);
			if (reason.contains("site_key_unique")) {
				throw new InvalidInputException("key", "There is a site with this key already. Choose another one.");
			}
			if (reason.contains("address_unique")) {
				throw new InvalidInputException("addresses", "Another site has just taken one of these addresses.");
			}
			throw ex;
		}
	}

}
