package org.rowhouse.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * Points out what is allowed about the addresses of a site and may still surprise:
 * addresses of others that take a part of what one seems to have.
 */
@Component
public class AddressNotes {

	private static final int MAX_NOTES = 20;

	private final SiteResolver resolver;

	private final Hostname adminHost;

	private final Worker worker;

	AddressNotes(SiteResolver resolver, RowhouseProperties properties, Worker worker) {
		this.worker = worker;
		this.resolver = resolver;
		this.adminHost = properties.admin().hostname();
	}

	/**
	 * Looks at the addresses of a site.
	 * @param site a site
	 * @return notes in sentences, at most 20
	 */
	public List<String> of(Site site) {
		List<String> notes = new ArrayList<>();
		boolean named = this.worker.seesAllSites();
		for (Address address : site.addresses()) {
			if (address.answers()) {
				collect(notes, site, address.pattern(), named);
			}
		}
		return (notes.size() > MAX_NOTES) ? List.copyOf(notes.subList(0, MAX_NOTES)) : List.copyOf(notes);
	}

	private void collect(List<String> notes, Site site, AddressPattern pattern, boolean named) {
		Hostname host = pattern.exactHost();
		if (host != null && this.adminHost.equals(host)) {
			notes
				.add("'" + pattern.display() + "' is never reached: the admin UI has this host (rowhouse.admin.host).");
		}
		else if (host != null) {
			Optional.ofNullable(this.resolver.table().exact(host.toString()))
				.ifPresent((routes) -> paths(notes, site, pattern, routes, named));
			wildcardsBehind(notes, site, pattern, host, named);
		}
		else if (pattern.host() instanceof WildcardHost wildcard) {
			exactHostsInFront(notes, site, pattern, wildcard, named);
		}
	}

	private static void paths(List<String> notes, Site site, AddressPattern pattern, HostRoutes routes, boolean named) {
		boolean atRoot = false;
		for (TableEntry entry : routes.all()) {
			AddressPattern other = entry.pattern();
			atRoot |= other.path().isEmpty();
			if (entry.holder().equals(site.key()) || other.path().equals(pattern.path())) {
				continue;
			}
			if (other.covers(pattern.path() + "/")) {
				notes.add("'" + pattern.display() + "' lies inside '" + other.display() + "' of " + holder(entry, named)
						+ ": what that has below '" + pattern.path() + "' cannot be reached.");
			}
			else if (pattern.covers(other.path() + "/")) {
				notes.add("'" + other.display() + "' goes to " + holder(entry, named) + ", not to this site.");
			}
		}
		if (!atRoot) {
			notes.add("Nothing answers at '" + pattern.host().display() + "/' itself: visitors there get 404.");
		}
	}

	private void wildcardsBehind(List<String> notes, Site site, AddressPattern pattern, Hostname host, boolean named) {
		this.resolver.table()
			.matching(host)
			.stream()
			.skip(1)
			.flatMap((routes) -> routes.all().stream())
			.filter((entry) -> !entry.holder().equals(site.key()))
			.filter((entry) -> !(entry.pattern().host() instanceof AnyHost))
			.limit(MAX_NOTES)
			.forEach((entry) -> notes.add("'" + pattern.display() + "' goes before '" + entry.pattern().display()
					+ "' of " + holder(entry, named) + ", for every path on that host."));
	}

	/** That exact hosts go before expressions and the default surprises nobody. */
	private void exactHostsInFront(List<String> notes, Site site, AddressPattern pattern, WildcardHost wildcard,
			boolean named) {
		String ending = "." + wildcard.suffix();
		this.resolver.table()
			.exactNames()
			.filter((name) -> name.endsWith(ending) && wildcard.matches(Hostname.fromInput(name)))
			.sorted()
			.limit(MAX_NOTES)
			.forEach((name) -> Optional.ofNullable(this.resolver.table().exact(name))
				.flatMap((routes) -> routes.all().stream().findFirst())
				.filter((entry) -> !entry.holder().equals(site.key()))
				.ifPresent((entry) -> notes.add("'" + entry.pattern().display() + "' of " + holder(entry, named)
						+ " goes before '" + pattern.display() + "'.")));
	}

	/** Which other sites there are is nobody's business but the platform's. */
	private static String holder(TableEntry entry, boolean named) {
		return (named) ? "'" + entry.holder() + "'" : "somebody else";
	}

}
