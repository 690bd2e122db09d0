package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in a file of a site.
 *
 * @param file the file, from {@code rowhouse.home}, with slashes
 * @param line the line, from 1, or {@code null} if it concerns the whole file
 * @param column the column, from 1, or {@code null} if it concerns the whole line
 * @param message what is wrong and what to do
 */
public record SiteProblem(String file, @Nullable Integer line, @Nullable Integer column, String message) {

	/**
	 * A mistake that concerns a whole line or file.
	 * @param file the file
	 * @param line the line, or {@code null}
	 * @param message what is wrong
	 */
	public SiteProblem(String file, @Nullable Integer line, String message) {
		this(file, line, null, message);
	}

	@Override
	public String toString() {
		return this.file + ((this.line != null) ? ":" + this.line : "")
				+ ((this.column != null) ? ":" + this.column : "") + ": " + this.message;
	}

}
