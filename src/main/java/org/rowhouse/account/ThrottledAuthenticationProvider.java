package org.rowhouse.account;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Checks a name and password unless too many were wrong lately, in which case it does not
 * even look at them.
 */
class ThrottledAuthenticationProvider implements AuthenticationProvider {

	private final DaoAuthenticationProvider delegate;

	private final SignInThrottle throttle;

	private final SignInAudit audit;

	ThrottledAuthenticationProvider(DaoAuthenticationProvider delegate, SignInThrottle throttle, SignInAudit audit) {
		this.audit = audit;
		this.delegate = delegate;
		this.throttle = throttle;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		String username = authentication.getName();
		String address = (authentication.getDetails() instanceof WebAuthenticationDetails details
				&& details.getRemoteAddress() != null) ? details.getRemoteAddress() : "unknown";
		String device = (authentication.getDetails() instanceof SignInDetails details) ? details.device() : null;
		SignInThrottle.Attempt attempt = this.throttle.begin(username, address, device).orElseThrow(() -> {
			this.audit.throttled(username, address);
			return new LockedException("Too many wrong passwords. Wait a minute, then try again.");
		});
		try {
			Authentication authenticated = this.delegate.authenticate(authentication);
			attempt.end(true);
			return authenticated;
		}
		catch (BadCredentialsException | AccountStatusException ex) {
			attempt.end(false);
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			// Too much to do, or no database: nothing was compared.
			attempt.cancel();
			throw ex;
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
