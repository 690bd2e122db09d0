package org.rowhouse.api;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Members;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who works on a site, in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.MANAGE_MEMBERS)
@RequestMapping("/api/sites/{key}/people")
class MemberApiController {

	private final Sites sites;

	private final Members members;

	MemberApiController(Sites sites, Members members) {
		this.sites = sites;
		this.members = members;
	}

	@GetMapping
	List<MemberBody> list(@PathVariable String key) {
		return this.members.of(require(key)).stream().map(MemberBody::of).toList();
	}

	@PutMapping(path = "/{username}", consumes = MediaType.APPLICATION_JSON_VALUE)
	MemberBody put(@PathVariable String key, @PathVariable String username, @RequestBody RoleBody body) {
		Role role = Role.of(String.valueOf(body.role()))
			.orElseThrow(() -> new InvalidInputException("role", "A role is author, editor or owner."));
		return MemberBody.of(this.members.put(require(key), username, role));
	}

	@DeleteMapping("/{username}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String key, @PathVariable String username) {
		this.members.remove(require(key), username);
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/** What somebody is to be. */
	record RoleBody(@Nullable String role) {

	}

	/** Somebody who works on the site. */
	record MemberBody(String username, String displayName, String role, Instant since) {

		static MemberBody of(Members.Member member) {
			return new MemberBody(member.person().username(), member.person().displayName(), member.role().word(),
					member.since());
		}

	}

}
