package org.rowhouse.site;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps sites and addresses in the database.
 */
@Component
class SiteStore implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(SiteStore.class);

	private final SiteRepository sites;

	private final AddressRepository addresses;

	private final SiteResolver resolver;

	private final AllSites allSites;

	private final CurrentSite currentSite;

	private final TransactionTemplate transaction;

	SiteStore(SiteRepository sites, AddressRepository addresses, SiteResolver resolver, AllSites allSites,
			CurrentSite currentSite, PlatformTransactionManager transactionManager) {
		this.sites = sites;
		this.addresses = addresses;
		this.resolver = resolver;
		this.allSites = allSites;
		this.currentSite = currentSite;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/** Fills the routing table before the first request can come. */
	@Override
	public void afterSingletonsInstantiated() {
		this.resolver.replaceAll(inTransaction("load all sites", this::loadAll));
	}

	long insert(Site site, Instant now) {
		return inTransaction("create a site", () -> {
			Site identified = withId(site, this.sites.nextId());
			save(new SiteEntity(identified, now), identified, null);
			return identified.id();
		});
	}

	void update(Site site) {
		inTransaction("change a site", () -> {
			save(requireRow(site.id()), site, null);
			return null;
		});
	}

	void changeState(long id, SiteState state) {
		inTransaction("change the state of a site", () -> {
			requireRow(id).changeState(state);
			this.sites.raiseVersion(id);
			return null;
		});
	}

	/** Rows of the site's content go with it ({@code on delete cascade}). */
	void delete(long id) {
		inTransaction("delete a site", () -> {
			this.sites.deleteRow(id);
			return null;
		});
	}

	long declare(Site site, String digest, Runnable content, Instant now) {
		Site identified = (site.id() != 0) ? site
				: withId(site, inTransaction("number a new site", this.sites::nextId));
		return this.currentSite.call(identified, () -> required(() -> {
			SiteEntity row = this.sites.findById(identified.id()).orElseGet(() -> new SiteEntity(identified, now));
			if (row.state() == SiteState.BROKEN && !digest.isEmpty()) {
				row.changeState(SiteState.ACTIVE);
			}
			save(row, identified, digest);
			content.run();
			return identified.id();
		}));
	}

	/**
	 * Takes over into memory what is committed of a site. Reading and taking over are one
	 * step, so that of two changes at once the later one stays.
	 * @param id the site's id
	 * @return the site, or nothing if it has been deleted
	 */
	synchronized Optional<Site> refresh(long id) {
		Optional<Site> site = inTransaction("load a site", () -> this.sites.findById(id)
			.map((row) -> toSite(row, this.addresses.findBySiteIdOrderByPosition(id))));
		site.ifPresentOrElse(this.resolver::put, () -> this.resolver.remove(id));
		return site;
	}

	List<Object[]> folderDigests() {
		return inTransaction("compare site folders", this.sites::folderDigests);
	}

	private void save(SiteEntity row, Site site, @Nullable String digest) {
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
		this.sites.raiseVersion(site.id());
	}

	private SiteEntity requireRow(long id) {
		return this.sites.findById(id).orElseThrow(() -> new NoSuchSiteException(String.valueOf(id)));
	}

	private List<Site> loadAll() {
		Map<Long, List<AddressEntity>> bySite = new HashMap<>();
		this.addresses.findAllInOrder()
			.forEach((address) -> bySite.computeIfAbsent(address.siteId(), (id) -> new ArrayList<>(1)).add(address));
		return StreamSupport.stream(this.sites.findAll().spliterator(), false)
			.map((row) -> toSite(row, bySite.getOrDefault(row.getId(), List.of())))
			.toList();
	}

	private static Site toSite(SiteEntity row, List<AddressEntity> addresses) {
		return new Site(row.getId(), row.siteKey(), row.name(), row.tagline(), row.theme(),
				Locale.forLanguageTag(row.locale()), ZoneId.of(row.timeZone()), row.state(), row.version(),
				addresses.stream().flatMap((address) -> readable(address, row).stream()).toList(),
				Map.copyOf(row.options()), row.folderDigest() != null);
	}

	/** A row that cannot be read any more must not keep all sites from starting. */
	private static Optional<Address> readable(AddressEntity address, SiteEntity row) {
		try {
			return Optional.of(address.toAddress());
		}
		catch (InvalidHostnameException ex) {
			logger.error("An address of site '{}' is left out: {}", row.siteKey(), ex.getMessage());
			return Optional.empty();
		}
	}

	private static Site withId(Site site, long id) {
		return new Site(id, site.key(), site.name(), site.tagline(), site.theme(), site.locale(), site.timeZone(),
				site.state(), site.version(), site.addresses(), site.options(), site.folder());
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
