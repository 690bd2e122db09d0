package org.rowhouse.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Invitations;
import org.rowhouse.account.Invitations.Invitation;
import org.rowhouse.account.Invitations.Sent;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.account.Person;
import org.rowhouse.account.Role;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Invitations to the platform and to sites, in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
class InvitationApiController {

	private final Invitations invitations;

	private final Sites sites;

	InvitationApiController(Invitations invitations, Sites sites) {
		this.invitations = invitations;
		this.sites = sites;
	}

	@Needs(Permission.MANAGE_PEOPLE)
	@GetMapping("/api/people/invitations")
	List<InvitationBody> ofPlatform() {
		return this.invitations.ofPlatform().stream().map(InvitationBody::of).toList();
	}

	@Needs(Permission.MANAGE_PEOPLE)
	@PostMapping(path = "/api/people/invitations", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	SentBody invite(@RequestBody InviteBody body) {
		if (body.role() != null) {
			throw new InvalidInputException("role", "Roles are of sites. Invite to the site.");
		}
		return SentBody.of(this.invitations.toPlatform(body.requireEmail(), Boolean.TRUE.equals(body.administrator())));
	}

	@Needs(Permission.MANAGE_PEOPLE)
	@DeleteMapping("/api/people/invitations/{id:[0-9]{1,18}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void withdraw(@PathVariable long id) {
		this.invitations.withdraw(id);
	}

	@Needs(Permission.MANAGE_MEMBERS)
	@GetMapping("/api/sites/{key}/people/invitations")
	List<InvitationBody> ofSite(@PathVariable String key) {
		return this.invitations.ofSite(require(key)).stream().map(InvitationBody::of).toList();
	}

	@Needs(Permission.MANAGE_MEMBERS)
	@PostMapping(path = "/api/sites/{key}/people/invitations", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	SentBody invite(@PathVariable String key, @RequestBody InviteBody body) {
		if (body.administrator() != null) {
			throw new InvalidInputException("administrator", "Administrators are of the platform. Leave it out.");
		}
		Role role = Role.of(String.valueOf(body.role()))
			.orElseThrow(() -> new InvalidInputException("role", "A role is author, editor or owner."));
		return SentBody.of(this.invitations.toSite(require(key), body.requireEmail(), role));
	}

	@Needs(Permission.MANAGE_MEMBERS)
	@DeleteMapping("/api/sites/{key}/people/invitations/{id:[0-9]{1,18}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void withdraw(@PathVariable String key, @PathVariable long id) {
		this.invitations.withdraw(require(key), id);
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/** Whom to invite as what. */
	record InviteBody(@Nullable String email, @Nullable String role, @Nullable Boolean administrator) {

		String requireEmail() {
			if (this.email == null) {
				throw new InvalidInputException("email", "Send the mail address.");
			}
			return this.email;
		}

	}

	/** What came of it; the link only where no mail server is set up. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record SentBody(String email, @Nullable String username, @Nullable String link) {

		static SentBody of(Sent sent) {
			Person person = sent.person();
			return new SentBody(sent.email(), (person != null) ? person.username() : null, sent.link());
		}

		@Override
		public String toString() {
			return "SentBody[" + this.email + "]";
		}

	}

	/** Somebody who has not come yet. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record InvitationBody(long id, String email, @Nullable String role, boolean administrator, String invitedBy,
			Instant since, Instant expires) {

		static InvitationBody of(Invitation invitation) {
			Role role = invitation.role();
			return new InvitationBody(invitation.id(), invitation.email(), (role != null) ? role.word() : null,
					invitation.administrator(), invitation.invitedBy(), invitation.since(), invitation.expires());
		}

	}

}
