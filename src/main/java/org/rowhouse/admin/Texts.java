package org.rowhouse.admin;

import org.jspecify.annotations.Nullable;

/**
 * Fields of forms, which a browser may leave out.
 */
final class Texts {

	private Texts() {
	}

	static String of(@Nullable String field) {
		return (field != null) ? field : "";
	}

}
