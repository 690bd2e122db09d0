package org.rowhouse.account;

/**
 * The password in {@code rowhouse.admin.password} is not acceptable.
 */
class UnusablePasswordException extends IllegalStateException {

	UnusablePasswordException(String reason) {
		super(reason);
	}

}
