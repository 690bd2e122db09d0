package org.rowhouse.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a program signs in with, in the name of a person: all of it but the secret.
 *
 * @param id its number
 * @param name what the person calls it
 * @param scope how much it may do
 * @param site the key of the only site that it reaches; {@code null}: all of the person's
 * @param createdAt since when it is there
 * @param expiresAt until when it can be used
 * @param lastUsedAt when it was used last, to the hour; {@code null}: never
 */
public record ApiToken(long id, String name, TokenScope scope, @Nullable String site, Instant createdAt,
		Instant expiresAt, @Nullable Instant lastUsedAt) {

	/**
	 * A token right after it was made: the only time that its secret is known.
	 *
	 * @param token the token
	 * @param secret what requests carry: {@code Authorization: Bearer <secret>}
	 */
	public record Issued(ApiToken token, String secret) {

		@Override
		public String toString() {
			return "Issued[token=" + this.token + "]";
		}

	}

	/**
	 * What somebody wants.
	 *
	 * @param name what they call it, 1 to 100 characters
	 * @param scope {@code read}, {@code content} or {@code all}
	 * @param site the key of the only site; {@code null} or empty for all of theirs
	 * @param days how many days it can be used
	 */
	public record Wish(@Nullable String name, @Nullable String scope, @Nullable String site, @Nullable Integer days) {

	}

}
