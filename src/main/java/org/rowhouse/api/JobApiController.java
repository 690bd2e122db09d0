package org.rowhouse.api;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.job.Job;
import org.rowhouse.job.Jobs;
import org.rowhouse.job.NoSuchJobException;
import org.rowhouse.job.ResultState;
import org.rowhouse.job.SiteResult;
import org.rowhouse.overview.SiteCriteria;
import org.rowhouse.overview.SiteOverviews;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.data.web.PagedModel;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Work on many sites in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.MAKE_SITES)
@RequestMapping("/api/jobs")
class JobApiController {

	private static final int MAX_SIZE = 1000;

	private final Jobs jobs;

	private final Sites sites;

	private final SiteOverviews overviews;

	JobApiController(Jobs jobs, Sites sites, SiteOverviews overviews) {
		this.jobs = jobs;
		this.sites = sites;
		this.overviews = overviews;
	}

	/** The newest first. Pages are counted from 0. */
	@GetMapping
	PagedModel<JobBody> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
		return new PagedModel<>(this.jobs.list(ListPart.of(page, size, MAX_SIZE)).map(JobBody::of));
	}

	/** The same list, for those who read all of it. */
	@GetMapping(params = "cursor")
	Following<JobBody> following(@RequestParam(defaultValue = "") String cursor,
			@RequestParam(defaultValue = "20") int size) {
		int limit = ListPart.of(0, size, MAX_SIZE).getPageSize();
		Cursor.Place place = Cursor.read(cursor);
		return Following.of(this.jobs.before((place != null) ? place.number() : Long.MAX_VALUE, limit + 1), limit,
				JobBody::of, (job) -> Cursor.of("", String.valueOf(job.id())));
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<JobBody> start(@RequestBody NewJobBody body) {
		String action = (body.action() != null) ? body.action() : "";
		String value = (body.value() != null) ? body.value() : "";
		String person = (body.person() != null) ? body.person() : "";
		this.jobs.check(action, value, person);
		return started(this.jobs.start(action, value, person, chosen(body)));
	}

	private List<Site> chosen(NewJobBody body) {
		List<@Nullable String> keys = body.sites();
		Filter filter = body.filter();
		if (keys != null && filter == null) {
			return keys.stream().map(String::valueOf).distinct().map(this::require).toList();
		}
		if (filter != null && keys == null) {
			return this.overviews.find((any) -> true, filter.toCriteria());
		}
		throw new InvalidInputException("sites",
				"Send either 'sites', a list of keys, or 'filter', such as {\"tag\": \"client\"}.");
	}

	private Site require(String key) {
		return this.sites.find(key)
			.orElseThrow(() -> new InvalidInputException("sites", "There is no site with the key '" + key + "'."));
	}

	private static ResponseEntity<JobBody> started(Job job) {
		return ResponseEntity.accepted().location(URI.create("/api/jobs/" + job.id())).body(JobBody.of(job));
	}

	@GetMapping("/{id:[0-9]{1,18}}")
	JobBody get(@PathVariable long id) {
		return JobBody.of(this.jobs.find(id).orElseThrow(() -> new NoSuchJobException(id)));
	}

	/** In the order of turns. Pages are counted from 0. */
	@GetMapping("/{id:[0-9]{1,18}}/results")
	PagedModel<ResultBody> results(@PathVariable long id, @RequestParam(defaultValue = "0") int page,
			@RequestParam(defaultValue = "100") int size, @RequestParam(required = false) @Nullable String state) {
		return new PagedModel<>(
				this.jobs.results(id, state(state), ListPart.of(page, size, MAX_SIZE)).map(ResultBody::of));
	}

	/** The same list, for those who read all of it. */
	@GetMapping(path = "/{id:[0-9]{1,18}}/results", params = "cursor")
	Following<ResultBody> resultsFollowing(@PathVariable long id, @RequestParam(defaultValue = "") String cursor,
			@RequestParam(defaultValue = "100") int size, @RequestParam(required = false) @Nullable String state) {
		int limit = ListPart.of(0, size, MAX_SIZE).getPageSize();
		Cursor.Place place = Cursor.read(cursor);
		int after = (place != null) ? (int) Math.min(place.number(), Integer.MAX_VALUE) : -1;
		return Following.of(this.jobs.resultsAfter(id, state(state), after, limit + 1), limit, ResultBody::of,
				(result) -> Cursor.of("", String.valueOf(result.position())));
	}

	private static @Nullable ResultState state(@Nullable String word) {
		if (word == null) {
			return null;
		}
		return Arrays.stream(ResultState.values())
			.filter((known) -> known.word().equals(word))
			.findFirst()
			.orElseThrow(() -> new InvalidInputException("state", "'" + word + "' is no result. There are "
					+ String.join(", ", Arrays.stream(ResultState.values()).map(ResultState::word).toList()) + "."));
	}

	/** Stops it; what a copy has made is taken back. */
	@DeleteMapping("/{id:[0-9]{1,18}}")
	JobBody cancel(@PathVariable long id) {
		return JobBody.of(this.jobs.cancel(id));
	}

	/** No body is needed; what a form of another site can send is refused. */
	@PostMapping(path = "/{id:[0-9]{1,18}}/undo",
			consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE })
	ResponseEntity<JobBody> undo(@PathVariable long id) {
		return started(this.jobs.undo(id));
	}

	/**
	 * What is to be done, and with which sites.
	 *
	 * @param action {@code theme}, {@code state}, {@code add-tag}, {@code remove-tag},
	 * {@code role} or {@code remove-role}
	 * @param value the theme, the state, the tag or the role
	 * @param person the name that somebody signs in with, for roles
	 * @param sites their keys, or {@code null}
	 * @param filter which ones otherwise
	 */
	record NewJobBody(@Nullable String action, @Nullable String value, @Nullable String person,
			@Nullable List<@Nullable String> sites, @Nullable Filter filter) {

	}

	/**
	 * Picks sites as the list of sites does.
	 *
	 * @param q what key, name or an address contains
	 * @param tag a tag that they have
	 * @param state the state that they are in
	 * @param theme the theme that they have
	 * @param health how they are doing
	 */
	record Filter(@Nullable String q, @Nullable String tag, @Nullable String state, @Nullable String theme,
			@Nullable String health) {

		SiteCriteria toCriteria() {
			return new SiteListQuery(this.q, this.tag, null, this.state, this.theme, this.health, null, null)
				.toCriteria(true);
		}

	}

	/**
	 * What became of a site.
	 */
	record ResultBody(String site, String state, String before, String value, String message) {

		static ResultBody of(SiteResult result) {
			return new ResultBody(result.key(), result.state().word(), result.before(), result.wanted(),
					result.message());
		}

	}

}
