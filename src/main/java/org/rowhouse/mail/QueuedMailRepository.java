package org.rowhouse.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface QueuedMailRepository extends Repository<QueuedMail, Long> {

	QueuedMail save(QueuedMail mail);

	Optional<QueuedMail> findById(long id);

	@Query("select m.id from QueuedMail m where m.state = WAITING and m.nextAttemptAt <= :now"
			+ " order by m.nextAttemptAt, m.id")
	List<Long> due(Instant now, Pageable pageable);

	/**
	 * Puts off a mail that is due, so that nobody else takes it in the meantime.
	 * @return 1, or 0 if somebody else has taken it
	 */
	@Modifying
	@Query("update QueuedMail m set m.nextAttemptAt = :until"
			+ " where m.id = :id and m.state = WAITING and m.nextAttemptAt <= :now")
	int claim(long id, Instant now, Instant until);

	@Query("select min(m.nextAttemptAt) from QueuedMail m where m.state = WAITING")
	@Nullable Instant nextAttempt();

	@Modifying
	@Query("update QueuedMail m set m.nextAttemptAt = :now where m.state = WAITING and m.nextAttemptAt > :now")
	int makeAllDue(Instant now);

	@Query("select m from QueuedMail m where m.state = :state order by m.changedAt desc, m.id desc")
	Page<QueuedMail> inState(MailState state, Pageable pageable);

	@Query("select m from QueuedMail m where m.state = :state and m.id < :before order by m.id desc")
	List<QueuedMail> before(MailState state, long before, Pageable pageable);

	@Query("select m.state, count(m) from QueuedMail m group by m.state")
	List<Object[]> countByState();

	@Modifying
	@Query("delete from QueuedMail m where m.id = :id")
	int deleteRow(long id);

	@Modifying
	@Query("delete from QueuedMail m where m.state = :state and m.changedAt < :before")
	int deleteOld(MailState state, Instant before);

}
