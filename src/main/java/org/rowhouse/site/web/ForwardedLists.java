package org.rowhouse.site.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The headers by which proxies say where a request came from.
 */
final class ForwardedLists {

	/** Nobody has more proxies one behind the other. */
	private static final int MOST_ELEMENTS = 32;

	private static final String FAMILY = "x-forwarded-";

	private ForwardedLists() {
	}

	/**
	 * Tells whether a header is one that only a trusted proxy may send: RFC 7239's
	 * {@code Forwarded}, and whatever begins with {@code X-Forwarded-}.
	 * @param name the name of a header, in any case
	 * @return whether it is
	 */
	static boolean isForwarded(String name) {
		return name.regionMatches(true, 0, FAMILY, 0, FAMILY.length()) || "forwarded".equalsIgnoreCase(name);
	}

	/**
	 * Returns the members of a header's list. Empty members keep their place, since a
	 * proxy that adds nothing must not push forward what a client wrote. A header that is
	 * blank as a whole is as good as none.
	 * @param request the request
	 * @param name the name of the header
	 * @return the members, the last proxy's last
	 * @throws MalformedForwardedException if there are more than 32
	 */
	static List<String> members(HttpServletRequest request, String name) {
		List<String> members = new ArrayList<>();
		for (String line : lines(request, name)) {
			for (String member : line.split(",", -1)) {
				members.add(member.strip());
				requireFew(members.size());
			}
		}
		return (members.size() == 1 && members.get(0).isEmpty()) ? List.of() : members;
	}

	/**
	 * Tells whether a request says anything in a header.
	 * @param request the request
	 * @param name the name of the header
	 * @return whether one of its lines is not blank
	 */
	static boolean has(HttpServletRequest request, String name) {
		return lines(request, name).stream().anyMatch((line) -> !line.isBlank());
	}

	static List<String> lines(HttpServletRequest request, String name) {
		return Collections.list(request.getHeaders(name));
	}

	static void requireFew(int elements) {
		if (elements > MOST_ELEMENTS) {
			throw new MalformedForwardedException(
					String.format(Locale.ROOT, "a forwarded header has more than %d elements", MOST_ELEMENTS));
		}
	}

}
