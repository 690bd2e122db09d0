package org.rowhouse.job;

import java.util.Optional;

import org.rowhouse.account.Members;
import org.rowhouse.account.Role;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * Gives somebody a role on sites, or takes it from them.
 */
@Component
class RoleAction implements SiteAction {

	/** No role: what most people have on most sites. */
	private static final String NONE = "";

	private final Members members;

	RoleAction(Members members) {
		this.members = members;
	}

	@Override
	public String name() {
		return "role";
	}

	/** {@code role} takes a role for somebody, {@code remove-role} the person alone. */
	@Override
	public Optional<Wanted> plan(String word, String value, String person) {
		boolean gives = word.equals(name());
		if (!gives && !word.equals("remove-role")) {
			return Optional.empty();
		}
		String username = this.members.check(person, gives);
		if (gives && Role.of(value).isEmpty()) {
			throw new InvalidInputException("value", "Choose one of author, editor and owner.");
		}
		return Optional.of(new Wanted(username, (gives) ? value : NONE));
	}

	@Override
	public String read(Site site, String subject) {
		return this.members.roleOf(site, subject).map(Role::word).orElse(NONE);
	}

	@Override
	public void write(Site site, String subject, String value) {
		if (value.equals(NONE)) {
			this.members.remove(site, subject);
		}
		else {
			this.members.put(site, subject, Role.of(value)
				.orElseThrow(() -> new ConflictException("Nobody can be made '" + value + "' of a site.")));
		}
	}

}
