package org.rowhouse.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Address;
import org.rowhouse.site.Limit;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sizes;
import org.rowhouse.traffic.DayTraffic;

import org.springframework.stereotype.Component;

/**
 * Says how a site is doing, out of what is known already: it asks no database.
 */
@Component
class HealthCheck {

	/** Fewer may be one visitor who tried again. */
	private static final int MANY_ERRORS = 5;

	/** One in twenty requests. */
	private static final int ERRORS_IN = 20;

	/** Percent of the storage that a site may have. */
	private static final int NEARLY_FULL = 90;

	private final SiteProblems problems;

	private final SiteLimits limits;

	HealthCheck(SiteProblems problems, SiteLimits limits) {
		this.problems = problems;
		this.limits = limits;
	}

	SiteOverview of(Site site, DayTraffic day, @Nullable Measured measured) {
		List<String> reasons = new ArrayList<>(0);
		boolean failing = false;
		if (day.serverErrors() > 0) {
			failing = day.serverErrors() >= MANY_ERRORS && day.serverErrors() * ERRORS_IN >= day.requests();
			reasons.add(String.format(Locale.ROOT, "%,d of %,d requests failed in the last 24 hours.",
					day.serverErrors(), day.requests()));
		}
		List<SiteProblem> found = this.problems.of(site.key());
		if (!found.isEmpty()) {
			reasons.add(found.get(0) + ((found.size() > 1) ? " (and " + (found.size() - 1) + " more)" : ""));
		}
		if (site.state() == SiteState.ACTIVE && site.addresses().stream().noneMatch(Address::answers)) {
			reasons.add((site.addresses().isEmpty()) ? "It has no address."
					: "None of its addresses answers yet: their domains have to be proved.");
		}
		if (measured != null && isNearlyFull(site, measured)) {
			reasons.add("It uses " + Sizes.readable(measured.storedBytes()) + " of the "
					+ Sizes.readable(this.limits.of(site).of(Limit.STORAGE)) + " that it may have.");
		}
		SiteHealth health = (failing || site.state() == SiteState.BROKEN) ? SiteHealth.FAILING
				: (reasons.isEmpty()) ? SiteHealth.GOOD : SiteHealth.ATTENTION;
		return new SiteOverview(site, health, List.copyOf(reasons), day,
				(measured != null) ? measured.storedBytes() : null,
				(measured != null) ? measured.lastPublished() : null);
	}

	private boolean isNearlyFull(Site site, Measured measured) {
		long limit = this.limits.of(site).of(Limit.STORAGE);
		return limit > 0 && measured.storedBytes() >= limit / 100.0 * NEARLY_FULL;
	}

}
