package org.rowhouse.account;

import org.rowhouse.site.Changed;
import org.rowhouse.site.CurrentSite;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * Notes who came and went, for the audit log. Requests that bring a password or token
 * each time come and go with no note.
 */
@Component
class SignInAudit {

	private final ApplicationEventPublisher events;

	private final CurrentSite currentSite;

	SignInAudit(ApplicationEventPublisher events, CurrentSite currentSite) {
		this.events = events;
		this.currentSite = currentSite;
	}

	@EventListener
	void signedIn(InteractiveAuthenticationSuccessEvent event) {
		this.events.publishEvent(Changed.of("person.signed-in", null, event.getAuthentication().getName()));
	}

	/** By then nobody is signed in any more. */
	@EventListener
	void signedOut(LogoutSuccessEvent event) {
		String username = event.getAuthentication().getName();
		this.currentSite.callFor(username, () -> {
			this.events.publishEvent(Changed.of("person.signed-out", null, username));
			return true;
		});
	}

}
