package org.rowhouse.account;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Permission.Level;

/**
 * What the person who sent a request may do where it goes: on the site that its path
 * names, or on the platform.
 */
public final class Access {

	private static final String ATTRIBUTE = Access.class.getName();

	private static final Access NONE = new Access(Level.EVERYBODY, null);

	private final Level level;

	private final @Nullable String language;

	private Access(Level level, @Nullable String language) {
		this.level = level;
		this.language = language;
	}

	static Access of(Standing standing) {
		if (!standing.enabled()) {
			return NONE;
		}
		if (standing.administrator()) {
			return new Access(Level.ADMINISTRATOR, standing.language());
		}
		Role role = standing.role();
		return new Access((role != null) ? Level.of(role) : Level.SIGNED_IN, standing.language());
	}

	/**
	 * Returns what is left of it for a token.
	 * @param grant what the token permits at most
	 * @param siteId the number of the site that it is for, 0 for the platform
	 */
	Access within(TokenGrant grant, long siteId) {
		boolean single = grant.siteId() != null;
		Level limit = (grant.covers(siteId)) ? grant.scope().limit(single) : Level.SIGNED_IN;
		return (this.level.compareTo(limit) > 0) ? new Access(limit, this.language) : this;
	}

	/**
	 * Returns what the sender of a request may do.
	 * @param request a request that has reached a controller of the admin host
	 * @return the access; nothing if nobody has signed in
	 */
	public static Access of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof Access access) ? access : NONE;
	}

	void mark(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/**
	 * Returns the language that the person has chosen.
	 * @return its tag, or {@code null} if they leave it to the browser
	 */
	public @Nullable String language() {
		return this.language;
	}

	/**
	 * Tells whether something is permitted.
	 * @param permission what somebody wants to do
	 * @return whether they may
	 */
	public boolean may(Permission permission) {
		return this.level.compareTo(permission.level()) >= 0;
	}

	/**
	 * Tells the same by name, for templates.
	 * @param permission the name of the permission, in any case, words joined by hyphens
	 * @return whether it is permitted
	 * @throws IllegalArgumentException if there is no such permission
	 */
	public boolean may(String permission) {
		return may(Permission.valueOf(permission.replace('-', '_').toUpperCase(Locale.ROOT)));
	}

	boolean hasPart() {
		return is(Role.AUTHOR);
	}

	/** Tells whether it is what this role has, or more. */
	boolean is(Role least) {
		return this.level.compareTo(Level.of(least)) >= 0;
	}

	/** What somebody is, of one account on one site. */
	record Standing(boolean administrator, boolean enabled, @Nullable Role role, @Nullable String language) {

	}

}
