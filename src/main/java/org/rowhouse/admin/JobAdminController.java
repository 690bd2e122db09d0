package org.rowhouse.admin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.account.Role;
import org.rowhouse.job.Job;
import org.rowhouse.job.JobState;
import org.rowhouse.job.Jobs;
import org.rowhouse.job.NoSuchJobException;
import org.rowhouse.job.ResultState;
import org.rowhouse.job.SiteResult;
import org.rowhouse.overview.SiteOverviews;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.Sites;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Work on many sites, and copies of sites: asked for, watched, stopped and taken back.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.MAKE_SITES)
@RequestMapping("/jobs")
class JobAdminController {

	private static final int JOBS_PER_PAGE = 25;

	private static final int RESULTS_PER_PAGE = 50;

	private static final int NAMED = 8;

	private final Jobs jobs;

	private final Sites sites;

	private final SiteLabels labels;

	private final NewSiteModels newSites;

	private final SiteOverviews overviews;

	JobAdminController(Jobs jobs, Sites sites, SiteLabels labels, NewSiteModels newSites, SiteOverviews overviews) {
		this.overviews = overviews;
		this.jobs = jobs;
		this.sites = sites;
		this.labels = labels;
		this.newSites = newSites;
	}

	@GetMapping
	ModelAndView list(@RequestParam(defaultValue = "1") int page) {
		Page<Job> found = this.jobs.list(PageRequest.of(AdminModels.index(page), JOBS_PER_PAGE));
		ModelAndView view = new ModelAndView("admin/jobs");
		view.addObject("rows", found.map(JobAdminController::row).getContent());
		view.addObject("pagination", AdminModels.pagination(found, "/jobs?"));
		return view;
	}

	/** What is to be done with the sites that were picked in the list. */
	@GetMapping("/new")
	ModelAndView choose(SiteSelection selection, @RequestParam(defaultValue = "") String action) {
		return choice(selection, action, "", "", Map.of());
	}

	@PostMapping
	ModelAndView start(SiteSelection selection, @RequestParam(defaultValue = "") String action,
			@RequestParam(defaultValue = "") String value, @RequestParam(defaultValue = "") String person) {
		try {
			Job job = this.jobs.start(word(action), value(action, value), person,
					selection.in(this.sites, this.overviews));
			return new ModelAndView("redirect:/jobs/" + job.id());
		}
		catch (InvalidInputException ex) {
			return choice(selection, action, value, person, ex.errors());
		}
	}

	/** The buttons of the list say action and value in one word. */
	private static String word(String action) {
		return (List.of("activate", "suspend", "archive").contains(action)) ? "state" : action;
	}

	private static String value(String action, String value) {
		return switch (action) {
			case "activate" -> "active";
			case "suspend" -> "suspended";
			case "archive" -> "archived";
			default -> value;
		};
	}

	private ModelAndView choice(SiteSelection selection, String action, String value, String person,
			Map<String, String> errors) {
		List<Site> chosen = selection.in(this.sites, this.overviews);
		ModelAndView view = new ModelAndView("admin/job-new");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("selection", selection);
		view.addObject("all", selection.isAll());
		view.addObject("keys", (selection.isAll()) ? List.of() : selection.keys());
		view.addObject("action", action);
		view.addObject("value", value);
		view.addObject("person", person);
		view.addObject("first", errors.keySet().stream().findFirst().orElse("person"));
		view.addObject("roles", Role.values());
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("count", chosen.size());
		view.addObject("names", chosen.stream().limit(NAMED).map(Site::name).toList());
		view.addObject("looks", this.newSites.looks(value));
		view.addObject("known", this.labels.tags());
		return view;
	}

	/** The page asks for itself again while the job is at work. */
	@GetMapping("/{id:[0-9]{1,18}}")
	ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "") String state,
			@RequestParam(defaultValue = "1") int page,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, HttpServletResponse response) {
		Job job = require(id);
		ResultState wanted = Arrays.stream(ResultState.values())
			.filter((known) -> known.word().equals(state))
			.findFirst()
			.orElse(null);
		Page<SiteResult> results = this.jobs.results(id, wanted,
				PageRequest.of(AdminModels.index(page), RESULTS_PER_PAGE));
		String copy = (job.isCopy() && results.hasContent()) ? results.getContent().get(0).key() : null;
		if (htmx != null && copy != null && job.state() == JobState.DONE && job.message().isEmpty()) {
			response.setHeader("HX-Redirect", "/sites/" + copy + "/live");
		}
		ModelAndView view = new ModelAndView("admin/job");
		view.addObject("job", row(job));
		view.addObject("copy", copy);
		view.addObject("results", results.getContent());
		view.addObject("state", (wanted != null) ? wanted.word() : "");
		view.addObject("pagination", AdminModels.pagination(results, "/jobs/" + id + "?state=" + state));
		return view;
	}

	@PostMapping("/{id:[0-9]{1,18}}/cancel")
	String cancel(@PathVariable long id) {
		this.jobs.cancel(id);
		return "redirect:/jobs/" + id;
	}

	@PostMapping("/{id:[0-9]{1,18}}/undo")
	String undo(@PathVariable long id, RedirectAttributes redirect) {
		Job undo = this.jobs.undo(id);
		redirect.addFlashAttribute("flash", "Taking back what job " + id + " has done.");
		return "redirect:/jobs/" + undo.id();
	}

	private Job require(long id) {
		return this.jobs.find(id).orElseThrow(() -> new NoSuchJobException(id));
	}

	private static JobRow row(Job job) {
		return new JobRow(job.id(), job.action(), job.subject(), job.wanted(), job.state().word(),
				!job.state().isFinal(), job.isCopy(), job.isUndoable(), job.percent(), job.finished(), job.total(),
				job.done(), job.unchanged(), job.failed(), job.cancelled(), job.message().lines().toList(),
				job.undoes(), job.undoneBy(), AdminModels.whenUtc(job.createdAt()), job.createdBy());
	}

	/** A job as a list and its page show it. */
	record JobRow(long id, String action, String subject, String wanted, String state, boolean running, boolean copy,
			boolean undoable, int percent, int finished, int total, int done, int unchanged, int failed, int cancelled,
			List<String> messages, @Nullable Long undoes, @Nullable Long undoneBy, String when, String who) {

	}

}
