package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in a file of a site.
 *
 * @param file the file, from {@code rowhouse.home}, with slashes
 * @param line the line, from 1, or {@code null} if it concerns the whole file
 * @param message what is wrong and what to do
 */
public record SiteProblem(String file, @Nullable Integer line, String message) {

	@Override
	public String toString() {
		return this.file + ((this.line != null) ? ":" + this.line : "") + ": " + this.message;
	}

}
