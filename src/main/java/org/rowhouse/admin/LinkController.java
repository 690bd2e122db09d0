package org.rowhouse.admin;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Invitations;
import org.rowhouse.account.Invitations.Invitation;
import org.rowhouse.account.Needs;
import org.rowhouse.account.PasswordResets;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What links in mails lead to: another password, and invitations.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.ENTER)
class LinkController {

	private final PasswordResets resets;

	private final Invitations invitations;

	LinkController(PasswordResets resets, Invitations invitations) {
		this.resets = resets;
		this.invitations = invitations;
	}

	@GetMapping("/forgot")
	String forgot(@RequestParam @Nullable String sent, Model model) {
		model.addAttribute("sent", sent != null);
		model.addAttribute("mail", this.resets.sendsMail());
		return "admin/forgot";
	}

	/** The answer is the same whoever was named. */
	@PostMapping("/forgot")
	String sendLink(@RequestParam(defaultValue = "") String who, HttpServletRequest request) {
		this.resets.request(who, request);
		return "redirect:/forgot?sent";
	}

	@GetMapping("/reset")
	ModelAndView reset(@RequestParam(defaultValue = "") String token) {
		return resetPage(token, Map.of());
	}

	@PostMapping("/reset")
	ModelAndView choose(ChoiceForm form) {
		try {
			form.requireSameTwice();
			this.resets.choose(Texts.of(form.token()), Texts.of(form.password()));
			return new ModelAndView("redirect:/login?changed");
		}
		catch (InvalidInputException ex) {
			return resetPage(Texts.of(form.token()), ex.errors());
		}
	}

	private ModelAndView resetPage(String token, Map<String, String> errors) {
		boolean valid = this.resets.isValid(token);
		return page("admin/reset", valid, errors).addObject("token", token);
	}

	@GetMapping("/invitation")
	ModelAndView invitation(@RequestParam(defaultValue = "") String token) {
		return invitationPage(new ChoiceForm(token, null, null, null, null), Map.of());
	}

	@PostMapping("/invitation")
	ModelAndView accept(ChoiceForm form, HttpServletRequest request, HttpServletResponse response) {
		try {
			if (!this.invitations.isKnown(Texts.of(form.token()))) {
				form.requireSameTwice();
			}
			boolean signedIn = this.invitations.accept(Texts.of(form.token()), Texts.of(form.username()),
					Texts.of(form.displayName()), Texts.of(form.password()), request, response);
			return new ModelAndView((signedIn) ? "redirect:/sites" : "redirect:/login?accepted");
		}
		catch (InvalidInputException ex) {
			return invitationPage(form, ex.errors());
		}
	}

	private ModelAndView invitationPage(ChoiceForm form, Map<String, String> errors) {
		String token = Texts.of(form.token());
		Invitation invitation = this.invitations.find(token).orElse(null);
		ModelAndView view = page("admin/invitation", invitation != null, errors);
		if (invitation != null) {
			view.addObject("email", invitation.email());
			view.addObject("site", invitation.site());
			view.addObject("invitedBy", invitation.invitedBy());
			view.addObject("known", this.invitations.isKnown(token));
			String email = invitation.email();
			view.addObject("suggested", (form.username() != null) ? form.username()
					: email.substring(0, email.indexOf('@')).replaceAll("[^a-z0-9._-]", ""));
		}
		return view.addObject("form", form);
	}

	private static ModelAndView page(String name, boolean valid, Map<String, String> errors) {
		ModelAndView view = new ModelAndView(name);
		view.setStatus((!valid) ? HttpStatus.FORBIDDEN
				: (errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("invalid", !valid);
		view.addObject("errors", errors);
		view.addObject("first", errors.keySet().stream().findFirst().orElse(""));
		return view;
	}

	/** What is typed where a link leads. */
	record ChoiceForm(@Nullable String token, @Nullable String username, @Nullable String displayName,
			@Nullable String password, @Nullable String passwordAgain) {

		void requireSameTwice() {
			if (!Texts.of(this.password).equals(Texts.of(this.passwordAgain))) {
				throw new InvalidInputException("passwordAgain", "The two passwords differ. Type the same one twice.");
			}
		}

		@Override
		public String toString() {
			return "ChoiceForm";
		}

	}

}
