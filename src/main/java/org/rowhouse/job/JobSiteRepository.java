package org.rowhouse.job;

import java.util.List;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * The rows of what jobs do with sites. What changes one says what it must have been
 * before, so that of two who do the same at once one does it.
 */
interface JobSiteRepository extends Repository<JobSiteEntity, JobSiteEntity.Key> {

	void saveAll(Iterable<JobSiteEntity> sites);

	@Query("select s from JobSiteEntity s where s.jobId = :jobId and s.state in :states order by s.position")
	List<JobSiteEntity> inOrder(long jobId, List<ResultState> states, Pageable pageable);

	@Query("select s from JobSiteEntity s where s.jobId = :jobId and s.state in :states order by s.position")
	Page<JobSiteEntity> list(long jobId, List<ResultState> states, Pageable pageable);

	@Query("select s from JobSiteEntity s where s.jobId = :jobId and s.state in :states and s.position > :after"
			+ " order by s.position")
	List<JobSiteEntity> after(long jobId, List<ResultState> states, int after, Pageable pageable);

	@Query("select s.siteKey from JobSiteEntity s where s.jobId = :jobId order by s.position")
	List<String> keys(long jobId, Pageable pageable);

	@Modifying
	@Query("""
			update JobSiteEntity s set s.state = org.rowhouse.job.ResultState.RUNNING, s.before = :before
			where s.jobId = :jobId and s.position = :position and s.state = org.rowhouse.job.ResultState.WAITING""")
	int begin(long jobId, int position, String before);

	@Modifying
	@Query("""
			update JobSiteEntity s set s.state = :state, s.message = :message
			where s.jobId = :jobId and s.position = :position and s.state in :now""")
	int end(long jobId, int position, List<ResultState> now, ResultState state, String message);

	@Modifying
	@Query("""
			update JobSiteEntity s set s.state = org.rowhouse.job.ResultState.CANCELLED
			where s.jobId = :jobId and s.state = org.rowhouse.job.ResultState.WAITING""")
	int cancelWaiting(long jobId);

	@Modifying
	@Query("""
			update JobSiteEntity s set s.progress = :next
			where s.jobId = :jobId and s.progress = :now and s.state = org.rowhouse.job.ResultState.WAITING""")
	int advance(long jobId, String now, String next);

}
