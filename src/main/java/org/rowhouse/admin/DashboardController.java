package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Access;
import org.rowhouse.account.Members;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.admin.TrafficModels.Spark;
import org.rowhouse.overview.SiteHealth;
import org.rowhouse.overview.SiteList;
import org.rowhouse.overview.SiteOverview;
import org.rowhouse.overview.SiteOverviews;
import org.rowhouse.overview.SiteSort;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.site.Sizes;
import org.rowhouse.traffic.HourlyRequests;
import org.rowhouse.traffic.TrafficHistory;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The list of the sites that somebody has a part in, and how they are doing.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.USE)
@RequestMapping("/sites")
class DashboardController {

	private static final int SITES_PER_PAGE = 25;

	private final SiteOverviews overviews;

	private final TrafficHistory history;

	private final Sites sites;

	private final SiteProblems problems;

	private final PublicUrls urls;

	private final Members members;

	private final SiteLabels labels;

	DashboardController(SiteOverviews overviews, TrafficHistory history, Sites sites, SiteProblems problems,
			PublicUrls urls, Members members, SiteLabels labels) {
		this.members = members;
		this.labels = labels;
		this.overviews = overviews;
		this.history = history;
		this.sites = sites;
		this.problems = problems;
		this.urls = urls;
	}

	@GetMapping
	String list(DashboardForm typed, @RequestParam(defaultValue = "1") int page, HttpServletRequest request,
			Model model) {
		boolean labelled = Access.of(request).may(Permission.MAKE_SITES);
		// What the platform notes about sites is not for their people.
		DashboardForm form = (labelled) ? typed : typed.withoutTag();
		SiteList found = this.overviews.list(this.members.visible(), form.toCriteria(), form.toSort(),
				form.isReversed(), PageRequest.of(AdminModels.index(page), SITES_PER_PAGE));
		Map<Long, List<HourlyRequests>> hours = this.history
			.hourly(found.page().stream().map((overview) -> overview.site().id()).toList());
		model.addAttribute("rows",
				found.page()
					.map((overview) -> row(overview, Objects.requireNonNull(hours.get(overview.site().id())), labelled))
					.getContent());
		model.addAttribute("summary", Summary.of(found.summary()));
		model.addAttribute("form", form);
		model.addAttribute("sort", form.toSort().word());
		model.addAttribute("columns", columns(form));
		model.addAttribute("states",
				Stream.of(SiteState.values()).map((state) -> state.name().toLowerCase(Locale.ROOT)).toList());
		model.addAttribute("healths", Stream.of(SiteHealth.values()).map(SiteHealth::word).toList());
		model.addAttribute("themes", found.summary().themes());
		model.addAttribute("tags", (labelled) ? found.summary().tags() : Map.of());
		model.addAttribute("pagination", AdminModels.pagination(found.page(), form.address()));
		if (labelled) {
			model.addAttribute("folderProblems", folderProblems());
		}
		return "admin/sites";
	}

	/** The heads of the table, with how it is sorted now. */
	private static Map<String, Column> columns(DashboardForm form) {
		Map<String, Column> columns = new LinkedHashMap<>();
		for (SiteSort sort : SiteSort.values()) {
			boolean descending = sort.isDescending() != form.isReversed();
			columns.put(sort.word(), new Column(form.sortedBy(sort),
					(form.toSort() != sort) ? null : (descending) ? "descending" : "ascending"));
		}
		return columns;
	}

	private SiteRow row(SiteOverview overview, List<HourlyRequests> hours, boolean labelled) {
		Site site = overview.site();
		Long stored = overview.storedBytes();
		return new SiteRow(site.key(), site.name(), this.urls.of(site), site.state().name().toLowerCase(Locale.ROOT),
				site.theme(), site.folder(), overview.health().word(), overview.reasons(),
				TrafficModels.spark(site, hours), TrafficModels.count(overview.day().requests()),
				TrafficModels.count(overview.day().serverErrors()), overview.day().serverErrors() > 0,
				(stored != null) ? Sizes.readable(stored, LocalFormat.locale()) : null,
				TrafficModels.day(site, overview.lastPublished()), (labelled) ? this.labels.tags(site) : List.of());
	}

	/** Folders that cannot be a site at all, so that no row can show what is wrong. */
	private List<SiteProblem> folderProblems() {
		List<SiteProblem> found = new ArrayList<>();
		this.problems.all().forEach((key, problems) -> {
			if (this.sites.find(key).isEmpty()) {
				found.addAll(problems);
			}
		});
		return found;
	}

	/**
	 * The head of a column.
	 *
	 * @param address where the list is sorted by it, or from the other end
	 * @param sorted how it is sorted by it now, in the words of {@code aria-sort}, or
	 * {@code null}
	 */
	record Column(String address, @Nullable String sorted) {

	}

	/** A site in the list. */
	record SiteRow(String key, String name, @Nullable String url, String state, String theme, boolean folder,
			String health, List<String> reasons, Spark spark, String requests, String errors, boolean failed,
			@Nullable String storage, @Nullable String published, List<String> tags) {

	}

	/** All sites together. */
	record Summary(int sites, int attention, int failing, String requests, String errors, boolean failed) {

		static Summary of(SiteList.Summary all) {
			return new Summary(all.sites(), all.attention(), all.failing(), TrafficModels.count(all.requests()),
					TrafficModels.count(all.serverErrors()), all.serverErrors() > 0);
		}

	}

}
