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
		Asker asker = new Asker(site.key(), this.worker.seesAllSites());
		for (Address address : site.addresses()) {
			if (address.answers()) {
				collect(notes, asker, address.pattern());
			}
		}
		return first(notes);
	}

	/**
	 * Looks at an address that a site would have.
	 * @param key the key of the site, which need not be there
	 * @param pattern the address
	 * @return notes in sentences, at most 20
	 */
	public List<String> of(String key, AddressPattern pattern) {
		List<String> notes = new ArrayList<>();
		collect(notes, new Asker(key, this.worker.seesAllSites()), pattern);
		return first(notes);
	}

	private static List<String> first(List<String> notes) {
		return (notes.size() > MAX_NOTES) ? List.copyOf(notes.subList(0, MAX_NOTES)) : List.copyOf(notes);
	}

	private void collect(List<String> notes, Asker asker, AddressPattern pattern) {
		Hostname host = pattern.exactHost();
		if (host != null && this.adminHost.equals(host)) {
			notes
				.add("'" + pattern.display() + "' is never reached: the admin UI has this host (rowhouse.admin.host).");
		}
		else if (host != null) {
			HostRoutes routes = this.resolver.table().exact(host.toString());
			paths(notes, asker, pattern, (routes != null) ? routes.all() : List.of());
			wildcardsBehind(notes, asker, pattern, host);
		}
		else if (pattern.host() instanceof WildcardHost wildcard) {
			exactHostsInFront(notes, asker, pattern, wildcard);
		}
	}

	private static void paths(List<String> notes, Asker asker, AddressPattern pattern,
			Iterable<? extends TableEntry> present) {
		boolean atRoot = pattern.path().isEmpty();
		for (TableEntry entry : present) {
			AddressPattern other = entry.pattern();
			atRoot |= other.path().isEmpty();
			if (entry.holder().equals(asker.key()) || other.path().equals(pattern.path())) {
				continue;
			}
			if (other.covers(pattern.path() + "/")) {
				notes.add("'" + pattern.display() + "' lies inside '" + other.display() + "' of " + asker.holder(entry)
						+ ": what that has below '" + pattern.path() + "' cannot be reached.");
			}
			else if (pattern.covers(other.path() + "/")) {
				notes.add("'" + other.display() + "' goes to " + asker.holder(entry) + ", not to this site.");
			}
		}
		if (!atRoot) {
			notes.add("Nothing answers at '" + pattern.host().display() + "/' itself: visitors there get 404.");
		}
	}

	private void wildcardsBehind(List<String> notes, Asker asker, AddressPattern pattern, Hostname host) {
		this.resolver.table()
			.matching(host)
			.stream()
			.flatMap((routes) -> routes.all().stream())
			.filter((entry) -> entry.pattern().exactHost() == null)
			.filter((entry) -> !entry.holder().equals(asker.key()))
			.filter((entry) -> !(entry.pattern().host() instanceof AnyHost))
			// A pattern that names this very site leads to the same place.
			.filter((entry) -> !entry.pattern().host().siteIn(host).filter(asker.key()::equals).isPresent())
			.limit(MAX_NOTES)
			.forEach((entry) -> notes.add("'" + pattern.display() + "' goes before '" + entry.pattern().display()
					+ "' of " + asker.holder(entry) + ", for every path on that host."));
	}

	/** That exact hosts go before expressions and the default surprises nobody. */
	private void exactHostsInFront(List<String> notes, Asker asker, AddressPattern pattern, WildcardHost wildcard) {
		String ending = "." + wildcard.suffix();
		this.resolver.table()
			.exactNames()
			.filter((name) -> name.endsWith(ending) && wildcard.matches(Hostname.fromInput(name)))
			.sorted()
			.limit(MAX_NOTES)
			.forEach((name) -> Optional.ofNullable(this.resolver.table().exact(name))
				.flatMap((routes) -> routes.all().stream().findFirst())
				.filter((entry) -> !entry.holder().equals(asker.key()))
				.ifPresent((entry) -> notes.add("'" + entry.pattern().display() + "' of " + asker.holder(entry)
						+ " goes before '" + pattern.display() + "'.")));
	}

	/**
	 * Who looks at the addresses. Which other sites there are is nobody's business but
	 * the platform's.
	 *
	 * @param key the key of the site that has them or would have them
	 * @param named whether other sites may be named
	 */
	private record Asker(String key, boolean named) {

		String holder(TableEntry entry) {
			return (this.named) ? "'" + entry.holder() + "'" : "somebody else";
		}

	}

}
