package org.rowhouse.account;

import org.rowhouse.site.Changed;

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

	SignInAudit(ApplicationEventPublisher events) {
		this.events = events;
	}

	@EventListener
	void signedIn(InteractiveAuthenticationSuccessEvent event) {
		this.events.publishEvent(Changed.of("person.signed-in", null, event.getAuthentication().getName()));
	}

	@EventListener
	void signedOut(LogoutSuccessEvent event) {
		this.events.publishEvent(Changed.of("person.signed-out", null, event.getAuthentication().getName()));
	}

}
