package org.rowhouse.audit;

import java.time.Instant;
import java.util.Locale;

import org.rowhouse.site.Site;

/**
 * Which entries of the audit log somebody looks for. What is empty matches all.
 *
 * @param siteId the number of a site; 0 for all
 * @param site the key of a site, which may be gone
 * @param username who, by the name they sign in with
 * @param action what was done, or its beginning, such as {@code page}
 * @param text what the subject contains, in any case
 * @param from not earlier
 * @param to not so late
 */
public record AuditFilter(long siteId, String site, String username, String action, String text, Instant from,
		Instant to) {

	/** Timestamps that both databases know. */
	private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

	/** All entries. */
	public static final AuditFilter ALL = new AuditFilter(0, "", "", "", "", EARLIEST, LATEST);

	/**
	 * Creates the filter out of what was typed.
	 */
	public AuditFilter {
		site = site.strip();
		username = username.strip().toLowerCase(Locale.ROOT);
		action = action.strip().toLowerCase(Locale.ROOT);
		text = text.strip().toLowerCase(Locale.ROOT);
		from = (from.isBefore(EARLIEST)) ? EARLIEST : from;
		to = (to.isAfter(LATEST)) ? LATEST : to;
	}

	/**
	 * Looks on one site alone, and not on an earlier one with the same key.
	 * @param present the site
	 * @return the same filter for that site
	 */
	public AuditFilter onSite(Site present) {
		return new AuditFilter(present.id(), "", this.username, this.action, this.text, this.from, this.to);
	}

}
