package org.rowhouse.admin;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Invitations;
import org.rowhouse.account.Members;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.account.Person;
import org.rowhouse.account.Role;
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
 * Who works on a site, and as what.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.MANAGE_MEMBERS)
@RequestMapping("/sites/{key}/people")
class MemberAdminController {

	private final Sites sites;

	private final Members members;

	private final AdminModels models;

	private final Invitations invitations;

	MemberAdminController(Sites sites, Members members, AdminModels models, Invitations invitations) {
		this.invitations = invitations;
		this.sites = sites;
		this.members = members;
		this.models = models;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key) {
		return page(require(key), new MemberForm("", Role.AUTHOR.word()), Map.of());
	}

	@PostMapping
	ModelAndView put(@PathVariable String key, MemberForm form, RedirectAttributes redirect) {
		Site site = require(key);
		try {
			Role role = role(Texts.of(form.role()));
			// No name has an '@'.
			if (Texts.of(form.username()).contains("@")) {
				return invite(site, form, role, redirect);
			}
			Members.Member member = this.members.put(site, Texts.of(form.username()), role);
			redirect.addFlashAttribute("flash",
					"'" + member.person().shownName() + "' is " + "an " + member.role().word() + " of this site now.");
			return back(key);
		}
		catch (InvalidInputException ex) {
			return page(site, form, ex.errors());
		}
	}

	private ModelAndView invite(Site site, MemberForm form, Role role, RedirectAttributes redirect) {
		try {
			Invitations.Sent sent = this.invitations.toSite(site, Texts.of(form.username()), role);
			if (sent.link() != null) {
				return InvitationRow.showLink(sent, page(site, new MemberForm("", Role.AUTHOR.word()), Map.of()));
			}
			Person person = sent.person();
			redirect.addFlashAttribute("flash",
					(person != null) ? "'" + person.shownName() + "' is " + "an " + role.word() + " of this site now."
							: sent.email() + " is invited.");
			return back(site.key());
		}
		catch (InvalidInputException ex) {
			return page(site, form, Map.of("username", String.valueOf(ex.getMessage())));
		}
	}

	@PostMapping("/invitations/{id:[0-9]{1,18}}/withdraw")
	ModelAndView withdraw(@PathVariable String key, @PathVariable long id, RedirectAttributes redirect) {
		this.invitations.withdraw(require(key), id);
		redirect.addFlashAttribute("flash", "The invitation does not work any more.");
		return back(key);
	}

	@PostMapping("/remove")
	ModelAndView remove(@PathVariable String key, @RequestParam(defaultValue = "") String username,
			RedirectAttributes redirect) {
		Site site = require(key);
		Optional<Role> role = this.members.roleOf(site, username);
		this.members.remove(site, username);
		redirect.addFlashAttribute("flash", "'" + username + "' cannot work on this site any more.");
		role.ifPresent((had) -> Undo.offer(redirect, "/sites/" + key + "/people",
				Map.of("username", username, "role", had.word())));
		return back(key);
	}

	static Role role(String word) {
		return Role.of(word)
			.orElseThrow(() -> new InvalidInputException("role", "Choose one of author, editor and owner."));
	}

	private static ModelAndView back(String key) {
		return new ModelAndView("redirect:/sites/" + key + "/people");
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	private ModelAndView page(Site site, MemberForm form, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/members");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("site", this.models.link(site));
		view.addObject("rows", this.members.of(site).stream().map((member) -> row(site, member)).toList());
		view.addObject("invitations", this.invitations.ofSite(site).stream().map(InvitationRow::of).toList());
		view.addObject("roles", Role.values());
		view.addObject("form", form);
		view.addObject("errors", errors);
		view.addObject("first", errors.keySet().stream().findFirst().orElse(""));
		return view;
	}

	private static MemberRow row(Site site, Members.Member member) {
		return new MemberRow(member.person().username(), member.person().shownName(), member.person().enabled(),
				member.role().word(), AdminModels.when(site, member.since()));
	}

	/** Who is to be what. */
	record MemberForm(@Nullable String username, @Nullable String role) {

	}

	/** Somebody who works on the site. */
	record MemberRow(String username, String name, boolean enabled, String role, String since) {

	}

}
