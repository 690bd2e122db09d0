package org.rowhouse.mail;

import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site.
 */
interface SiteSenderRepository extends Repository<SiteSenderEntity, Long> {

	@Query("select s from SiteSenderEntity s")
	Optional<SiteSenderEntity> findSender();

	SiteSenderEntity save(SiteSenderEntity sender);

}
