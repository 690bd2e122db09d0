package org.rowhouse.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.OwnAccount;
import org.rowhouse.account.OwnSessions;
import org.rowhouse.account.Passkeys;
import org.rowhouse.account.Permission;
import org.rowhouse.account.SecondFactors;
import org.rowhouse.language.Languages;
import org.rowhouse.language.Words;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;

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
 * Everybody's own account: how they sign in, and where they are signed in.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.USE)
@RequestMapping("/account")
class AccountController {

	private final OwnAccount account;

	private final OwnSessions sessions;

	private final SecondFactors secondFactors;

	private final Passkeys passkeys;

	private final Languages languages;

	AccountController(OwnAccount account, OwnSessions sessions, SecondFactors secondFactors, Passkeys passkeys,
			Languages languages) {
		this.languages = languages;
		this.account = account;
		this.passkeys = passkeys;
		this.secondFactors = secondFactors;
		this.sessions = sessions;
	}

	@GetMapping
	ModelAndView show(HttpServletRequest request) {
		return page(request, Map.of());
	}

	@PostMapping("/password")
	ModelAndView changePassword(PasswordForm form, HttpServletRequest request, HttpServletResponse response,
			RedirectAttributes redirect) {
		try {
			if (!Texts.of(form.password()).equals(Texts.of(form.passwordAgain()))) {
				throw new InvalidInputException("passwordAgain", "The two passwords differ. Type the same one twice.");
			}
			this.account.changePassword(Texts.of(form.present()), Texts.of(form.password()), request, response);
			redirect.addFlashAttribute("flash", "Your password is changed. You are signed out everywhere else.");
			return new ModelAndView("redirect:/account");
		}
		catch (InvalidInputException ex) {
			return page(request, ex.errors());
		}
	}

	@PostMapping("/language")
	String chooseLanguage(@RequestParam String language, RedirectAttributes redirect) {
		this.account.speak(language);
		redirect.addFlashAttribute("flash", "Your language is saved.");
		return "redirect:/account";
	}

	@PostMapping("/sessions/{id:[0-9]{1,18}}/end")
	String end(@PathVariable long id, RedirectAttributes redirect) {
		this.sessions.end(id);
		redirect.addFlashAttribute("flash", "That device is signed out.");
		return "redirect:/account";
	}

	@PostMapping("/sessions/end-others")
	String endOthers(HttpServletRequest request, RedirectAttributes redirect) {
		int ended = this.sessions.endOthers(request);
		redirect.addFlashAttribute("flash",
				(ended == 1) ? "One other device is signed out." : ended + " other devices are signed out.");
		return "redirect:/account";
	}

	private ModelAndView page(HttpServletRequest request, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/account");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("person", this.account.get());
		view.addObject("languages",
				this.languages.all().stream().map(Words::locale).map(AccountController::choice).toList());
		view.addObject("sessions", this.sessions.list(request).stream().map(AccountController::row).toList());
		SecondFactors.Status status = this.secondFactors.status();
		Instant since = status.since();
		view.addObject("passkeys", this.passkeys.list().stream().map(AccountController::row).toList());
		view.addObject("codesSince", (since != null) ? when(since) : null);
		view.addObject("recoveryCodes", status.recoveryCodes());
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("first", errors.keySet().stream().findFirst().orElse(""));
		return view;
	}

	/** By the name that who speaks it looks for. */
	private static Locales.Choice choice(Locale locale) {
		return new Locales.Choice(locale.toLanguageTag(), locale.getDisplayLanguage(locale));
	}

	private static PasskeyRow row(Passkeys.OwnPasskey passkey) {
		Instant used = passkey.lastUsed();
		return new PasskeyRow(passkey.id(), passkey.name(), when(passkey.since()), (used != null) ? when(used) : null);
	}

	private static SessionRow row(OwnSessions.OwnSession session) {
		return new SessionRow(session.id(), session.device(), session.address(), when(session.since()),
				when(session.lastUsed()), session.current());
	}

	static String when(Instant time) {
		return AdminModels.whenUtc(time);
	}

	/** What is typed to change the password. */
	record PasswordForm(@Nullable String present, @Nullable String password, @Nullable String passwordAgain) {

		@Override
		public String toString() {
			return "PasswordForm";
		}

	}

	/** A passkey in the list. */
	record PasskeyRow(long id, String name, String since, @Nullable String lastUsed) {

	}

	/** A device in the list. */
	record SessionRow(long id, String device, String address, String since, String lastUsed, boolean current) {

	}

}
