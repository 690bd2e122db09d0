package org.rowhouse.admin;

import java.time.ZoneOffset;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Invitations;
import org.rowhouse.account.Needs;
import org.rowhouse.account.PasswordResets;
import org.rowhouse.account.People;
import org.rowhouse.account.Permission;
import org.rowhouse.account.Person;
import org.rowhouse.account.SecondFactors;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
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
 * Everybody who may sign in.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.MANAGE_PEOPLE)
@RequestMapping("/people")
class PeopleAdminController {

	private static final int PAGE = 50;

	private final People people;

	private final AdminModels models;

	private final Invitations invitations;

	private final PasswordResets resets;

	private final SecondFactors secondFactors;

	PeopleAdminController(People people, AdminModels models, Invitations invitations, PasswordResets resets,
			SecondFactors secondFactors) {
		this.people = people;
		this.invitations = invitations;
		this.resets = resets;
		this.secondFactors = secondFactors;
		this.models = models;
	}

	@GetMapping
	ModelAndView list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "1") int page) {
		return people(q, AdminModels.index(page));
	}

	private ModelAndView people(String q, int index) {
		Page<Person> found = this.people.search(q, PageRequest.of(index, PAGE));
		ModelAndView view = new ModelAndView("admin/people");
		view.addObject("rows", found.map(PeopleAdminController::row).getContent());
		view.addObject("q", q);
		view.addObject("invitations", this.invitations.ofPlatform().stream().map(InvitationRow::of).toList());
		view.addObject("pagination", this.models.pagination(found, "/people", q));
		return view;
	}

	@GetMapping("/new")
	ModelAndView form() {
		return form(new PersonForm("", "", "", "", null, "yes"), true, Map.of());
	}

	@PostMapping
	ModelAndView create(PersonForm form, RedirectAttributes redirect) {
		try {
			Person person = this.people.create(Texts.of(form.username()), Texts.of(form.password()),
					form.with(true).toProfile());
			redirect.addFlashAttribute("flash", "'" + person.shownName() + "' can sign in.");
			return new ModelAndView("redirect:/people");
		}
		catch (InvalidInputException ex) {
			return form(form, true, ex.errors());
		}
	}

	@GetMapping("/invite")
	ModelAndView inviteForm() {
		return inviteForm("", false, Map.of());
	}

	@PostMapping("/invite")
	ModelAndView invite(@RequestParam(defaultValue = "") String email, @RequestParam @Nullable String administrator,
			RedirectAttributes redirect) {
		try {
			Invitations.Sent sent = this.invitations.toPlatform(email, administrator != null);
			if (sent.link() != null) {
				return InvitationRow.showLink(sent, people("", 0));
			}
			redirect.addFlashAttribute("flash", sent.email() + " is invited.");
			return new ModelAndView("redirect:/people");
		}
		catch (InvalidInputException ex) {
			return inviteForm(email, administrator != null, ex.errors());
		}
	}

	private static ModelAndView inviteForm(String email, boolean administrator, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/person-invite");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("email", email);
		view.addObject("administrator", administrator);
		view.addObject("errors", errors);
		view.addObject("first", "email");
		return view;
	}

	@PostMapping("/invitations/{id:[0-9]{1,18}}/withdraw")
	String withdraw(@PathVariable long id, RedirectAttributes redirect) {
		this.invitations.withdraw(id);
		redirect.addFlashAttribute("flash", "The invitation does not work any more.");
		return "redirect:/people";
	}

	/** Not by a redirect, since the link would be kept in the session until then. */
	@PostMapping("/{username}/reset-link")
	ModelAndView resetLink(@PathVariable String username) {
		String link = this.resets.makeLink(username);
		return edit(username).addObject("link", link)
			.addObject("linkAbout",
					"With this link " + username + " chooses another password. It works once, within an hour.");
	}

	@PostMapping("/{username}/second-step/remove")
	ModelAndView removeSecondStep(@PathVariable String username, RedirectAttributes redirect) {
		this.secondFactors.removeOf(username);
		redirect.addFlashAttribute("flash", username + " signs in without a code from now on.");
		return new ModelAndView("redirect:/people/{username}", Map.of("username", username));
	}

	@GetMapping("/{username}")
	ModelAndView edit(@PathVariable String username) {
		return form(PersonForm.of(this.people.find(username)), false, Map.of()).addObject("secondStep",
				this.secondFactors.isOn(username));
	}

	@PostMapping("/{username}")
	ModelAndView change(@PathVariable String username, PersonForm form, RedirectAttributes redirect) {
		try {
			Person person = this.people.change(username, form.toProfile());
			redirect.addFlashAttribute("flash", "'" + person.shownName() + "' is saved.");
			return new ModelAndView("redirect:/people");
		}
		catch (InvalidInputException ex) {
			return form(form, false, ex.errors());
		}
		catch (ConflictException ex) {
			return form(form, false, Map.of("", ex.getMessage()));
		}
	}

	private static ModelAndView form(PersonForm form, boolean creating, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/person-form");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("form", form);
		view.addObject("creating", creating);
		view.addObject("errors", errors);
		view.addObject("first", (creating && errors.isEmpty()) ? "username"
				: errors.keySet().stream().filter((field) -> !field.isEmpty()).findFirst().orElse(""));
		return view;
	}

	private static PersonRow row(Person person) {
		return new PersonRow(person.username(), person.shownName(), Texts.of(person.email()), person.administrator(),
				person.enabled(), LocalFormat.DAY.now().format(person.since().atZone(ZoneOffset.UTC)));
	}

	/** What is typed about somebody. A box that is not ticked is not sent. */
	record PersonForm(@Nullable String username, @Nullable String email, @Nullable String displayName,
			@Nullable String password, @Nullable String administrator, @Nullable String enabled) {

		static PersonForm of(Person person) {
			return new PersonForm(person.username(), person.email(), person.displayName(), "",
					(person.administrator()) ? "yes" : null, (person.enabled()) ? "yes" : null);
		}

		PersonForm with(boolean mayEnter) {
			return new PersonForm(this.username, this.email, this.displayName, this.password, this.administrator,
					(mayEnter) ? "yes" : null);
		}

		People.Profile toProfile() {
			return new People.Profile(Texts.of(this.email), Texts.of(this.displayName), this.administrator != null,
					this.enabled != null);
		}

		@Override
		public String toString() {
			return "PersonForm[username=" + this.username + "]";
		}

	}

	/** Somebody in the list. */
	record PersonRow(String username, String name, String email, boolean administrator, boolean enabled, String since) {

	}

}
