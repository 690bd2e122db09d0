package org.rowhouse.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.account.SecondFactors;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One's own second step of signing in: set up, printed codes, turned off.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.USE)
@RequestMapping("/account/second-step")
class SecondStepController {

	private final SecondFactors secondFactors;

	SecondStepController(SecondFactors secondFactors) {
		this.secondFactors = secondFactors;
	}

	@GetMapping
	ModelAndView show() {
		return page(Map.of());
	}

	@PostMapping("/begin")
	ModelAndView begin(@RequestParam(defaultValue = "") String present, HttpServletRequest request) {
		try {
			this.secondFactors.begin(present, request);
			return new ModelAndView("redirect:/account/second-step");
		}
		catch (InvalidInputException ex) {
			return page(ex.errors());
		}
	}

	@PostMapping("/confirm")
	ModelAndView confirm(@RequestParam(defaultValue = "") String code) {
		try {
			return codes(this.secondFactors.confirm(code));
		}
		catch (InvalidInputException ex) {
			return page(ex.errors());
		}
	}

	@PostMapping("/codes")
	ModelAndView renew(@RequestParam(defaultValue = "") String present, HttpServletRequest request) {
		try {
			return codes(this.secondFactors.renewRecoveryCodes(present, request));
		}
		catch (InvalidInputException ex) {
			return page(ex.errors());
		}
	}

	@PostMapping("/remove")
	ModelAndView remove(@RequestParam(defaultValue = "") String present, HttpServletRequest request,
			RedirectAttributes redirect) {
		try {
			this.secondFactors.remove(present, request);
			redirect.addFlashAttribute("flash", "You sign in without a code from now on.");
			return new ModelAndView("redirect:/account");
		}
		catch (InvalidInputException ex) {
			return page(ex.errors());
		}
	}

	private static ModelAndView codes(List<String> codes) {
		ModelAndView view = new ModelAndView("admin/recovery-codes");
		view.addObject("codes", codes);
		view.addObject("file",
				"data:text/plain;charset=utf-8," + URLEncoder.encode(String.join("\n", codes), StandardCharsets.UTF_8));
		return view;
	}

	private ModelAndView page(Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/second-step");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		SecondFactors.Status status = this.secondFactors.status();
		view.addObject("on", status.since() != null);
		view.addObject("recoveryCodes", status.recoveryCodes());
		view.addObject("setup", this.secondFactors.setup());
		view.addObject("errors", errors);
		view.addObject("first", errors.keySet().stream().findFirst().orElse(""));
		return view;
	}

}
