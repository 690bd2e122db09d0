package org.rowhouse.visitor;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.PrivateBranches;

/**
 * The private areas of a site and who may read them, as they were at one version of it,
 * without any password.
 *
 * @param branches where the areas begin
 * @param doors the areas, by where they begin
 * @param visitors the stamps of the site's visitors, by their numbers
 */
record AreaMap(PrivateBranches branches, Map<String, Door> doors, Map<Long, Long> visitors) {

	/** Of a site without private areas, as nearly all are. */
	static final AreaMap NONE = new AreaMap(PrivateBranches.NONE, Map.of(), Map.of());

	/**
	 * Finds the area that a path is in.
	 * @param path an unescaped path inside the site
	 * @return the area; nothing if everybody may read what is there
	 */
	Optional<Door> at(String path) {
		return this.branches.of(path).map(this.doors::get);
	}

	/**
	 * Tells whether somebody who once showed that they may enter still may.
	 * @param door the area
	 * @param visitor the number of the visitor, or {@code null} for a shared password
	 * @param visitorStamp the stamp that the visitor had
	 * @return whether nothing has changed since
	 */
	boolean admits(Door door, @Nullable Long visitor, long visitorStamp) {
		if (door.audience() == AreaAudience.PASSWORD) {
			return visitor == null;
		}
		Long stamp = (visitor != null) ? this.visitors.get(visitor) : null;
		return stamp != null && stamp == visitorStamp;
	}

	/**
	 * What the door of an area has to know.
	 *
	 * @param id its number
	 * @param path where it begins
	 * @param way how visitors show that they may enter
	 * @param audience who may
	 * @param stamp what changes when everybody has to show it again
	 */
	record Door(long id, String path, AreaWay way, AreaAudience audience, long stamp) {

	}

}
