package org.rowhouse.api;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.ownership.DomainProofs;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.Sites;
import org.rowhouse.site.Worker;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Looks for the proof of a site's domains, in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.CHANGE_SETTINGS)
class AddressCheckApiController {

	private final Sites sites;

	private final DomainProofs proofs;

	private final SiteDefaults defaults;

	private final SiteLabels labels;

	private final Worker worker;

	AddressCheckApiController(Sites sites, DomainProofs proofs, SiteDefaults defaults, SiteLabels labels,
			Worker worker) {
		this.worker = worker;
		this.labels = labels;
		this.sites = sites;
		this.proofs = proofs;
		this.defaults = defaults;
	}

	/** No body is needed; what a form of another site can send is refused. */
	@PostMapping(path = "/api/sites/{key}/addresses/check",
			consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE })
	SiteBody check(@PathVariable String key) {
		this.proofs.check(require(key));
		return SiteBody.of(require(key), this.defaults, (this.worker.seesAllSites()) ? this.labels : null);
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

}
