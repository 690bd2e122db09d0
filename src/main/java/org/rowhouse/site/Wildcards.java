package org.rowhouse.site;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The wildcard patterns that have one domain in common. Immutable.
 *
 * @param byDepth those with a fixed number of open labels, by that number
 * @param anyDepth {@code **.domain}, if there is one
 */
record Wildcards(Map<Integer, HostRoutes> byDepth, @Nullable HostRoutes anyDepth) {

	static final Wildcards NONE = new Wildcards(Map.of(), null);

	@Nullable HostRoutes at(int depth) {
		return this.byDepth.get(depth);
	}

	/**
	 * Changes the routes of one pattern.
	 * @param pattern a pattern on this domain
	 * @param change makes the new routes out of what was there, either of which may be
	 * {@code null}
	 * @return what is there now, or {@code null} if that is nothing
	 */
	@Nullable Wildcards with(WildcardHost pattern, UnaryOperator<@Nullable HostRoutes> change) {
		if (pattern.anyDepth()) {
			return orNull(new Wildcards(this.byDepth, change.apply(this.anyDepth)));
		}
		Map<Integer, HostRoutes> changed = new HashMap<>(this.byDepth);
		HostRoutes routes = change.apply(changed.get(pattern.depth()));
		if (routes != null) {
			changed.put(pattern.depth(), routes);
		}
		else {
			changed.remove(pattern.depth());
		}
		return orNull(new Wildcards(Map.copyOf(changed), this.anyDepth));
	}

	private static @Nullable Wildcards orNull(Wildcards wildcards) {
		return (wildcards.byDepth.isEmpty() && wildcards.anyDepth == null) ? null : wildcards;
	}

	Collection<HostRoutes> fixed() {
		return this.byDepth.values();
	}

}
