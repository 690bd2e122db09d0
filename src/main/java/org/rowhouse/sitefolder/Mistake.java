package org.rowhouse.sitefolder;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.SiteProblem;

/**
 * Something wrong in a file.
 *
 * @param at where
 * @param message what is wrong and what to do
 */
record Mistake(Position at, String message) {

	SiteProblem in(String file) {
		return new SiteProblem(file, this.at.line(), this.at.column(), this.message);
	}

	/**
	 * A place in a file.
	 *
	 * @param line from 1, or {@code null}: the whole file
	 * @param column in characters, from 1, or {@code null}: the whole line
	 */
	record Position(@Nullable Integer line, @Nullable Integer column) {

		static final Position FILE = new Position(null, null);

		static Position line(int line) {
			return new Position(line, null);
		}

	}

}
