package org.rowhouse.admin;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.traffic.FailedRequests;
import org.rowhouse.traffic.TrafficHistory;
import org.rowhouse.traffic.TrafficRange;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What visitors ask of a site and what comes of it, in charts.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.SEE_SITE)
@RequestMapping("/sites/{key}/traffic")
class TrafficAdminController {

	private final BoundSite bound;

	private final TrafficHistory history;

	private final FailedRequests failedRequests;

	private final AdminModels models;

	TrafficAdminController(BoundSite bound, TrafficHistory history, FailedRequests failedRequests, AdminModels models) {
		this.bound = bound;
		this.history = history;
		this.failedRequests = failedRequests;
		this.models = models;
	}

	/** An unknown range is a day. */
	@GetMapping
	ModelAndView show(@PathVariable String key, @RequestParam(defaultValue = "") String range) {
		return this.bound.call(key, (site) -> {
			TrafficRange wanted = TrafficRange.of(range).orElse(TrafficRange.DAY);
			ModelAndView view = new ModelAndView("admin/traffic");
			view.addObject("site", this.models.link(site));
			view.addObject("zone", site.timeZone().getId());
			view.addObject("range", wanted.word());
			view.addObject("traffic", TrafficModels.view(site, this.history.of(site, wanted)));
			view.addObject("failures",
					this.failedRequests.recent()
						.stream()
						.map((failed) -> TrafficModels.failure(site, failed))
						.toList());
			return view;
		});
	}

}
