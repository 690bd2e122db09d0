package org.rowhouse.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Explanation.Considered;

import org.springframework.stereotype.Component;

/**
 * Says which site answers a URL, by which rule, and what else was considered. It asks the
 * same table as requests do.
 */
@Component
public class RouteExplainer {

	private static final int MAX_CONSIDERED = 50;

	private final SiteResolver resolver;

	private final Redirects redirects;

	private final Hostname adminHost;

	RouteExplainer(SiteResolver resolver, Redirects redirects, RowhouseProperties properties) {
		this.resolver = resolver;
		this.redirects = redirects;
		this.adminHost = properties.admin().hostname();
	}

	/**
	 * Explains a URL.
	 * @param url what was typed: with or without a scheme, query and port, in any letters
	 * @return the explanation; a malformed URL has one as well
	 */
	public Explanation explain(String url) {
		Hostname host;
		RequestPath path;
		try {
			HostAndPath parts = HostAndPath.of(asSent(url.strip()));
			host = host(parts.authority());
			path = parts.path();
		}
		catch (InvalidHostnameException | InvalidPathException ex) {
			return new Explanation(400, null, null, null, "Malformed: " + ex.getMessage() + ".", null, null, null,
					List.of(), List.of());
		}
		if (host.equals(this.adminHost)) {
			return new Explanation(200, null, null, null, "The admin UI and the REST API have this host.", null,
					host.display(), path.value(), List.of(), List.of());
		}
		Resolution resolution = this.resolver.resolve(host.toString(), path);
		List<HostRoutes> matching = this.resolver.table().matching(host);
		TableEntry chosen = (matching.isEmpty()) ? null : matching.get(0).at(path);
		List<Considered> considered = Stream
			.of(onTheHost(matching, chosen, path), further(matching), near(host, matching), waiting(host, path))
			.flatMap(List::stream)
			.limit(MAX_CONSIDERED)
			.toList();
		return explanation(resolution, chosen, host, path, considered);
	}

	/** Browsers encode what is not ASCII before they send a path. */
	private static String asSent(String url) {
		int slash = url.indexOf('/', HostAndPath.afterScheme(url));
		if (slash < 0) {
			return url;
		}
		StringBuilder sent = new StringBuilder(url.substring(0, slash));
		for (byte b : url.substring(slash).getBytes(StandardCharsets.UTF_8)) {
			if (b <= ' ') {
				sent.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
			}
			else {
				sent.append((char) b);
			}
		}
		return sent.toString();
	}

	private static Hostname host(String authority) {
		int port = authority.lastIndexOf(':');
		if (port > authority.lastIndexOf(']')) {
			Hostname.fromRequest("port.invalid" + authority.substring(port));
			return Hostname.fromInput(authority.substring(0, port));
		}
		return Hostname.fromInput(authority);
	}

	private Explanation explanation(Resolution resolution, @Nullable TableEntry chosen, Hostname host, RequestPath path,
			List<Considered> considered) {
		String location = this.redirects.locationOf(resolution, path);
		Site site = (resolution instanceof Route route) ? route.site() : null;
		boolean unknown = resolution instanceof Resolution.UnknownHost;
		boolean circle = location == null && this.redirects.redirects(resolution);
		int status = (location != null) ? 301 : (site != null && !circle) ? 200 : (unknown) ? 421 : 404;
		List<String> warnings = new SimilarHosts(this.resolver.table()).warnings(host, !unknown);
		return new Explanation(status, (site != null) ? site.key() : null,
				(site != null) ? site.state().name().toLowerCase(Locale.ROOT) : null,
				(chosen != null) ? chosen.pattern().display() : null,
				(circle) ? "It redirects to where it comes from, or to nowhere." : rule(resolution, chosen, host),
				location, host.display(), path.value(), considered, warnings);
	}

	private static String rule(Resolution resolution, @Nullable TableEntry chosen, Hostname host) {
		if (chosen == null) {
			return (resolution instanceof Resolution.UnknownHost) ? "Nobody has this host."
					: "The host is known, but no site is at this path.";
		}
		AddressPattern pattern = chosen.pattern();
		String kind = kind(pattern.host());
		String rule = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
		if (!pattern.path().isEmpty()) {
			rule += ", and on it the longest path prefix, '" + pattern.path() + "'";
		}
		if (pattern.host().choosesSite() && !(resolution instanceof Resolution.Elsewhere)) {
			String name = pattern.host().siteIn(host).orElse("");
			rule += (resolution instanceof Route) ? ". The host names the site '" + name + "'"
					: ". The host names the site '" + name + "', which does not exist";
		}
		return rule + ".";
	}

	private static String kind(HostPattern host) {
		if (host instanceof WildcardHost wildcard) {
			return (wildcard.anyDepth()) ? "the '**' pattern on the longest domain"
					: "the '*' pattern on the longest domain";
		}
		return (host instanceof Hostname) ? "the exact host"
				: (host instanceof RegexHost) ? "the first regular expression that matches" : "the default";
	}

	private static List<Considered> onTheHost(List<HostRoutes> matching, @Nullable TableEntry chosen,
			RequestPath path) {
		if (matching.isEmpty()) {
			return List.of();
		}
		return matching.get(0)
			.all()
			.stream()
			.sorted(Comparator.comparingInt((TableEntry entry) -> entry.pattern().path().length()).reversed())
			.limit(MAX_CONSIDERED)
			.map((entry) -> considered(entry, entry == chosen, fate(entry, chosen, path)))
			.toList();
	}

	private static String fate(TableEntry entry, @Nullable TableEntry chosen, RequestPath path) {
		if (entry == chosen) {
			return "Answers: " + kind(entry.pattern().host()) + ".";
		}
		if (chosen != null && entry.pattern().covers(path)) {
			return "A longer path matches: '" + chosen.pattern().path() + "'.";
		}
		return "'" + entry.pattern().path() + "' does not cover the path '" + path.value()
				+ "': a prefix ends where a segment ends.";
	}

	private static List<Considered> further(List<HostRoutes> matching) {
		if (matching.size() < 2) {
			return List.of();
		}
		String nearest = matching.get(0).all().iterator().next().pattern().host().display();
		return matching.stream()
			.skip(1)
			.flatMap((routes) -> routes.all().stream())
			.limit(MAX_CONSIDERED)
			.map((entry) -> considered(entry, false,
					"It matches, but '" + nearest + "' is nearer, and the nearest host is the only one that is asked."))
			.toList();
	}

	/** Patterns that look as if they should match. */
	private List<Considered> near(Hostname host, List<HostRoutes> matching) {
		Set<HostRoutes> matched = Set.copyOf(matching);
		List<Considered> near = new ArrayList<>();
		for (HostRoutes routes : this.resolver.table().wildcardsAround(host)) {
			if (!matched.contains(routes)) {
				routes.all().forEach((entry) -> near.add(considered(entry, false, whyNot(entry, host))));
			}
		}
		List<HostRoutes> expressions = (matching.isEmpty()
				|| matching.get(0).all().iterator().next().pattern().host() instanceof AnyHost)
						? this.resolver.table().regexes() : List.of();
		expressions.stream()
			.flatMap((routes) -> routes.all().stream())
			.limit(MAX_CONSIDERED)
			.forEach((entry) -> near.add(considered(entry, false, "The expression does not match '" + host + "'.")));
		return near;
	}

	private static String whyNot(TableEntry entry, Hostname host) {
		if (entry.pattern().host() instanceof WildcardHost wildcard) {
			if (host.equals(wildcard.suffix())) {
				return "It stands for what is below '" + wildcard.suffix().display() + "', not for that name itself.";
			}
			int labels = host.toString().split("\\.", -1).length - wildcard.suffix().toString().split("\\.", -1).length;
			return "It stands for " + wildcard.depth() + " label(s) before '" + wildcard.suffix().display()
					+ "'; here there are " + labels + ". For any number write '**." + wildcard.suffix().display()
					+ "'.";
		}
		return "It does not match.";
	}

	/** Addresses that would match, if their domain were proved. */
	private List<Considered> waiting(Hostname host, RequestPath path) {
		return this.resolver.all()
			.stream()
			.flatMap((site) -> site.addresses()
				.stream()
				.filter((address) -> !address.answers() && address.pattern().host().matches(host)
						&& address.pattern().covers(path))
				.map((address) -> new Considered(address.pattern().display(), site.key(), false,
						"It waits for the proof that the domain is the site's.")))
			.limit(MAX_CONSIDERED)
			.collect(Collectors.toList());
	}

	private static Considered considered(TableEntry entry, boolean chosen, String reason) {
		return new Considered(entry.pattern().display(), entry.holder(), chosen, reason);
	}

}
