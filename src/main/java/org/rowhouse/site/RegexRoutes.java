package org.rowhouse.site;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * The regular expressions in the order in which they are tried. Remembers what the hosts
 * got that were asked for, known and unknown, within bounds and until the next change.
 * One thread at a time may change it while others read.
 */
final class RegexRoutes {

	private static final int REMEMBERED_HOSTS = 10_000;

	private final Map<Line, HostRoutes> lines = new ConcurrentSkipListMap<>(
			Comparator.comparingLong(Line::rank).thenComparing((line) -> line.host().key()));

	/** For the one that changes something, to find a line by its expression. */
	private final Map<RegexHost, Line> places = new HashMap<>();

	private volatile Cache<String, Optional<HostRoutes>> remembered = nothing();

	private static Cache<String, Optional<HostRoutes>> nothing() {
		return Caffeine.newBuilder().maximumSize(REMEMBERED_HOSTS).build();
	}

	/**
	 * Finds the first expression that matches.
	 * @param host a host
	 * @return its routes
	 */
	@Nullable HostRoutes find(Hostname host) {
		if (this.lines.isEmpty()) {
			return null;
		}
		// taken before the lines are read, since a change puts another in its place
		Cache<String, Optional<HostRoutes>> memory = this.remembered;
		Optional<HostRoutes> known = memory.getIfPresent(host.toString());
		if (known == null) {
			known = Optional.ofNullable(firstMatch(host));
			memory.put(host.toString(), known);
		}
		return known.orElse(null);
	}

	private @Nullable HostRoutes firstMatch(Hostname host) {
		for (Map.Entry<Line, HostRoutes> line : this.lines.entrySet()) {
			if (line.getKey().host().matches(host)) {
				return line.getValue();
			}
		}
		return null;
	}

	/**
	 * Changes the routes of one expression.
	 * @param host the expression
	 * @param change makes the new routes out of what was there, either of which may be
	 * {@code null}
	 */
	void change(RegexHost host, UnaryOperator<@Nullable HostRoutes> change) {
		Line before = this.places.get(host);
		HostRoutes routes = change.apply((before != null) ? this.lines.get(before) : null);
		Line now = null;
		if (routes != null) {
			now = new Line(host, routes.all().stream().mapToLong(TableEntry::rank).min().orElseThrow());
			this.lines.put(now, routes);
			this.places.put(host, now);
		}
		else {
			this.places.remove(host);
		}
		if (before != null && !before.equals(now)) {
			this.lines.remove(before);
		}
		this.remembered = nothing();
	}

	/**
	 * Lists what is on the expressions that match a host.
	 * @param host a host
	 * @return their routes in the order in which they are tried
	 */
	List<HostRoutes> matching(Hostname host) {
		return this.lines.entrySet()
			.stream()
			.filter((line) -> line.getKey().host().matches(host))
			.map(Map.Entry::getValue)
			.toList();
	}

	List<HostRoutes> all() {
		return List.copyOf(this.lines.values());
	}

	/**
	 * The place of an expression in the order.
	 *
	 * @param host the expression
	 * @param rank the lower, the earlier
	 */
	private record Line(RegexHost host, long rank) {

	}

}
