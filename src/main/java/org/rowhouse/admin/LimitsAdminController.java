package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
import org.rowhouse.site.Sizes;
import org.rowhouse.site.StoredBytes;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What a site may use and does use, for administrators.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.SEE_LIMITS)
@RequestMapping("/sites/{key}/limits")
class LimitsAdminController {

	private final Sites sites;

	private final SiteLimits limits;

	private final SiteUsage usage;

	private final ContentUsage content;

	private final ObjectProvider<StoredBytes> stored;

	private final Refusals refusals;

	private final CurrentSite currentSite;

	private final AdminModels models;

	LimitsAdminController(Sites sites, SiteLimits limits, SiteUsage usage, ContentUsage content,
			ObjectProvider<StoredBytes> stored, Refusals refusals, CurrentSite currentSite, AdminModels models) {
		this.sites = sites;
		this.limits = limits;
		this.usage = usage;
		this.content = content;
		this.stored = stored;
		this.refusals = refusals;
		this.currentSite = currentSite;
		this.models = models;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key) {
		Site site = require(key);
		Map<Limit, String> own = new EnumMap<>(Limit.class);
		this.limits.own(site).forEach((limit, amount) -> own.put(limit, limit.format(amount)));
		return page(site, own, Map.of());
	}

	@Needs(Permission.CHANGE_LIMITS)
	@PostMapping
	ModelAndView change(@PathVariable String key, @RequestParam Map<String, String> form, RedirectAttributes redirect) {
		Site site = require(key);
		Map<Limit, String> typed = new EnumMap<>(Limit.class);
		for (Limit limit : Limit.values()) {
			typed.put(limit, form.getOrDefault(limit.field(), ""));
		}
		try {
			this.limits.change(site, typed);
		}
		catch (InvalidInputException ex) {
			return page(site, typed, ex.errors());
		}
		redirect.addFlashAttribute("flash", "Limits saved.");
		return new ModelAndView("redirect:/sites/" + key + "/limits");
	}

	private ModelAndView page(Site site, Map<Limit, String> typed, Map<String, String> errors) {
		ContentUsage.Amount amount = this.currentSite.call(site, this.content::measure);
		List<LimitRow> rows = new ArrayList<>();
		for (Limit limit : Limit.values()) {
			String usual = limit.format(this.limits.defaults().of(limit));
			rows.add(new LimitRow(limit.field(), label(limit), typed.getOrDefault(limit, ""),
					hint(limit) + " Default: " + usual + "." + use(limit, site, amount)));
		}
		ModelAndView view = new ModelAndView("admin/limits");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("rows", rows);
		view.addObject("errors", errors);
		view.addObject("first", rows.stream().map(LimitRow::field).filter(errors::containsKey).findFirst().orElse(""));
		view.addObject("refused",
				this.refusals.of(site)
					.entrySet()
					.stream()
					.filter((entry) -> entry.getValue() > 0)
					.map((entry) -> new Refused(reason(entry.getKey()), entry.getValue()))
					.toList());
		return view;
	}

	private String use(Limit limit, Site site, ContentUsage.Amount amount) {
		SiteUsage.Requests requests = this.usage.requests(site);
		return switch (limit) {
			case CONCURRENT_RENDERS ->
				" Right now: " + requests.rendering() + ", and " + requests.waiting() + " waiting.";
			case STORAGE -> {
				long folder = this.usage.folderBytes(site);
				long media = this.currentSite.call(site,
						() -> this.stored.stream().mapToLong(StoredBytes::storedBytes).sum());
				yield " In use: " + Sizes.readable(folder + amount.bytes() + media) + ", of which folder "
						+ Sizes.readable(folder) + ((media > 0) ? " and media " + Sizes.readable(media) : "") + ".";
			}
			case ITEMS -> " In use: " + amount.items() + ".";
			case REQUESTS_PER_SECOND, BURST, RENDER_TIME -> "";
		};
	}

	private static String label(Limit limit) {
		return switch (limit) {
			case CONCURRENT_RENDERS -> "Pages made at once";
			case REQUESTS_PER_SECOND -> "Requests per second";
			case BURST -> "Burst";
			case RENDER_TIME -> "Time to make a page";
			case STORAGE -> "Storage";
			case ITEMS -> "Pages and posts";
		};
	}

	private static String hint(Limit limit) {
		return switch (limit) {
			case CONCURRENT_RENDERS -> "Others wait for a while, then get 503. Fewer than the server has processors.";
			case REQUESTS_PER_SECOND -> "Pages; a static file counts as a tenth. Beyond it visitors get 429.";
			case BURST -> "Pages that may be asked for at once after a quiet time.";
			case RENDER_TIME -> "A page that takes longer fails. Such as 10s.";
			case STORAGE -> "The site’s folder and its texts together. Such as 500MB or 2GB.";
			case ITEMS -> "Drafts count.";
		};
	}

	private static String reason(Refusals.Reason reason) {
		return switch (reason) {
			case RATE -> "Requests beyond the number per second (429)";
			case BUSY -> "Requests while too many pages were being made (503)";
			case ITEMS -> "Pages and posts beyond their number";
			case STORAGE -> "Changes beyond the storage";
		};
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/**
	 * A limit in the form.
	 *
	 * @param field the name of the input
	 * @param label what it limits
	 * @param value what is typed; empty where the default holds
	 * @param hint what it means, its default and what is used
	 */
	record LimitRow(String field, String label, String value, String hint) {

	}

	/**
	 * How often a limit was met.
	 *
	 * @param reason in words
	 * @param count how often
	 */
	record Refused(String reason, long count) {

	}

}
