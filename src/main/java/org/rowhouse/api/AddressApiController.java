package org.rowhouse.api;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.AddressNotes;
import org.rowhouse.site.Explanation;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.RouteExplainer;
import org.rowhouse.site.SharedAddress;
import org.rowhouse.site.SharedAddresses;
import org.rowhouse.site.Sites;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The addresses of the platform, and which site a URL leads to, in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.MANAGE_ADDRESSES)
@RequestMapping("/api")
class AddressApiController {

	private final SharedAddresses addresses;

	private final RouteExplainer explainer;

	private final AddressNotes notes;

	private final Sites sites;

	AddressApiController(SharedAddresses addresses, RouteExplainer explainer, AddressNotes notes, Sites sites) {
		this.addresses = addresses;
		this.explainer = explainer;
		this.notes = notes;
		this.sites = sites;
	}

	@GetMapping("/route")
	Explanation explain(@RequestParam(defaultValue = "") String url) {
		if (url.isBlank()) {
			throw new InvalidInputException("url", "Name a URL, such as /api/route?url=https://example.com/shop.");
		}
		return this.explainer.explain(url);
	}

	@GetMapping("/addresses")
	List<SharedAddressBody> list() {
		return this.addresses.all().stream().map(SharedAddressBody::of).toList();
	}

	@PostMapping(path = "/addresses", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<SharedAddressBody> add(@RequestBody SharedAddressBody body) {
		String pattern = (body.pattern() != null) ? body.pattern() : "";
		String target = (body.target() != null) ? body.target() : "";
		return ResponseEntity.status(HttpStatus.CREATED)
			.body(SharedAddressBody.of(this.addresses.add(pattern, target)));
	}

	@DeleteMapping("/addresses")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@RequestParam(defaultValue = "") String pattern) {
		if (!this.addresses.remove(pattern)) {
			throw new InvalidInputException("pattern", "'" + pattern
					+ "' is no shared address. Write it as GET /api/addresses shows it, percent-encoded.");
		}
	}

	/** What is allowed about a site's addresses and may still surprise. */
	@Needs(Permission.CHANGE_SETTINGS)
	@GetMapping("/sites/{key}/notes")
	List<String> notes(@PathVariable String key) {
		return this.notes.of(this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key)));
	}

	/**
	 * An address of the platform.
	 *
	 * @param pattern the pattern
	 * @param target where it redirects to; absent if the host names the site
	 */
	record SharedAddressBody(@Nullable String pattern, @Nullable String target) {

		private static SharedAddressBody of(SharedAddress address) {
			return new SharedAddressBody(address.pattern().display(), address.target());
		}

	}

}
