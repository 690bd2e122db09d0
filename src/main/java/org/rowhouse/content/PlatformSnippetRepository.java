package org.rowhouse.content;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PlatformSnippetRepository extends Repository<PlatformSnippet, String> {

	PlatformSnippet save(PlatformSnippet snippet);

	void delete(PlatformSnippet snippet);

	@Query("select s from PlatformSnippet s order by s.name")
	List<PlatformSnippet> inOrder();

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select s from PlatformSnippet s where s.name = :name")
	Optional<PlatformSnippet> findSnippetToChange(String name);

}
