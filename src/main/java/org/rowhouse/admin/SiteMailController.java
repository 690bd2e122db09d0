package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.mail.MailServer;
import org.rowhouse.mail.SiteSender;
import org.rowhouse.mail.SiteSenders;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

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
 * Who the mails of a site come from.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.OPERATE)
@RequestMapping("/sites/{key}/mail")
class SiteMailController {

	private static final List<String> FIELDS = List.of("name", "replyTo", "address");

	private final Sites sites;

	private final SiteSenders senders;

	private final MailServer server;

	private final AdminModels models;

	SiteMailController(Sites sites, SiteSenders senders, MailServer server, AdminModels models) {
		this.sites = sites;
		this.senders = senders;
		this.server = server;
		this.models = models;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key) {
		Site site = require(key);
		return page(site, this.senders.of(site), Map.of());
	}

	@PostMapping
	ModelAndView change(@PathVariable String key, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "") String replyTo,
			RedirectAttributes redirect) {
		Site site = require(key);
		SiteSender typed = new SiteSender(name, address, replyTo);
		try {
			this.senders.change(site, typed);
		}
		catch (InvalidInputException ex) {
			return page(site, typed, ex.errors());
		}
		redirect.addFlashAttribute("flash", "Saved. The next mail of this site comes from there.");
		return new ModelAndView("redirect:/sites/" + key + "/mail");
	}

	private ModelAndView page(Site site, SiteSender typed, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/site-mail");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("form", typed);
		view.addObject("platform", this.server.settings());
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("first", FIELDS.stream().filter(errors::containsKey).findFirst().orElse(""));
		return view;
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

}
