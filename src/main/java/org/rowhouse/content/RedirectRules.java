package org.rowhouse.content;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.PathRedirect.Origin;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.InvalidPathException;
import org.rowhouse.site.PlainText;

/**
 * Which redirects a site may have. Each leads to where nothing sends visitors on, so
 * there are no loops and no chains. Below a prefix a path may have a redirect of its own;
 * then visitors are told the last step at once.
 */
final class RedirectRules {

	/** The most a site has. */
	static final int MAX = 5000;

	private static final int MAX_TARGET = 2000;

	/** Part of no path that a browser can ask for. */
	private static final String ANYTHING = "/\u0000";

	private RedirectRules() {
	}

	/**
	 * Checks a redirect by itself.
	 * @param typed what somebody wrote
	 * @return the same in the form in which it is kept
	 * @throws InvalidInputException for the fields {@code from} and {@code target}
	 */
	static RedirectDraft valid(RedirectDraft typed) {
		Map<String, String> errors = new LinkedHashMap<>();
		String from = from(typed.from().strip(), typed.coverage(), errors);
		String target = target(typed.target().strip(), typed.coverage(), errors);
		if (errors.isEmpty() && from.equals("/") && target.startsWith("/")) {
			errors.put("target", "Everything of the site would lead back to it. Write where another site is.");
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return new RedirectDraft(from, typed.coverage(), target, typed.permanent());
	}

	private static String from(String typed, Coverage coverage, Map<String, String> errors) {
		if (typed.isEmpty()) {
			errors.put("from", "Write the path that leads elsewhere, such as /old-page.");
			return "";
		}
		if (!typed.startsWith("/") || typed.startsWith("//")) {
			errors.put("from", "A path of this site begins with one slash, such as /old-page. Leave out the host.");
			return "";
		}
		if (typed.indexOf('?') >= 0 || typed.indexOf('#') >= 0) {
			errors.put("from", "Write the path alone; what follows '?' or '#' is not looked at.");
			return "";
		}
		String path = path(typed, "from", errors);
		if (path.equals("/") && coverage == Coverage.EXACT) {
			errors.put("from", "The home page always answers, so it cannot lead elsewhere.");
		}
		return path;
	}

	private static String target(String typed, Coverage coverage, Map<String, String> errors) {
		if (typed.isEmpty()) {
			errors.put("target", "Write where it leads, such as /new-page or https://example.com/page.");
			return "";
		}
		if (typed.length() > MAX_TARGET || !PlainText.isPlain(typed)
				|| typed.chars().anyMatch((c) -> Character.isISOControl(c) || c == '\\')) {
			errors.put("target", "A target has at most " + MAX_TARGET
					+ " characters, and no line ends, backslashes or other characters that nobody sees.");
			return "";
		}
		if (coverage == Coverage.PREFIX && !SitePath.pathOf(typed).equals(typed)) {
			errors.put("target", "What follows the path is added to this one, so it can have no '?' and no '#'.");
			return "";
		}
		if (typed.startsWith("/") && !typed.startsWith("//")) {
			String path = SitePath.pathOf(typed);
			String rest = SitePath.encoded(typed.substring(path.length()));
			return path(path, "target", errors) + rest;
		}
		return absolute(typed, errors);
	}

	private static String path(String typed, String field, Map<String, String> errors) {
		try {
			String path = SitePath.ofTyped(typed);
			if (path.length() > SitePath.MAX) {
				errors.put(field, "A path has at most " + SitePath.MAX + " characters.");
			}
			return path;
		}
		catch (InvalidPathException ex) {
			errors.put(field, "No browser can ask for this path: " + ex.getMessage() + ".");
			return "";
		}
	}

	private static String absolute(String typed, Map<String, String> errors) {
		try {
			URI uri = new URI(SitePath.encoded(typed));
			boolean valid = "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null
					&& uri.getRawUserInfo() == null;
			if (valid) {
				String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
				String rest = uri.toASCIIString().substring(uri.getScheme().length() + 3 + authority.length());
				return "https://" + authority + rest;
			}
		}
		catch (URISyntaxException ex) {
			// Told below, in words.
		}
		errors.put("target",
				"Write a path of this site that begins with one slash, or a whole URL that begins with https://.");
		return "";
	}

	/**
	 * Looks for loops and chains.
	 * @param all all redirects of a site
	 * @param changed those of them that are to be checked against the others
	 * @return what is wrong, by the redirect of {@code changed} that is to blame
	 */
	static Map<RedirectDraft, String> loopsAndChains(List<RedirectDraft> all, List<RedirectDraft> changed) {
		List<PathRedirect> numbered = new ArrayList<>();
		NavigableMap<String, List<PathRedirect>> byFrom = new TreeMap<>();
		for (int i = 0; i < all.size(); i++) {
			RedirectDraft draft = all.get(i);
			PathRedirect redirect = new PathRedirect(i, draft.from(), draft.coverage(), draft.target(),
					draft.permanent(), Origin.MADE, 0, null);
			numbered.add(redirect);
			byFrom.computeIfAbsent(draft.from(), (from) -> new ArrayList<>()).add(redirect);
		}
		RedirectTable table = new RedirectTable(numbered);
		Map<RedirectDraft, String> wrong = new LinkedHashMap<>();
		Map<RedirectDraft, String> wrongForOthers = new LinkedHashMap<>();
		Set<RedirectDraft> suspects = new HashSet<>(changed);
		for (PathRedirect redirect : numbered) {
			Continuation after = (redirect.onSite()) ? after(redirect, table, byFrom) : null;
			if (after != null) {
				RedirectDraft first = all.get((int) redirect.id());
				RedirectDraft second = all.get((int) after.next().id());
				if (suspects.contains(first)) {
					wrong.putIfAbsent(first, messageAtFirst(redirect, after));
				}
				else if (suspects.contains(second)) {
					wrongForOthers.putIfAbsent(second, messageAtSecond(redirect, after));
				}
			}
		}
		wrongForOthers.forEach(wrong::putIfAbsent);
		return wrong;
	}

	private static String messageAtFirst(PathRedirect redirect, Continuation after) {
		PathRedirect next = after.next();
		if (next.id() == redirect.id()) {
			return "It would lead to itself. Choose a target outside of it.";
		}
		return display(next)
				+ ((after.circle()) ? " leads back to " + next.target() + ": visitors would go in a circle."
						: " leads on to " + next.target() + ". Write where visitors end up.");
	}

	private static String messageAtSecond(PathRedirect redirect, Continuation after) {
		return display(redirect) + " leads to " + redirect.target() + ((after.circle())
				? ": visitors would go in a circle." : ". Visitors would be sent on twice: change that one first.");
	}

	private static String display(PathRedirect redirect) {
		return redirect.from() + ((redirect.coverage() == Coverage.PREFIX) ? " and what is below" : "");
	}

	/**
	 * The redirect that sends on what a redirect has sent, or {@code null}. Below a
	 * prefix pages may be, which go before redirects: there circles alone are a mistake.
	 */
	private static @Nullable Continuation after(PathRedirect redirect, RedirectTable table,
			NavigableMap<String, List<PathRedirect>> byFrom) {
		String target = SitePath.pathOf(redirect.target());
		PathRedirect next = table.match(target);
		boolean circle = next != null && goesInCircle(redirect.from(), table);
		if (next != null && (circle || next.id() == redirect.id() || next.from().equals(target))) {
			return new Continuation(next, circle);
		}
		if (redirect.coverage() == Coverage.EXACT) {
			return null;
		}
		next = table.match(((target.equals("/")) ? "" : target) + ANYTHING);
		circle = next != null && goesInCircle(redirect.from() + ANYTHING, table);
		if (next != null && (circle || next.from().equals(target))) {
			return new Continuation(next, circle);
		}
		String below = (target.equals("/")) ? "/" : target + "/";
		for (List<PathRedirect> there : byFrom.subMap(below, false, below + Character.MAX_VALUE, false).values()) {
			for (PathRedirect other : there) {
				String rest = (other.coverage() == Coverage.PREFIX) ? ANYTHING : "";
				String witness = SitePath.moved(other.from(), target, redirect.from()) + rest;
				if (other.id() != redirect.id() && goesInCircle(witness, table)) {
					return new Continuation(other, true);
				}
			}
		}
		return null;
	}

	private static boolean goesInCircle(String path, RedirectTable table) {
		Set<String> seen = new HashSet<>(Set.of(path));
		String at = path;
		for (int step = 0; step < RedirectTable.MAX_STEPS; step++) {
			PathRedirect match = table.match(at);
			if (match == null || !match.onSite()) {
				return false;
			}
			at = SitePath.pathOf(RedirectTable.locationOf(match, at));
			if (!seen.add(at)) {
				return true;
			}
		}
		return true;
	}

	/** What sends visitors on, and whether that never ends. */
	private record Continuation(PathRedirect next, boolean circle) {

	}

}
