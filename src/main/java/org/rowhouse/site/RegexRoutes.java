package org.rowhouse.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * The regular expressions in the order in which they are tried. Immutable but for what it
 * remembers of the hosts that were asked for, known and unknown, which is bounded.
 */
final class RegexRoutes {

	static final RegexRoutes NONE = new RegexRoutes(List.of());

	private static final int REMEMBERED_HOSTS = 10_000;

	private final List<Line> lines;

	private final Cache<String, Optional<HostRoutes>> remembered = Caffeine.newBuilder()
		.maximumSize(REMEMBERED_HOSTS)
		.build();

	private RegexRoutes(List<Line> lines) {
		this.lines = lines;
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
		Optional<HostRoutes> known = this.remembered.getIfPresent(host.toString());
		if (known == null) {
			known = this.lines.stream().filter((line) -> line.host().matches(host)).findFirst().map(Line::routes);
			this.remembered.put(host.toString(), known);
		}
		return known.orElse(null);
	}

	RegexRoutes with(RegexHost host, UnaryOperator<@Nullable HostRoutes> change) {
		List<Line> changed = new ArrayList<>(this.lines);
		changed.removeIf((line) -> line.host().equals(host));
		HostRoutes routes = change.apply(this.lines.stream()
			.filter((line) -> line.host().equals(host))
			.map(Line::routes)
			.findFirst()
			.orElse(null));
		if (routes != null) {
			changed.add(new Line(host, routes, routes.all().stream().mapToLong(TableEntry::rank).min().orElseThrow()));
			changed.sort(Comparator.comparingLong(Line::rank));
		}
		return (changed.isEmpty()) ? NONE : new RegexRoutes(List.copyOf(changed));
	}

	List<Line> lines() {
		return this.lines;
	}

	/**
	 * An expression and what is there.
	 *
	 * @param host the expression
	 * @param routes its routes
	 * @param rank its place in the order
	 */
	record Line(RegexHost host, HostRoutes routes, long rank) {

	}

}
