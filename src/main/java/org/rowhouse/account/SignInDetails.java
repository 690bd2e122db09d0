package org.rowhouse.account;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Where a password was typed.
 */
class SignInDetails extends WebAuthenticationDetails {

	private static final long serialVersionUID = 1;

	private final @Nullable String device;

	/**
	 * Tells where.
	 * @param request the request
	 * @param device the browser, if the person has signed in there before
	 */
	SignInDetails(HttpServletRequest request, @Nullable String device) {
		super(request);
		this.device = device;
	}

	@Nullable String device() {
		return this.device;
	}

}
