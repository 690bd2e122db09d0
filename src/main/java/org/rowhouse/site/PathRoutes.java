package org.rowhouse.site;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Several lines on one host pattern, each under a path of its own. A lookup costs as many
 * steps as the deepest of them has segments, however many there are.
 */
final class PathRoutes implements HostRoutes {

	private final Map<String, TableEntry> byPath = new ConcurrentHashMap<>();

	/** Of the deepest path; it never gets less, which only costs time. */
	private volatile int segments;

	private PathRoutes() {
	}

	static PathRoutes of(TableEntry first, TableEntry second) {
		PathRoutes routes = new PathRoutes();
		routes.with(first);
		routes.with(second);
		return routes;
	}

	@Override
	public @Nullable TableEntry at(RequestPath path) {
		String value = path.value();
		int end = endOfSegments(value);
		TableEntry entry = this.byPath.get(value.substring(0, end));
		while (entry == null && end > 0) {
			end = value.lastIndexOf('/', end - 1);
			entry = this.byPath.get(value.substring(0, end));
		}
		return entry;
	}

	/** Returns where as many segments of a path end as the deepest line has. */
	private int endOfSegments(String value) {
		int end = 0;
		for (int left = this.segments; left > 0; left--) {
			end = value.indexOf('/', end + 1);
			if (end < 0) {
				return value.length();
			}
		}
		return end;
	}

	@Override
	public @Nullable TableEntry under(String path) {
		return this.byPath.get(path);
	}

	@Override
	public HostRoutes with(TableEntry added) {
		String path = added.pattern().path();
		this.segments = Math.max(this.segments, (int) path.chars().filter((c) -> c == '/').count());
		this.byPath.put(path, added);
		return this;
	}

	@Override
	public @Nullable HostRoutes without(String path) {
		this.byPath.remove(path);
		return switch (this.byPath.size()) {
			case 0 -> null;
			case 1 -> this.byPath.values().iterator().next();
			default -> this;
		};
	}

	@Override
	public Collection<TableEntry> all() {
		return this.byPath.values();
	}

}
