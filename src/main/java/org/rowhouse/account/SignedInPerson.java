package org.rowhouse.account;

import java.util.Optional;

import org.springframework.data.domain.AuditorAware;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Tells who is at work, for the history of what they change.
 */
@Component
class SignedInPerson implements AuditorAware<String> {

	/** Their name; empty where nobody signed in, as when a folder is read. */
	@Override
	public Optional<String> getCurrentAuditor() {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		return (person != null && person.isAuthenticated() && !(person instanceof AnonymousAuthenticationToken))
				? Optional.of(person.getName()) : Optional.empty();
	}

}
