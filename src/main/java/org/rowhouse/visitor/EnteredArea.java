package org.rowhouse.visitor;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Which private area somebody has been let in to, for those behind the door. A request
 * can come this far without: what is private may be asked for in vain, and a few paths
 * are public even on a wholly private site.
 */
public final class EnteredArea {

	private static final String ATTRIBUTE = EnteredArea.class.getName();

	private EnteredArea() {
	}

	/** Notes that a request has been let in. */
	static void note(HttpServletRequest request, String path) {
		request.setAttribute(ATTRIBUTE, path);
	}

	/**
	 * Finds the area that a request has been let in to.
	 * @param request the request, or the one that its error is answered with
	 * @return the path at which the area begins; nothing if nobody has signed in for this
	 * request
	 */
	public static Optional<String> of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof String path) ? Optional.of(path) : Optional.empty();
	}

}
