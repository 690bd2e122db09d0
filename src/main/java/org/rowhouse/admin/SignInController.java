package org.rowhouse.admin;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.FirstAdministrator;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.account.SignIn;
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
 * The way in: setup, sign-in, and the root, which leads to the list of sites.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.ENTER)
class SignInController {

	private final FirstAdministrator firstAdministrator;

	private final SignIn signIn;

	SignInController(FirstAdministrator firstAdministrator, SignIn signIn) {
		this.firstAdministrator = firstAdministrator;
		this.signIn = signIn;
	}

	@Needs(Permission.USE)
	@GetMapping("/")
	String root() {
		return "redirect:/sites";
	}

	@GetMapping("/login")
	String login(@RequestParam @Nullable String error, @RequestParam @Nullable String throttled,
			@RequestParam @Nullable String signedOut, @RequestParam @Nullable String created,
			@RequestParam @Nullable String changed, @RequestParam @Nullable String accepted, Model model) {
		model.addAttribute("error",
				(throttled != null)
						? "Too many wrong passwords, or too many people at once. Wait a minute, then try again."
						: (error != null) ? "Name or password is wrong." : null);
		model.addAttribute("notice",
				(signedOut != null) ? "You are signed out."
						: (created != null) ? "The administrator has been created. Sign in."
								: (changed != null) ? "Your password is changed. Sign in with it."
										: (accepted != null) ? "You have the role now. Sign in." : null);
		model.addAttribute("setup", this.firstAdministrator.setupPath() != null);
		return "admin/login";
	}

	@PostMapping("/login")
	String signIn(@RequestParam(defaultValue = "") String username, @RequestParam(defaultValue = "") String password,
			HttpServletRequest request, HttpServletResponse response) {
		return switch (this.signIn.withPassword(username, password, request, response)) {
			case SIGNED_IN -> "redirect:/sites";
			case SECOND_STEP -> "redirect:/login/code";
			case REFUSED -> "redirect:/login?error";
			case THROTTLED -> "redirect:/login?throttled";
		};
	}

	@GetMapping("/login/code")
	String code(@RequestParam @Nullable String error, @RequestParam @Nullable String throttled,
			HttpServletRequest request, Model model) {
		if (!this.signIn.awaitsCode(request)) {
			return "redirect:/login";
		}
		model.addAttribute("error", (throttled != null) ? "Too many wrong codes. Wait five minutes, then try again."
				: (error != null) ? "This code is wrong, or it has been used already." : null);
		return "admin/login-code";
	}

	@PostMapping("/login/code")
	String signInWithCode(@RequestParam(defaultValue = "") String code, HttpServletRequest request,
			HttpServletResponse response) {
		return switch (this.signIn.withCode(code, request, response)) {
			case SIGNED_IN -> "redirect:/sites";
			case THROTTLED -> "redirect:/login/code?throttled";
			default -> "redirect:/login/code?error";
		};
	}

	@GetMapping("/setup")
	ModelAndView setup(@RequestParam(defaultValue = "") String token) {
		return form(new SetupForm(token, "admin", null, null), Map.of());
	}

	@PostMapping("/setup")
	ModelAndView create(SetupForm form) {
		if (!Texts.of(form.password()).equals(Texts.of(form.passwordAgain()))) {
			return form(form, Map.of("passwordAgain", "The two passwords differ. Type the same one twice."));
		}
		try {
			this.firstAdministrator.create(Texts.of(form.token()), Texts.of(form.username()),
					Texts.of(form.password()));
			return new ModelAndView("redirect:/login?created");
		}
		catch (InvalidInputException ex) {
			return form(form, ex.errors());
		}
	}

	private ModelAndView form(SetupForm form, Map<String, String> errors) {
		boolean valid = this.firstAdministrator.isValid(Texts.of(form.token()));
		ModelAndView view = new ModelAndView("admin/setup");
		view.setStatus((!valid) ? HttpStatus.FORBIDDEN
				: (errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("form", form);
		view.addObject("errors", errors);
		view.addObject("invalid", !valid);
		return view;
	}

	/** What is typed to make the first administrator. */
	record SetupForm(@Nullable String token, @Nullable String username, @Nullable String password,
			@Nullable String passwordAgain) {

		@Override
		public String toString() {
			return "SetupForm[username=" + this.username + "]";
		}

	}

}
