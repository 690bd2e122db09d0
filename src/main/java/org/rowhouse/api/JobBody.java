package org.rowhouse.api;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.rowhouse.job.Job;

/**
 * A job in the REST API. Of a copy the counts are of parts of the site, such as pages and
 * files, and the subject is the key of the original.
 */
record JobBody(long id, String action, String subject, String value, String state, int percent, int total, int done,
		int unchanged, int failed, int cancelled, String message, @Nullable Long undoes, @Nullable Long undoneBy,
		Instant createdAt, String createdBy, @Nullable Instant finishedAt) {

	static JobBody of(Job job) {
		return new JobBody(job.id(), job.action(), job.subject(), (job.isCopy()) ? "" : job.wanted(),
				job.state().word(), job.percent(), job.total(), job.done(), job.unchanged(), job.failed(),
				job.cancelled(), job.message(), job.undoes(), job.undoneBy(), job.createdAt(), job.createdBy(),
				job.finishedAt());
	}

}
