package org.rowhouse.media;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface MediaFileRepository extends Repository<MediaFile, Long> {

	MediaFile save(MediaFile file);

	void flush();

	Optional<MediaFile> findByName(String name);

	@Query("select m from MediaFile m where m.name in :names")
	List<MediaFile> named(Collection<String> names);

	@Query("select m.name from MediaFile m where m.name like :pattern escape '!'")
	List<String> namesLike(String pattern);

	@Query("select m from MediaFile m where m.sourceDigest = :digest order by m.id")
	List<MediaFile> uploadedAs(String digest, Pageable pageable);

	@Query("select count(m) from MediaFile m where m.digest = :digest")
	long countHolding(String digest);

	@Query("select m from MediaFile m where m.kind in :kinds and (:anywhere = true or m.folder = :folder)"
			+ " and (:lacking = false or (m.kind = org.rowhouse.media.MediaKind.PICTURE and m.alt = ''"
			+ " and m.decorative = false)) and (m.name like :pattern escape '!' or lower(m.alt) like :pattern escape '!'"
			+ " or lower(m.title) like :pattern escape '!') order by m.createdAt desc, m.id desc")
	Page<MediaFile> search(String pattern, Collection<MediaKind> kinds, boolean anywhere, String folder,
			boolean lacking, Pageable pageable);

	@Query("select m from MediaFile m where (:anywhere = true or m.folder = :folder)"
			+ " and (m.name like :pattern escape '!' or lower(m.alt) like :pattern escape '!'"
			+ " or lower(m.title) like :pattern escape '!') and (m.createdAt < :before or (m.createdAt = :before"
			+ " and m.id < :id)) order by m.createdAt desc, m.id desc")
	List<MediaFile> searchBefore(String pattern, boolean anywhere, String folder, Instant before, long id,
			Pageable pageable);

	@Query("select new org.rowhouse.media.MediaLibrary$FolderCount(m.folder, count(m)) from MediaFile m"
			+ " group by m.folder order by m.folder")
	List<MediaLibrary.FolderCount> folders();

	/** Two that hold the same bytes count twice; there are few. */
	@Query("select coalesce(sum(m.size), 0) from MediaFile m")
	long bytes();

	@Query("select m from MediaFile m where m.id > :after order by m.siteId, m.id")
	List<MediaFile> after(long after, Pageable pageable);

	@Query("select count(m) from MediaFile m")
	long countAll();

	@Modifying
	@Query("delete from MediaFile m where m.name = :name")
	int deleteNamed(String name);

}
