package org.rowhouse.site;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What there is on one host pattern: mostly one line, which stands for itself, sometimes
 * many under different paths.
 */
sealed interface HostRoutes permits TableEntry, PathRoutes {

	/**
	 * Finds the line with the longest prefix of a path.
	 * @param path the path of a request
	 * @return the line, or {@code null} if none covers the path
	 */
	default @Nullable TableEntry at(RequestPath path) {
		TableEntry single = single();
		return (single.pattern().covers(path)) ? single : null;
	}

	/**
	 * Finds the line of a prefix itself.
	 * @param path a prefix
	 * @return its line, or {@code null} if it has none
	 */
	default @Nullable TableEntry under(String path) {
		TableEntry single = single();
		return (single.pattern().path().equals(path)) ? single : null;
	}

	/**
	 * Adds a line, in the place of the one with the same path.
	 * @param added a line on the same host pattern
	 * @return what is there now
	 */
	default HostRoutes with(TableEntry added) {
		TableEntry single = single();
		return (single.pattern().path().equals(added.pattern().path())) ? added : PathRoutes.of(single, added);
	}

	/**
	 * Takes the line of a path away.
	 * @param path a prefix
	 * @return what is there now, or {@code null} if that is nothing
	 */
	default @Nullable HostRoutes without(String path) {
		return (single().pattern().path().equals(path)) ? null : this;
	}

	/**
	 * Lists the lines.
	 * @return all, in no order
	 */
	default Collection<TableEntry> all() {
		return List.of(single());
	}

	private TableEntry single() {
		return (TableEntry) this;
	}

}
