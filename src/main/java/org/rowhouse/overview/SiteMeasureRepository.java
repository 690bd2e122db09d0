package org.rowhouse.overview;

import java.util.Collection;
import java.util.List;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Rows of all sites.
 */
interface SiteMeasureRepository extends Repository<SiteMeasure, Long> {

	void saveAll(Iterable<SiteMeasure> rows);

	@Query("select m from SiteMeasure m where m.siteId in :siteIds")
	List<SiteMeasure> of(Collection<Long> siteIds);

	@Query("select new org.rowhouse.overview.Measured(m.siteId, m.siteVersion, m.storedBytes, m.lastPublished)"
			+ " from SiteMeasure m")
	List<Measured> all();

}
