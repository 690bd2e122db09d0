package org.rowhouse.site;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

interface SiteRepository extends CrudRepository<SiteEntity, Long> {

	Optional<SiteEntity> findBySiteKey(String siteKey);

	@Query("select s.version from SiteEntity s where s.id = :id")
	long versionOf(long id);

	@Modifying
	@Query("update SiteEntity s set s.version = s.version + 1 where s.id = :id")
	int raiseVersion(long id);

	@Modifying
	@Query("delete from SiteEntity s where s.id = :id")
	void deleteRow(long id);

	@Query("select s.siteKey, s.folderDigest from SiteEntity s where s.folderDigest is not null")
	List<Object[]> folderDigests();

	@Query(value = "select nextval('site_seq')", nativeQuery = true)
	long nextId();

}
