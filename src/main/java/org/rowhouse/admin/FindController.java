package org.rowhouse.admin;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.account.Access;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Finds anything to go to: as a page, and for the palette as JSON.
 */
@Controller
@OnHost(HostKind.ADMIN)
class FindController {

	private final Finder finder;

	private final Sites sites;

	FindController(Finder finder, Sites sites) {
		this.finder = finder;
		this.sites = sites;
	}

	@Needs(Permission.USE)
	@GetMapping("/find")
	ModelAndView page(@RequestParam(defaultValue = "") String q, HttpServletRequest request) {
		ModelAndView view = new ModelAndView("admin/find");
		view.addObject("q", q);
		view.addObject("found", this.finder.find(q, Access.of(request), null));
		return view;
	}

	@Needs(Permission.USE)
	@GetMapping("/find.json")
	ResponseEntity<List<Found>> anywhere(@RequestParam(defaultValue = "") String q, HttpServletRequest request) {
		return ResponseEntity.ok(this.finder.find(q, Access.of(request), null));
	}

	@Needs(Permission.SEE_SITE)
	@GetMapping("/sites/{key}/find.json")
	ResponseEntity<List<Found>> onSite(@PathVariable String key, @RequestParam(defaultValue = "") String q,
			HttpServletRequest request) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		return ResponseEntity.ok(this.finder.find(q, Access.of(request), site));
	}

}
