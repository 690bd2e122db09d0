package org.rowhouse.admin;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.People;
import org.rowhouse.account.Permission;
import org.rowhouse.account.Person;
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

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK)
		.withZone(ZoneOffset.UTC);

	private final People people;

	private final AdminModels models;

	PeopleAdminController(People people, AdminModels models) {
		this.people = people;
		this.models = models;
	}

	@GetMapping
	ModelAndView list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "1") int page) {
		Page<Person> found = this.people.search(q, PageRequest.of(AdminModels.index(page), PAGE));
		ModelAndView view = new ModelAndView("admin/people");
		view.addObject("rows", found.map(PeopleAdminController::row).getContent());
		view.addObject("q", q);
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

	@GetMapping("/{username}")
	ModelAndView edit(@PathVariable String username) {
		return form(PersonForm.of(this.people.find(username)), false, Map.of());
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
				person.enabled(), DAY.format(person.since()));
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
