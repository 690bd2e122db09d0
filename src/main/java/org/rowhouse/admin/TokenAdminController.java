package org.rowhouse.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.ApiToken;
import org.rowhouse.account.ApiTokens;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The API tokens of whoever has signed in.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.USE)
@RequestMapping("/account/tokens")
class TokenAdminController {

	private static final TokenForm EMPTY = new TokenForm("", "read", "", 90);

	private final ApiTokens tokens;

	TokenAdminController(ApiTokens tokens) {
		this.tokens = tokens;
	}

	@GetMapping
	ModelAndView list() {
		return view(EMPTY, Map.of());
	}

	/** The secret stands in this answer, and in no other: no redirect follows. */
	@PostMapping
	ModelAndView issue(TokenForm form, HttpServletRequest request) {
		try {
			ApiToken.Issued issued = this.tokens.issue(form.toWish(), request);
			ModelAndView view = view(EMPTY, Map.of());
			view.setStatus(HttpStatus.CREATED);
			view.addObject("issued", issued.token().name());
			view.addObject("secret", issued.secret());
			return view;
		}
		catch (InvalidInputException ex) {
			return view(form, ex.errors());
		}
		catch (ConflictException ex) {
			return view(form, Map.of("", ex.getMessage()));
		}
	}

	@PostMapping("/{id:[0-9]{1,18}}/end")
	ModelAndView end(@PathVariable long id, RedirectAttributes redirect) {
		this.tokens.end(id);
		redirect.addFlashAttribute("flash", "The token has ended. Programs that use it get no further.");
		return new ModelAndView("redirect:/account/tokens");
	}

	private ModelAndView view(TokenForm form, Map<String, String> errors) {
		Instant now = Instant.now();
		List<TokenRow> rows = this.tokens.list().stream().map((token) -> TokenRow.of(token, now)).toList();
		ModelAndView view = new ModelAndView("admin/tokens");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("rows", rows);
		view.addObject("form", form);
		view.addObject("errors", errors);
		view.addObject("first", errors.keySet().stream().filter((field) -> !field.isEmpty()).findFirst().orElse(""));
		return view;
	}

	/** What is typed. */
	record TokenForm(@Nullable String name, @Nullable String scope, @Nullable String site, @Nullable Integer days) {

		ApiToken.Wish toWish() {
			return new ApiToken.Wish(this.name, this.scope, this.site, this.days);
		}

	}

	/** A token in the list. */
	record TokenRow(long id, String name, String scope, @Nullable String site, String expires, boolean expired,
			@Nullable String lastUsed) {

		static TokenRow of(ApiToken token, Instant now) {
			Instant used = token.lastUsedAt();
			return new TokenRow(token.id(), token.name(), token.scope().word(), token.site(),
					AdminModels.whenUtc(token.expiresAt()), token.expiresAt().isBefore(now),
					(used != null) ? AdminModels.whenUtc(used) : null);
		}

	}

}
