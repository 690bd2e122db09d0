package org.rowhouse.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * The rows of jobs. What changes one says what it must have been before.
 */
interface JobRepository extends Repository<JobEntity, Long> {

	JobEntity save(JobEntity job);

	Optional<JobEntity> findById(long id);

	@Query("select j from JobEntity j order by j.id desc")
	Page<JobEntity> newestFirst(Pageable pageable);

	@Query("select j from JobEntity j where j.id < :before order by j.id desc")
	List<JobEntity> before(long before, Pageable pageable);

	@Query("select j.undoes, j.id from JobEntity j where j.undoes in :ids")
	List<Object[]> undoing(List<Long> ids);

	@Modifying
	@Query("update JobEntity j set j.state = :next where j.id = :id and j.state = :now")
	int changeState(long id, JobState now, JobState next);

	@Modifying
	@Query("update JobEntity j set j.state = :next, j.message = :message where j.id = :id and j.state in :now")
	int changeState(long id, List<JobState> now, JobState next, String message);

	@Modifying
	@Query("update JobEntity j set j.state = :next, j.finishedAt = :at where j.id = :id and j.state = :now")
	int finish(long id, JobState now, JobState next, Instant at);

	@Modifying
	@Query("update JobEntity j set j.total = :total where j.id = :id")
	int changeTotal(long id, int total);

	@Modifying
	@Query("""
			update JobEntity j set j.done = j.done + :done, j.unchanged = j.unchanged + :unchanged,
				j.failed = j.failed + :failed, j.cancelled = j.cancelled + :cancelled where j.id = :id""")
	int count(long id, int done, int unchanged, int failed, int cancelled);

	@Modifying
	@Query("update JobEntity j set j.message = :message where j.id = :id")
	int changeMessage(long id, String message);

	@Query("select j.message from JobEntity j where j.id = :id")
	@Nullable String messageOf(long id);

	@Modifying
	@Query("delete from JobEntity j where j.finishedAt < :before")
	int deleteFinished(Instant before);

}
