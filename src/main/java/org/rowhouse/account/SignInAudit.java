package org.rowhouse.account;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.CurrentSite;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * Notes who came and went, for the audit log. Requests that bring a password or token
 * each time come and go with no note.
 */
@Component
class SignInAudit {

	private static final int MAX_PLACES = 10_000;

	/** Of one address in an hour, so that nobody fills a log that only grows. */
	private static final int MAX_NOTES = 5;

	private final ApplicationEventPublisher events;

	private final AccountRepository accounts;

	private final AllSites allSites;

	private final CurrentSite currentSite;

	private final LoadingCache<String, AtomicInteger> notes = Caffeine.newBuilder()
		.maximumSize(MAX_PLACES)
		.expireAfterWrite(Duration.ofHours(1))
		.build((place) -> new AtomicInteger());

	SignInAudit(ApplicationEventPublisher events, AccountRepository accounts, AllSites allSites,
			CurrentSite currentSite) {
		this.events = events;
		this.accounts = accounts;
		this.allSites = allSites;
		this.currentSite = currentSite;
	}

	void signedIn(SignedIn person, String with) {
		this.events
			.publishEvent(new Changed("person.signed-in", null, person.getUsername(), Map.of(), Map.of("with", with)));
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

	/**
	 * Notes that somebody guesses. What was typed is told only if it is somebody's name:
	 * people type passwords there too.
	 */
	void throttled(String typed, String address) {
		String place = SignInThrottle.network(address);
		if (this.notes.get(place).incrementAndGet() > MAX_NOTES) {
			return;
		}
		String name = this.allSites.call("note who is being guessed",
				() -> this.accounts.findByUsername(Accounts.normalize(typed)).map(Account::username).orElse(""));
		this.events.publishEvent(Changed.of("person.sign-in-throttled", null, name));
	}

}
