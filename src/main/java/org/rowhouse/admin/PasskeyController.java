package org.rowhouse.admin;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Passkeys;
import org.rowhouse.account.Permission;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Passkeys: signing in with one, and one's own. What browsers and devices say to each
 * other goes by {@code passkeys.js}.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.USE)
class PasskeyController {

	private static final int MAX_BODY = 20_000;

	private final Passkeys passkeys;

	private final AdminWords words;

	PasskeyController(Passkeys passkeys, AdminWords words) {
		this.words = words;
		this.passkeys = passkeys;
	}

	@Needs(Permission.ENTER)
	@PostMapping("/login/passkey/options")
	ResponseEntity<String> beginSigningIn(HttpServletRequest request) {
		return json(HttpStatus.OK, this.passkeys.beginSigningIn(request));
	}

	@Needs(Permission.ENTER)
	@PostMapping(path = "/login/passkey", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<String> signIn(@RequestBody String body, HttpServletRequest request, HttpServletResponse response) {
		boolean signedIn = body.length() <= MAX_BODY && this.passkeys.signIn(body, request, response);
		return (signedIn) ? json(HttpStatus.OK, "{\"location\":\"/sites\"}")
				: problem(HttpStatus.UNAUTHORIZED, "This passkey does not let you in here. Use your password.");
	}

	@PostMapping("/account/passkeys/options")
	ResponseEntity<String> beginAdding(HttpServletRequest request) {
		try {
			return json(HttpStatus.OK, this.passkeys.beginAdding(request));
		}
		catch (ConflictException ex) {
			return problem(HttpStatus.CONFLICT, String.valueOf(ex.getMessage()));
		}
	}

	@PostMapping(path = "/account/passkeys", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<String> add(@RequestBody String body, HttpServletRequest request) {
		try {
			if (body.length() > MAX_BODY) {
				throw new InvalidInputException("", "The device's answer does not fit. Begin again.");
			}
			this.passkeys.add(body, request);
			return json(HttpStatus.OK, "{\"location\":\"/account#passkeys\"}");
		}
		catch (InvalidInputException ex) {
			return problem(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(ex.getMessage()));
		}
	}

	@PostMapping("/account/passkeys/{id:[0-9]{1,18}}/name")
	String rename(@PathVariable long id, @RequestParam(defaultValue = "") String name, RedirectAttributes redirect) {
		try {
			this.passkeys.rename(id, name);
			redirect.addFlashAttribute("flash", "The passkey has another name.");
		}
		catch (InvalidInputException ex) {
			redirect.addFlashAttribute("flashError", ex.getMessage());
		}
		return "redirect:/account";
	}

	@PostMapping("/account/passkeys/{id:[0-9]{1,18}}/remove")
	String remove(@PathVariable long id, RedirectAttributes redirect) {
		this.passkeys.remove(id);
		redirect.addFlashAttribute("flash", "That passkey does not work any more.");
		return "redirect:/account";
	}

	private static ResponseEntity<String> json(HttpStatus status, String body) {
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(body);
	}

	private ResponseEntity<String> problem(HttpStatus status, String detail) {
		return ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(JsonMapper.shared()
				.writeValueAsString(Map.of("status", status.value(), "detail", this.words.text(detail))));
	}

}
