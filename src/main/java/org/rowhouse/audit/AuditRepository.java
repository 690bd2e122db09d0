package org.rowhouse.audit;

import java.time.Instant;
import java.util.List;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AuditRepository extends Repository<AuditRow, Long> {

	AuditRow save(AuditRow row);

	@Query("select a from AuditRow a where a.id < :before and (:siteId = 0 or a.siteId = :siteId) and (:site = '' or a.siteKey = :site)"
			+ " and (:username = '' or a.username = :username) and (:action = '' or locate(:action, a.action) = 1)"
			+ " and (:text = '' or locate(:text, lower(a.subject)) > 0) and a.happenedAt >= :from and a.happenedAt < :to"
			+ " order by a.id desc")
	List<AuditRow> find(long before, long siteId, String site, String username, String action, String text,
			Instant from, Instant to, Limit limit);

}
