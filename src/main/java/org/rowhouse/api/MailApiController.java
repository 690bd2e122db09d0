package org.rowhouse.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.mail.MailQueue;
import org.rowhouse.mail.MailServer;
import org.rowhouse.mail.MailState;
import org.rowhouse.mail.QueuedMessage;
import org.rowhouse.mail.SiteSender;
import org.rowhouse.mail.SiteSenders;
import org.rowhouse.mail.TestMail;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.Sites;

import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The mail server, the queue of mails, and who the mails of sites come from, in the REST
 * API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.OPERATE)
@RequestMapping("/api")
class MailApiController {

	private static final int MAX_SIZE = 200;

	private final MailServer server;

	private final MailQueue queue;

	private final SiteSenders senders;

	private final Sites sites;

	private final SiteResolver resolver;

	MailApiController(MailServer server, MailQueue queue, SiteSenders senders, Sites sites, SiteResolver resolver) {
		this.server = server;
		this.queue = queue;
		this.senders = senders;
		this.sites = sites;
		this.resolver = resolver;
	}

	@GetMapping("/mail")
	MailBody get() {
		return MailBody.of(this.server);
	}

	@PutMapping(path = "/mail", consumes = MediaType.APPLICATION_JSON_VALUE)
	MailBody put(@RequestBody MailBody body) {
		this.server.change(body.toDraft());
		return MailBody.of(this.server);
	}

	/** Answers 200 also if the server did not take the mail: that is what was asked. */
	@PostMapping(path = "/mail/test", consumes = MediaType.APPLICATION_JSON_VALUE)
	TestMail test(@RequestBody TestBody body) {
		return this.server.test((body.recipient() != null) ? body.recipient() : "");
	}

	/** Pages are counted from 0. */
	@GetMapping("/mail/queue")
	PagedModel<QueuedBody> queue(@RequestParam(defaultValue = "waiting") String state,
			@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
		return new PagedModel<>(this.queue.list(wantedState(state), ListPart.of(page, size, MAX_SIZE)).map(this::body));
	}

	/** For those who read all of it: the last written first. */
	@GetMapping(path = "/mail/queue", params = "cursor")
	Following<QueuedBody> following(@RequestParam(defaultValue = "") String cursor,
			@RequestParam(defaultValue = "waiting") String state, @RequestParam(defaultValue = "20") int size) {
		int limit = ListPart.of(0, size, MAX_SIZE).getPageSize();
		Cursor.Place place = Cursor.read(cursor);
		long before = (place != null) ? place.number() : Long.MAX_VALUE;
		return Following.of(this.queue.before(wantedState(state), before, limit + 1), limit, this::body,
				(mail) -> Cursor.of("", String.valueOf(mail.id())));
	}

	private static MailState wantedState(String state) {
		return MailState.of(state)
			.orElseThrow(() -> new InvalidInputException("state", "'state' is one of "
					+ Arrays.stream(MailState.values()).map(MailState::key).collect(Collectors.joining(", ")) + "."));
	}

	@GetMapping("/mail/queue/{id:[0-9]{1,18}}")
	QueuedBody get(@PathVariable long id) {
		return body(this.queue.get(id));
	}

	/** No body is needed; what a form of another site can send is refused. */
	@PostMapping(path = "/mail/queue/{id:[0-9]{1,18}}/retry",
			consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE })
	QueuedBody retry(@PathVariable long id) {
		this.queue.sendAgain(id);
		return body(this.queue.get(id));
	}

	@DeleteMapping("/mail/queue/{id:[0-9]{1,18}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void discard(@PathVariable long id) {
		this.queue.discard(id);
	}

	@GetMapping("/sites/{key}/mail")
	SiteSender sender(@PathVariable String key) {
		return this.senders.of(require(key));
	}

	@PutMapping(path = "/sites/{key}/mail", consumes = MediaType.APPLICATION_JSON_VALUE)
	SiteSender changeSender(@PathVariable String key, @RequestBody SenderBody body) {
		return this.senders.change(require(key), body.toSender());
	}

	private QueuedBody body(QueuedMessage mail) {
		Long siteId = mail.siteId();
		return new QueuedBody(mail.id(),
				(siteId != null) ? this.resolver.find(siteId).map(Site::key).orElse(null) : null, mail.recipient(),
				mail.subject(), mail.state().key(), mail.failures(), mail.answer(), mail.nextAttemptAt(),
				mail.createdAt(), mail.changedAt());
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/**
	 * Where a test goes.
	 *
	 * @param recipient the address
	 */
	record TestBody(@Nullable String recipient) {

	}

	/**
	 * A mail in the queue, without what it says.
	 *
	 * @param id its number
	 * @param site the key of the site that it is about; absent: the platform
	 * @param recipient the address
	 * @param subject its subject
	 * @param state {@code waiting}, {@code delivered} or {@code failed}
	 * @param failures how often it has failed
	 * @param answer what came of the last try
	 * @param nextAttemptAt when it is tried next; absent: never
	 * @param createdAt when it was written
	 * @param changedAt when something happened last
	 */
	record QueuedBody(long id, @Nullable String site, String recipient, String subject, String state, int failures,
			String answer, @Nullable Instant nextAttemptAt, Instant createdAt, Instant changedAt) {

	}

	/**
	 * Who the mails of a site come from; what is left out is the platform's.
	 *
	 * @param name the name
	 * @param address the address
	 * @param replyTo the address that answers go to
	 */
	record SenderBody(@Nullable String name, @Nullable String address, @Nullable String replyTo) {

		SiteSender toSender() {
			return new SiteSender(text(this.name), text(this.address), text(this.replyTo));
		}

		private static String text(@Nullable String value) {
			return (value != null) ? value : "";
		}

	}

}
