package org.rowhouse.api;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.ContentUsage;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Limit;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Refusals;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SiteUsage;
import org.rowhouse.site.Sites;
import org.rowhouse.site.StoredBytes;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a site may use and does use, in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.SEE_LIMITS)
@RequestMapping("/api/sites/{key}/limits")
class LimitsApiController {

	private final Sites sites;

	private final SiteLimits limits;

	private final SiteUsage usage;

	private final ContentUsage content;

	private final ObjectProvider<StoredBytes> stored;

	private final Refusals refusals;

	private final CurrentSite currentSite;

	LimitsApiController(Sites sites, SiteLimits limits, SiteUsage usage, ContentUsage content,
			ObjectProvider<StoredBytes> stored, Refusals refusals, CurrentSite currentSite) {
		this.sites = sites;
		this.limits = limits;
		this.usage = usage;
		this.content = content;
		this.stored = stored;
		this.refusals = refusals;
		this.currentSite = currentSite;
	}

	@GetMapping
	LimitsBody get(@PathVariable String key) {
		return body(require(key));
	}

	/** Numbers or texts; {@code null} for the platform's limit. */
	@Needs(Permission.CHANGE_LIMITS)
	@PatchMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	LimitsBody change(@PathVariable String key, @RequestBody Map<String, @Nullable Object> body) {
		Site site = require(key);
		Map<Limit, String> typed = new EnumMap<>(Limit.class);
		body.forEach((field, value) -> typed.put(limit(field), (value != null) ? value.toString() : ""));
		this.limits.change(site, typed);
		return body(site);
	}

	private static Limit limit(String field) {
		return Stream.of(Limit.values())
			.filter((limit) -> limit.field().equals(field))
			.findFirst()
			.orElseThrow(() -> new InvalidInputException(field, "'" + field + "' is no limit. There are "
					+ Stream.of(Limit.values()).map(Limit::field).collect(Collectors.joining(", ")) + "."));
	}

	private LimitsBody body(Site site) {
		Map<Limit, Long> own = this.limits.own(site);
		Map<String, LimitBody> amounts = new LinkedHashMap<>();
		for (Limit limit : Limit.values()) {
			Long set = own.get(limit);
			amounts.put(limit.field(), new LimitBody(limit.format(this.limits.of(site).of(limit)),
					limit.format(this.limits.defaults().of(limit)), (set != null) ? limit.format(set) : null));
		}
		ContentUsage.Amount amount = this.currentSite.call(site, this.content::measure);
		SiteUsage.Requests requests = this.usage.requests(site);
		Map<String, Long> rejected = new LinkedHashMap<>();
		this.refusals.of(site).forEach((reason, count) -> rejected.put(reason.key(), count));
		return new LimitsBody(amounts, new UseBody(requests.rendering(), requests.waiting(), amount.items(),
				this.usage.folderBytes(site), amount.bytes(), mediaBytes(site)), rejected);
	}

	private long mediaBytes(Site site) {
		return this.currentSite.call(site, () -> this.stored.stream().mapToLong(StoredBytes::storedBytes).sum());
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/**
	 * What a site may use and does use.
	 *
	 * @param limits by name
	 * @param use what it uses now
	 * @param rejected how often it met a limit since the start, by reason
	 */
	record LimitsBody(Map<String, LimitBody> limits, UseBody use, Map<String, Long> rejected) {

	}

	/**
	 * One limit, as it can be written in a request.
	 *
	 * @param effective what holds
	 * @param platform what holds where nothing is set
	 * @param own what is set for the site; absent if nothing is
	 */
	record LimitBody(String effective, String platform, @Nullable String own) {

	}

	/**
	 * What a site uses.
	 *
	 * @param rendering pages that are being made
	 * @param waiting requests that wait until fewer are
	 * @param items pages and posts
	 * @param folderBytes the size of its folder
	 * @param contentBytes the size of its texts
	 * @param mediaBytes the size of its media
	 */
	record UseBody(int rendering, int waiting, long items, long folderBytes, long contentBytes, long mediaBytes) {

	}

}
