package org.rowhouse.site;

/**
 * The PostgreSQL role of the application is allowed to see rows that row level security
 * hides.
 */
class PrivilegedDatabaseRoleException extends IllegalStateException {

	private final String role;

	PrivilegedDatabaseRoleException(String role, boolean superuser) {
		super("The PostgreSQL role '" + role + "' " + ((superuser) ? "is a superuser" : "has BYPASSRLS")
				+ ", so row level security would not keep sites apart");
		this.role = role;
	}

	String role() {
		return this.role;
	}

}
