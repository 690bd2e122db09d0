package org.rowhouse.mail;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A mail in the queue, without what it says, which may be secret.
 *
 * @param id its number
 * @param siteId the number of the site that it is about, or {@code null}
 * @param recipient the address
 * @param subject its subject
 * @param state what has become of it
 * @param failures how often it has failed
 * @param answer what came of the last try, in words of the mail server or of ours; empty
 * before the first
 * @param nextAttemptAt when it is tried next, or {@code null}
 * @param createdAt when it was written
 * @param changedAt when the last try was
 */
public record QueuedMessage(long id, @Nullable Long siteId, String recipient, String subject, MailState state,
		int failures, String answer, @Nullable Instant nextAttemptAt, Instant createdAt, Instant changedAt) {

}
