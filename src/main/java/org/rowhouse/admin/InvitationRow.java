package org.rowhouse.admin;

import org.rowhouse.account.Invitations.Invitation;
import org.rowhouse.account.Invitations.Sent;
import org.rowhouse.account.Role;

import org.springframework.web.servlet.ModelAndView;

/**
 * Somebody who has been invited, in a list.
 */
record InvitationRow(long id, String email, String role, String invitedBy, String expires) {

	static InvitationRow of(Invitation invitation) {
		Role role = invitation.role();
		String word = (role != null) ? role.word() : (invitation.administrator()) ? "administrator" : "no role yet";
		return new InvitationRow(invitation.id(), invitation.email(), word, invitation.invitedBy(),
				AccountController.when(invitation.expires()));
	}

	/**
	 * Where no mail server takes the link, whoever invites passes it on. It is shown at
	 * once, since it would be kept in the session until after a redirect.
	 */
	static ModelAndView showLink(Sent sent, ModelAndView view) {
		return view.addObject("link", sent.link())
			.addObject("linkAbout", "No mail server is set up. Copy this link and pass it on to " + sent.email()
					+ ". It works once, for a week, and is not shown again.");
	}

}
