package org.rowhouse.site;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The two kinds of hosts that controllers answer on. They never mix: a controller belongs
 * to the kinds that its {@link OnHost} names.
 */
public enum HostKind {

	/** The host of a site; a site is bound. */
	SITE,

	/** The host of the admin UI and REST API; no site is bound. */
	ADMIN;

	private static final String ATTRIBUTE = HostKind.class.getName();

	private static final String PREFIX_ATTRIBUTE = HostKind.class.getName() + ".prefix";

	/**
	 * Returns the kind of host that a request came to.
	 * @param request a request
	 * @return the kind, or {@code null} if the request has not been resolved
	 */
	public static @Nullable HostKind of(HttpServletRequest request) {
		return (HostKind) request.getAttribute(ATTRIBUTE);
	}

	/**
	 * Tells whether a request came to this kind of host.
	 * @param request a request
	 * @return whether it did; false if it has not been resolved
	 */
	public boolean matches(HttpServletRequest request) {
		return of(request) == this;
	}

	/**
	 * Returns the path under which the site of a request lives on its host.
	 * @param request a request
	 * @return such as {@code /shop}; the empty string for a host of its own
	 */
	public static String pathPrefix(HttpServletRequest request) {
		return (request.getAttribute(PREFIX_ATTRIBUTE) instanceof String prefix) ? prefix : "";
	}

	/**
	 * Notes what a request was resolved to.
	 * @param request the request
	 * @param prefix the path under which the site lives, or the empty string
	 */
	public void mark(HttpServletRequest request, String prefix) {
		request.setAttribute(ATTRIBUTE, this);
		request.setAttribute(PREFIX_ATTRIBUTE, prefix);
	}

}
