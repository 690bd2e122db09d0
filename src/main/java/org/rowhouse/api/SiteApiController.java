package org.rowhouse.api;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Members;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.StarterContent;
import org.rowhouse.job.Cloning;
import org.rowhouse.job.Job;
import org.rowhouse.overview.SiteOverviews;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.NotPermittedException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.site.Worker;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sites in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.SEE_SITE)
@RequestMapping("/api/sites")
class SiteApiController {

	private static final int MAX_SIZE = 1000;

	private final Sites sites;

	private final SiteDefaults defaults;

	private final Members members;

	private final Worker worker;

	private final SiteLabels labels;

	private final StarterContent starters;

	private final Cloning cloning;

	private final SiteOverviews overviews;

	SiteApiController(Sites sites, SiteDefaults defaults, SiteLabels labels, StarterContent starters, Cloning cloning,
			Members members, Worker worker, SiteOverviews overviews) {
		this.worker = worker;
		this.members = members;
		this.sites = sites;
		this.overviews = overviews;
		this.defaults = defaults;
		this.labels = labels;
		this.starters = starters;
		this.cloning = cloning;
	}

	/** Pages are counted from 0. */
	@Needs(Permission.USE)
	@GetMapping
	PagedModel<ListedSite> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size,
			SiteListQuery query) {
		PageRequest part = ListPart.of(page, size, MAX_SIZE);
		return new PagedModel<>(this.overviews
			.list(this.members.visible(), query.toCriteria(this.worker.seesAllSites()), query.toSort(),
					query.isReversed(), part)
			.page()
			.map((overview) -> ListedSite.of(body(overview.site()), overview)));
	}

	/**
	 * All sites by name, for those who read all of them; {@code q} and {@code tag}
	 * choose.
	 */
	@Needs(Permission.USE)
	@GetMapping(params = "cursor")
	Following<SiteBody> following(@RequestParam(defaultValue = "") String cursor,
			@RequestParam(defaultValue = "20") int size, SiteListQuery query) {
		query.requireNamesAlone();
		String q = (query.q() != null) ? query.q() : "";
		String tag = (query.tag() != null) ? query.tag() : "";
		int limit = ListPart.of(0, size, MAX_SIZE).getPageSize();
		Cursor.Place place = Cursor.read(cursor);
		Predicate<Site> wanted = this.members.visible()
			.and(this.labels.tagged((this.worker.seesAllSites()) ? tag : ""));
		List<Site> found = this.sites.following(q, wanted, (place != null) ? place.text() : "",
				(place != null) ? place.tie() : "", limit + 1);
		return Following.of(found, limit, this::body,
				(last) -> Cursor.of(last.name().toLowerCase(Locale.ROOT), last.key()));
	}

	/** Of a copy the answer is the job that makes it. */
	@Needs(Permission.MAKE_SITES)
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<?> create(@RequestBody SiteBody body) {
		if (body.state() != null && !body.state().equals("active")) {
			throw new InvalidInputException("state", "A new site is active. Change its state afterwards.");
		}
		if (body.from() != null) {
			return copy(body.from(), body);
		}
		String starter = (body.starter() != null) ? body.starter() : "empty";
		if (!starter.equals("empty") && !starter.equals("pages")) {
			throw new InvalidInputException("starter", "A new site begins 'empty' or with a few 'pages'.");
		}
		checkTags(body);
		Site site = this.sites.create(body.toSettings(), (made) -> {
			this.labels.begin(made, (body.typedTags() != null) ? body.typedTags() : List.of(),
					Boolean.TRUE.equals(body.template()));
			if (starter.equals("pages")) {
				this.starters.write(made);
			}
		});
		return ResponseEntity.created(URI.create("/api/sites/" + site.key())).body(body(site));
	}

	/** Answers before the copy is there, with the job that makes it. */
	@Needs(Permission.MAKE_SITES)
	@PostMapping(path = "/{key}/clone", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<?> copy(@PathVariable String key, @RequestBody SiteBody body) {
		if (body.starter() != null || body.typedTags() != null || body.template() != null || body.options() != null) {
			throw new InvalidInputException("",
					"A copy has the content and the options of the original, and no labels. "
							+ "Leave out 'starter', 'options', 'tags' and 'template', and change the copy when it is there.");
		}
		Job job = this.cloning.start(key, body.toSettings());
		return ResponseEntity.accepted().location(URI.create("/api/jobs/" + job.id())).body(JobBody.of(job));
	}

	/**
	 * Before anything is made. What the platform notes about sites is not up to their
	 * owners.
	 */
	private void checkTags(SiteBody body) {
		List<String> tags = body.typedTags();
		if ((tags != null || body.template() != null) && !this.worker.seesAllSites()) {
			throw new NotPermittedException("Tags, and whether others begin as a copy, are up to administrators.");
		}
		if (tags != null) {
			this.labels.check(tags);
		}
	}

	private void label(Site site, SiteBody body) {
		List<String> tags = body.typedTags();
		if (tags != null) {
			this.labels.change(site, tags);
		}
		if (body.template() != null) {
			this.labels.markTemplate(site, body.template());
		}
	}

	@GetMapping("/{key}")
	ResponseEntity<SiteBody> get(@PathVariable String key) {
		return answer(require(key));
	}

	@Needs(Permission.CHANGE_SETTINGS)
	@PatchMapping(path = "/{key}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<SiteBody> update(@PathVariable String key, @RequestBody SiteBody body,
			@RequestHeader HttpHeaders headers) {
		Site site = require(key);
		if (body.key() != null && !body.key().equals(key)) {
			throw new InvalidInputException("key", "The key of a site cannot change. Leave it out.");
		}
		if (body.state() != null && !body.state().equals(body(site).state())) {
			throw new InvalidInputException("state", "Change the state with POST /api/sites/" + key + "/state.");
		}
		body.requireNothingOfNewSites();
		checkTags(body);
		EntityTags.require(headers, tag(site));
		Site updated = (body.saysNothingButLabels()) ? site : this.sites.update(key, (present) -> {
			EntityTags.require(headers, tag(present));
			return body.toSettings(present);
		});
		label(site, body);
		return answer(updated);
	}

	@Needs(Permission.CHANGE_STATE)
	@DeleteMapping("/{key}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String key, @RequestHeader HttpHeaders headers) {
		EntityTags.require(headers, tag(require(key)));
		this.sites.delete(require(key).key());
	}

	@Needs(Permission.CHANGE_STATE)
	@PostMapping(path = "/{key}/state", consumes = MediaType.APPLICATION_JSON_VALUE)
	SiteBody changeState(@PathVariable String key, @RequestBody StateBody body) {
		SiteState state = SiteState.ofWord((body.state() != null) ? body.state() : "")
			.orElseThrow(() -> new InvalidInputException("state", "A site is active, suspended or archived."));
		return body(this.sites.changeState(require(key).key(), state));
	}

	private ResponseEntity<SiteBody> answer(Site site) {
		return ResponseEntity.ok().eTag(tag(site)).body(body(site));
	}

	private String tag(Site site) {
		return SiteBody.tag(site, this.defaults, this.labels);
	}

	private SiteBody body(Site site) {
		return SiteBody.of(site, this.defaults, (this.worker.seesAllSites()) ? this.labels : null);
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/** The state that a site is to have. */
	record StateBody(@Nullable String state) {

	}

}
