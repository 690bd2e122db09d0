package org.rowhouse.content;

import java.util.List;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface MenuItemRepository extends Repository<MenuItem, Long> {

	@Query("select m from MenuItem m order by m.position")
	List<MenuItem> inOrder();

	@Query("select m from MenuItem m where m.id > :after order by m.siteId, m.id")
	List<MenuItem> after(long after, Pageable pageable);

	void saveAll(Iterable<MenuItem> items);

	@Modifying
	@Query("update MenuItem m set m.fromFile = true")
	void noteFile();

	@Modifying
	@Query("delete from MenuItem m")
	void deleteAllOfSite();

}
