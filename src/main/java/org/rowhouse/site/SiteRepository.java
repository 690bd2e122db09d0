package org.rowhouse.site;

import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.QueryHint;
import org.hibernate.jpa.HibernateHints;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.CrudRepository;

interface SiteRepository extends CrudRepository<SiteEntity, Long> {

	/** Read row by row, so that a million of them need no memory of their own. */
	@QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "2000"))
	@Query("""
			select new org.rowhouse.site.SiteRow(s.id, s.siteKey, s.name, s.tagline, s.theme, s.locale, s.timeZone,
				s.state, s.version, s.options, s.declared, s.fileOptions, s.folderDigest, s.urlScheme, s.urlPort)
			from SiteEntity s where s.unfinished = false order by s.id""")
	Stream<SiteRow> streamInOrder();

	/** One that is not finished has its key, too. */
	boolean existsBySiteKey(String key);

	@Query("select s.version from SiteEntity s where s.id = :id")
	long versionOf(long id);

	@Modifying
	@Query("update SiteEntity s set s.version = s.version + 1 where s.id = :id")
	int raiseVersion(long id);

	@Modifying
	@Query("update SiteEntity s set s.version = s.version + 1")
	int raiseAllVersions();

	@Modifying
	@Query("update SiteEntity s set s.folderDigest = '' where s.timeZone is null and s.folderDigest is not null"
			+ " and s.folderDigest not like 'removed:%'")
	int forgetFoldersWithoutZone();

	@Modifying
	@Query("delete from SiteEntity s where s.id = :id")
	void deleteRow(long id);

	/** Only one of several who do this has finished it. */
	@Modifying(flushAutomatically = true)
	@Query("update SiteEntity s set s.unfinished = false where s.id = :id and s.unfinished = true")
	int finish(long id);

	@Modifying
	@Query("delete from SiteEntity s where s.id = :id and s.unfinished = true")
	int deleteUnfinished(long id);

	@Query("select s.id from SiteEntity s where s.template = true")
	List<Long> templates();

	@Modifying
	@Query("update SiteEntity s set s.template = :template where s.id = :id")
	int markTemplate(long id, boolean template);

	@Query("select s.siteKey, s.folderDigest from SiteEntity s where s.folderDigest is not null")
	List<Object[]> folderDigests();

	@Query(value = "select nextval('site_seq')", nativeQuery = true)
	long nextId();

}
