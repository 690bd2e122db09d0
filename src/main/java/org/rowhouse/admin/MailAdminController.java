package org.rowhouse.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.mail.MailQueue;
import org.rowhouse.mail.MailServer;
import org.rowhouse.mail.MailState;
import org.rowhouse.mail.QueuedMessage;
import org.rowhouse.mail.TestMail;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The mail server and the queue of mails, for administrators.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.OPERATE)
@RequestMapping("/mail")
class MailAdminController {

	private static final int PER_PAGE = 50;

	private static final List<String> FIELDS = List.of("host", "port", "tls", "username", "password", "senderName",
			"senderAddress", "timeout", "recipient");

	private final MailServer server;

	private final MailQueue queue;

	MailAdminController(MailServer server, MailQueue queue) {
		this.server = server;
		this.queue = queue;
	}

	@GetMapping
	ModelAndView show() {
		return page(present(), "", Map.of());
	}

	@PostMapping
	ModelAndView change(MailForm form, RedirectAttributes redirect) {
		try {
			this.server.change(form.toDraft());
		}
		catch (InvalidInputException ex) {
			return page(form.orElse(present()), "", ex.errors());
		}
		catch (ConflictException ex) {
			return page(form.orElse(present()), "", Map.of("", ex.getMessage()));
		}
		redirect.addFlashAttribute("flash", "Saved. Send a test to see whether it works.");
		return new ModelAndView("redirect:/mail");
	}

	@PostMapping("/test")
	ModelAndView test(@RequestParam(defaultValue = "") String recipient, RedirectAttributes redirect) {
		try {
			TestMail test = this.server.test(recipient);
			String answer = (test.answer().isEmpty()) ? "" : "\nThe server said: " + test.answer();
			redirect.addFlashAttribute((test.accepted()) ? "flash" : "flashError", test.message() + answer);
		}
		catch (InvalidInputException ex) {
			return page(present(), recipient, ex.errors());
		}
		catch (ConflictException ex) {
			return page(present(), recipient, Map.of("recipient", ex.getMessage()));
		}
		return new ModelAndView("redirect:/mail");
	}

	@GetMapping("/queue")
	ModelAndView queue(@RequestParam(defaultValue = "waiting") String state,
			@RequestParam(defaultValue = "1") int page) {
		MailState shown = MailState.of(state).orElse(MailState.WAITING);
		Page<QueuedMessage> found = this.queue.list(shown, PageRequest.of(AdminModels.index(page), PER_PAGE));
		ModelAndView view = new ModelAndView("admin/mail-queue");
		view.addObject("state", shown.key());
		view.addObject("counts", counts());
		view.addObject("rows", found.map(MailAdminController::row).getContent());
		view.addObject("pagination", AdminModels.pagination(found, "/mail/queue?state=" + shown.key()));
		return view;
	}

	@PostMapping("/queue/{id:[0-9]{1,18}}/retry")
	ModelAndView retry(@PathVariable long id, RedirectAttributes redirect) {
		QueuedMessage mail = this.queue.get(id);
		this.queue.sendAgain(id);
		redirect.addFlashAttribute("flash", "The mail to " + mail.recipient() + " is tried now.");
		return toQueue(mail.state());
	}

	@PostMapping("/queue/{id:[0-9]{1,18}}/discard")
	ModelAndView discard(@PathVariable long id, RedirectAttributes redirect) {
		QueuedMessage mail = this.queue.get(id);
		this.queue.discard(id);
		redirect.addFlashAttribute("flash",
				(mail.state() == MailState.DELIVERED)
						? "The note about the mail to " + mail.recipient() + " has been deleted."
						: "The mail to " + mail.recipient() + " has been discarded. It is not sent any more.");
		return toQueue(mail.state());
	}

	private static ModelAndView toQueue(MailState state) {
		return new ModelAndView("redirect:/mail/queue?state=" + state.key());
	}

	private MailForm present() {
		return MailForm.of(this.server.settings());
	}

	private ModelAndView page(MailForm form, String recipient, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/mail");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("form", form);
		view.addObject("fixed", fixed());
		view.addObject("passwordSet", this.server.hasPassword());
		view.addObject("passwordUnreadable", this.server.isPasswordUnreadable());
		view.addObject("usualPort", this.server.settings().tls().usualPort());
		view.addObject("ready", this.server.settings().isComplete());
		view.addObject("counts", counts());
		view.addObject("troubled", troubled().map(MailAdminController::row).orElse(null));
		view.addObject("recipient", recipient);
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("first", FIELDS.stream().filter(errors::containsKey).findFirst().orElse(""));
		return view;
	}

	/** A mail that failed after the last one that was delivered. */
	private Optional<QueuedMessage> troubled() {
		Instant delivered = this.queue.last(MailState.DELIVERED).map(QueuedMessage::changedAt).orElse(Instant.MIN);
		return this.queue.last(MailState.WAITING)
			.filter((mail) -> mail.failures() > 0 && mail.changedAt().isAfter(delivered));
	}

	/** By field, which property sets it. */
	private Map<String, String> fixed() {
		Map<String, String> notes = new TreeMap<>();
		this.server.fixed().forEach((field, property) -> notes.put(field, "Set by " + property + ". Change it there."));
		return notes;
	}

	private Map<String, Long> counts() {
		Map<String, Long> counts = new TreeMap<>();
		this.queue.counts().forEach((state, count) -> counts.put(state.key(), count));
		return counts;
	}

	private static MailRow row(QueuedMessage mail) {
		return new MailRow(mail.id(), mail.recipient(), mail.subject(), mail.failures(), mail.answer(),
				AdminModels.whenUtc(mail.changedAt()),
				(mail.nextAttemptAt() != null) ? AdminModels.whenUtc(mail.nextAttemptAt()) : null,
				AdminModels.whenUtc(mail.createdAt()));
	}

	/**
	 * A mail in the queue.
	 *
	 * @param id its number
	 * @param recipient where to
	 * @param subject its subject
	 * @param failures how often it has failed
	 * @param answer what came of the last try; may be empty
	 * @param changed when something happened last
	 * @param next when it is tried next, or {@code null}
	 * @param created when it was written
	 */
	record MailRow(long id, String recipient, String subject, int failures, String answer, String changed,
			@Nullable String next, String created) {

	}

}
