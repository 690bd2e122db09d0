package org.rowhouse.overview;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.rowhouse.site.AllSites;
import org.rowhouse.site.ContentUsage;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteUsage;
import org.rowhouse.site.StoredBytes;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures sites and keeps what came of it.
 */
@Component
class SiteMeasures {

	private final SiteMeasureRepository repository;

	private final ContentUsage content;

	private final ObjectProvider<StoredBytes> stored;

	private final SiteUsage usage;

	private final CurrentSite currentSite;

	private final AllSites allSites;

	private final TransactionTemplate transaction;

	SiteMeasures(SiteMeasureRepository repository, ContentUsage content, ObjectProvider<StoredBytes> stored,
			SiteUsage usage, CurrentSite currentSite, AllSites allSites,
			PlatformTransactionManager transactionManager) {
		this.repository = repository;
		this.content = content;
		this.stored = stored;
		this.usage = usage;
		this.currentSite = currentSite;
		this.allSites = allSites;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/**
	 * Returns what was measured of all sites.
	 * @return by the number of the site; nothing of a site that has not been measured yet
	 */
	Map<Long, Measured> all() {
		List<Measured> rows = this.allSites.call("list sites by their storage", this.repository::all);
		Map<Long, Measured> bySite = new HashMap<>(rows.size() * 2);
		rows.forEach((measured) -> bySite.put(measured.siteId(), measured));
		return bySite;
	}

	/**
	 * Measures a site.
	 * @param site the site
	 * @return what it has now; of its folder as it was at most half a minute ago
	 */
	Measured measure(Site site) {
		return this.currentSite.call(site, () -> Objects.requireNonNull(this.transaction.execute((status) -> {
			long bytes = this.content.measure().bytes()
					+ this.stored.stream().mapToLong(StoredBytes::storedBytes).sum();
			Instant published = this.content.lastPublished();
			return new Measured(site.id(), site.version(), this.usage.folderBytes(site) + bytes, published);
		})));
	}

	/**
	 * Writes what was measured, of several sites in one transaction.
	 * @param measured what was measured
	 * @throws org.springframework.dao.DataAccessException if it could not be written;
	 * nothing of it has been
	 */
	void write(Collection<Measured> measured) {
		if (measured.isEmpty()) {
			return;
		}
		this.allSites.call("write what was measured of sites", () -> {
			this.transaction.executeWithoutResult((status) -> save(measured));
			return null;
		});
	}

	private void save(Collection<Measured> measured) {
		Map<Long, SiteMeasure> present = this.repository.of(measured.stream().map(Measured::siteId).toList())
			.stream()
			.collect(Collectors.toMap(SiteMeasure::getId, (row) -> row));
		List<SiteMeasure> rows = measured.stream().map((each) -> {
			SiteMeasure row = present.getOrDefault(each.siteId(), new SiteMeasure(each.siteId()));
			row.set(each);
			return row;
		}).toList();
		this.repository.saveAll(rows);
	}

}
