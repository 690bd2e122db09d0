package org.rowhouse.account;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;

/**
 * Tells people by mail. It is called inside the transaction that gives the reason, so
 * that nothing is sent of what was rolled back.
 */
interface AccountMail {

	/**
	 * Tells whether mails can leave; otherwise whoever made a link has to pass it on.
	 * @return whether a mail server is set up
	 */
	boolean isReady();

	/**
	 * Sends a link to choose another password, which works for an hour.
	 * @param recipient the address
	 * @param username the name that the person signs in with
	 * @param path the path of the page
	 */
	void reset(String recipient, String username, String path);

	/**
	 * Sends an invitation, which works for a week.
	 * @param recipient the address
	 * @param inviter who invites, as others see them
	 * @param site the site, or {@code null} for the platform
	 * @param path the path of the page
	 */
	void invitation(String recipient, String inviter, @Nullable Site site, String path);

	/**
	 * Tells somebody that they sign in in another way from now on, in case it was not
	 * them. Nothing happens if they have no address or no mail can leave.
	 * @param account whose
	 * @param change what is different
	 */
	void notice(Account account, Change change);

	/** What somebody is told of. */
	enum Change {

		/** Another password holds. */
		PASSWORD("Your password has been changed", "Another password holds from now on, and every session has ended."),

		/** A code is asked for besides the password. */
		SECOND_STEP_ON("A second step is on", "From now on a code of an app is asked for when you sign in."),

		/** No code is asked for any more. */
		SECOND_STEP_OFF("Your second step is off", "From now on no code is asked for when you sign in."),

		/** A program works in their name. */
		TOKEN("A token has been made", "From now on a program can work in your name with it."),

		/** A device signs them in. */
		PASSKEY("A passkey has been added", "From now on a device can sign you in without the password.");

		private final String subject;

		private final String text;

		Change(String subject, String text) {
			this.subject = subject;
			this.text = text;
		}

		String subject() {
			return this.subject;
		}

		String text() {
			return this.text;
		}

	}

}
