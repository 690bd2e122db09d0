package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong on the server while it answered.
 *
 * @param id what the visitor was shown and the log has; empty if there is none
 * @param cause what is wrong, in a sentence
 * @param file the template or other file that is to blame, from {@code rowhouse.home},
 * with slashes, or {@code null}
 * @param line the line there, from 1, or {@code null}
 */
public record RequestFailure(String id, String cause, @Nullable String file, @Nullable Integer line) {

	/**
	 * A failure that no file is to blame for.
	 * @param id what the visitor was shown
	 * @param failure what was thrown
	 * @return its kind and the first line of what it says
	 */
	public static RequestFailure of(String id, Throwable failure) {
		String message = failure.getMessage();
		String first = (message != null) ? message.lines().findFirst().orElse("").strip() : "";
		String kind = failure.getClass().getSimpleName();
		return new RequestFailure(id, (first.isEmpty()) ? kind : kind + ": " + first, null, null);
	}

	@Override
	public String toString() {
		String place = (this.file != null) ? this.file + ((this.line != null) ? ", line " + this.line : "") + ": " : "";
		return place + this.cause + ((this.id.isEmpty()) ? "" : " [" + this.id + "]");
	}

}
