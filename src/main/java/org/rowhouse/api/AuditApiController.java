package org.rowhouse.api;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.audit.AuditEntry;
import org.rowhouse.audit.AuditFilter;
import org.rowhouse.audit.AuditLog;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who changed what, in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
class AuditApiController {

	private final AuditLog log;

	private final Sites sites;

	AuditApiController(AuditLog log, Sites sites) {
		this.log = log;
		this.sites = sites;
	}

	@Needs(Permission.OPERATE)
	@GetMapping("/api/audit")
	EntriesBody platform(FilterParameters filter) {
		return find(filter.toFilter(), filter);
	}

	@Needs(Permission.SEE_ACTIVITY)
	@GetMapping("/api/sites/{key}/activity")
	EntriesBody ofSite(@PathVariable String key, FilterParameters filter) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		return find(filter.toFilter().onSite(site), filter);
	}

	private EntriesBody find(AuditFilter filter, FilterParameters parameters) {
		int size = (parameters.size() != null) ? Math.max(1, Math.min(parameters.size(), AuditLog.MAX_PAGE)) : 100;
		long before = (parameters.before() != null) ? parameters.before() : Long.MAX_VALUE;
		List<AuditEntry> found = this.log.find(filter, before, size);
		return new EntriesBody(found, (found.size() == size) ? found.get(size - 1).id() : null);
	}

	/** What is looked for; the times as RFC 3339. */
	record FilterParameters(@Nullable String site, @Nullable String who, @Nullable String action, @Nullable String q,
			@Nullable Instant from, @Nullable Instant to, @Nullable Long before, @Nullable Integer size) {

		AuditFilter toFilter() {
			return new AuditFilter(0, text(this.site), text(this.who), text(this.action), text(this.q),
					(this.from != null) ? this.from : AuditFilter.ALL.from(),
					(this.to != null) ? this.to : AuditFilter.ALL.to());
		}

		private static String text(@Nullable String value) {
			return (value != null) ? value : "";
		}

	}

	/** Entries, the last one first; {@code next} goes into {@code before} for more. */
	record EntriesBody(List<AuditEntry> entries, @Nullable Long next) {

	}

}
