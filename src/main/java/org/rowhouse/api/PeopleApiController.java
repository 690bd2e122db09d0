package org.rowhouse.api;

import java.net.URI;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.PasswordResets;
import org.rowhouse.account.People;
import org.rowhouse.account.Permission;
import org.rowhouse.account.Person;
import org.rowhouse.account.SecondFactors;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;

import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Everybody who may sign in, in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.MANAGE_PEOPLE)
@RequestMapping("/api/people")
class PeopleApiController {

	private static final int MAX_SIZE = 1000;

	private final People people;

	private final PasswordResets resets;

	private final SecondFactors secondFactors;

	PeopleApiController(People people, PasswordResets resets, SecondFactors secondFactors) {
		this.people = people;
		this.resets = resets;
		this.secondFactors = secondFactors;
	}

	/** Pages are counted from 0. */
	@GetMapping
	PagedModel<PersonBody> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size,
			@RequestParam(defaultValue = "") String q) {
		return new PagedModel<>(this.people.search(q, ListPart.of(page, size, MAX_SIZE)).map(PersonBody::of));
	}

	/** The same list, for those who read all of it. */
	@GetMapping(params = "cursor")
	Following<PersonBody> following(@RequestParam(defaultValue = "") String cursor,
			@RequestParam(defaultValue = "20") int size, @RequestParam(defaultValue = "") String q) {
		int limit = ListPart.of(0, size, MAX_SIZE).getPageSize();
		Cursor.Place place = Cursor.read(cursor);
		return Following.of(this.people.searchAfter(q, (place != null) ? place.tie() : "", limit + 1), limit,
				PersonBody::of, (person) -> Cursor.of("", person.username()));
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<PersonBody> create(@RequestBody PersonBody body) {
		if (body.username() == null || body.password() == null) {
			throw new InvalidInputException((body.username() == null) ? "username" : "password",
					"Send a username and a password.");
		}
		Person person = this.people.create(body.username(), body.password(),
				body.toProfile(new People.Profile("", "", false, true)));
		return ResponseEntity
			.created(URI.create("/api/people/" + UriUtils.encodePathSegment(person.username(), "UTF-8")))
			.body(PersonBody.of(person));
	}

	@GetMapping("/{username}")
	PersonBody get(@PathVariable String username) {
		return PersonBody.of(this.people.find(username));
	}

	/** What is left out stays. */
	@PatchMapping(path = "/{username}", consumes = MediaType.APPLICATION_JSON_VALUE)
	PersonBody change(@PathVariable String username, @RequestBody PersonBody body) {
		Person present = this.people.find(username);
		if (body.username() != null && !body.username().equals(present.username())) {
			throw new InvalidInputException("username", "The name to sign in with cannot change. Leave it out.");
		}
		if (body.password() != null) {
			throw new InvalidInputException("password", "Everybody chooses their own password. Leave it out.");
		}
		String email = (present.email() != null) ? present.email() : "";
		return PersonBody.of(this.people.change(username, body
			.toProfile(new People.Profile(email, present.displayName(), present.administrator(), present.enabled()))));
	}

	/** A link to choose another password with; it is shown once. */
	@PostMapping(path = "/{username}/reset-link",
			consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE })
	@ResponseStatus(HttpStatus.CREATED)
	LinkBody makeLink(@PathVariable String username) {
		return new LinkBody(this.resets.makeLink(username));
	}

	/** For who has lost the device. */
	@DeleteMapping("/{username}/second-step")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removeSecondStep(@PathVariable String username) {
		this.secondFactors.removeOf(username);
	}

	/** A link that works once. */
	record LinkBody(String link) {

		@Override
		public String toString() {
			return "LinkBody";
		}

	}

	/** Somebody; the password is taken and never given. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record PersonBody(@Nullable String username, @Nullable String password, @Nullable String email,
			@Nullable String displayName, @Nullable Boolean administrator, @Nullable Boolean enabled,
			@Nullable Instant since) {

		static PersonBody of(Person person) {
			return new PersonBody(person.username(), null, person.email(), person.displayName(), person.administrator(),
					person.enabled(), person.since());
		}

		People.Profile toProfile(People.Profile present) {
			return new People.Profile((this.email != null) ? this.email : present.email(),
					(this.displayName != null) ? this.displayName : present.displayName(),
					(this.administrator != null) ? this.administrator : present.administrator(),
					(this.enabled != null) ? this.enabled : present.enabled());
		}

		@Override
		public String toString() {
			return "PersonBody[username=" + this.username + "]";
		}

	}

}
