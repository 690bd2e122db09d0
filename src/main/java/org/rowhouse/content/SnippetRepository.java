package org.rowhouse.content;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface SnippetRepository extends Repository<Snippet, Long> {

	Snippet save(Snippet snippet);

	@Query("select s from Snippet s order by s.name")
	List<Snippet> inOrder();

	@Query("select s from Snippet s where s.id > :after order by s.siteId, s.id")
	List<Snippet> after(long after, Pageable pageable);

	@Query("select count(*) from Snippet s")
	long countAll();

	@Query("select s from Snippet s where s.name = :name")
	Optional<Snippet> findSnippet(String name);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select s from Snippet s where s.name = :name")
	Optional<Snippet> findSnippetToChange(String name);

	@Modifying
	@Query("delete from Snippet s where s.name = :name")
	void deleteSnippet(String name);

}
