package org.rowhouse.visitor;

/**
 * An area as somebody typed it.
 *
 * @param path where it begins
 * @param way {@code form} or {@code basic}
 * @param audience {@code password} or {@code visitors}
 * @param password the shared password; empty to leave it as it is
 */
public record AreaDraft(String path, String way, String audience, String password) {

	/** Without the password, which no log may show. */
	@Override
	public String toString() {
		return "AreaDraft[path=" + this.path + ", way=" + this.way + ", audience=" + this.audience + "]";
	}

}
