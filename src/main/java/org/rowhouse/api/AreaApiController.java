package org.rowhouse.api;

import java.util.List;
import java.util.function.Supplier;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Sites;
import org.rowhouse.visitor.NoSuchAreaException;
import org.rowhouse.visitor.PrivateAreas;
import org.rowhouse.visitor.Visitor;
import org.rowhouse.visitor.Visitors;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The private areas of a site and its visitors in the REST API. Passwords go in and never
 * come out.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.CHANGE_SETTINGS)
@RequestMapping("/api/sites/{key}")
class AreaApiController {

	private static final String AREA = "/areas/{id:[0-9]{1,18}}";

	private final Sites sites;

	private final CurrentSite currentSite;

	private final PrivateAreas areas;

	private final Visitors visitors;

	AreaApiController(Sites sites, CurrentSite currentSite, PrivateAreas areas, Visitors visitors) {
		this.sites = sites;
		this.currentSite = currentSite;
		this.areas = areas;
		this.visitors = visitors;
	}

	@GetMapping("/areas")
	List<AreaBody> list(@PathVariable String key) {
		return on(key, () -> this.areas.list().stream().map(AreaBody::of).toList());
	}

	@PostMapping(path = "/areas", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	AreaBody add(@PathVariable String key, @RequestBody AreaBody body) {
		return on(key, () -> AreaBody.of(this.areas.add(body.toDraft())));
	}

	@GetMapping(AREA)
	AreaBody get(@PathVariable String key, @PathVariable long id) {
		return on(key, () -> AreaBody.of(this.areas.find(id).orElseThrow(() -> new NoSuchAreaException(id))));
	}

	/** The path stays; without a password the present one does, too. */
	@PutMapping(path = AREA, consumes = MediaType.APPLICATION_JSON_VALUE)
	AreaBody change(@PathVariable String key, @PathVariable long id, @RequestBody AreaBody body) {
		return on(key, () -> AreaBody.of(this.areas.change(id, body.toDraft())));
	}

	@DeleteMapping(AREA)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String key, @PathVariable long id) {
		on(key, () -> {
			this.areas.remove(id);
			return true;
		});
	}

	@PostMapping(path = AREA + "/end-visits", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endVisits(@PathVariable String key, @PathVariable long id) {
		on(key, () -> {
			this.areas.endVisits(id);
			return true;
		});
	}

	@GetMapping("/visitors")
	List<Visitor> visitors(@PathVariable String key) {
		return on(key, this.visitors::list);
	}

	@PutMapping(path = "/visitors/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	Visitor putVisitor(@PathVariable String key, @PathVariable String name, @RequestBody AreaBody.Password body) {
		return on(key, () -> this.visitors.put(name, body.text()));
	}

	@DeleteMapping("/visitors/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removeVisitor(@PathVariable String key, @PathVariable String name) {
		on(key, () -> {
			this.visitors.remove(name);
			return true;
		});
	}

	private <T> T on(String key, Supplier<T> action) {
		return this.currentSite.call(this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key)), action);
	}

}
