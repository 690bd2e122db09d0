package org.rowhouse.mail;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * All that is known about the mail server.
 *
 * @param settings what holds
 * @param password the password that holds, or {@code null}
 * @param fixed the fields that properties of the operator set
 * @param unreadable whether there is a stored password that cannot be decrypted
 */
record SmtpAccount(SmtpSettings settings, @Nullable String password, Set<SmtpField> fixed, boolean unreadable) {

	/** Without the password, for whoever prints it. */
	@Override
	public String toString() {
		return "SmtpAccount[" + this.settings.server() + "]";
	}

}
