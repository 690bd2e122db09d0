package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A way back from what was just done: a button beside the notice on the next page, which
 * sends what was there to the form that makes such a thing. It is asked for the same
 * permission and checked in the same way as if somebody had typed it again. Nothing is
 * kept but in the session of who did it, until the next page is shown.
 */
final class Undo {

	private Undo() {
	}

	/**
	 * Offers it.
	 * @param redirect of the answer that says what was done
	 * @param action where the form of such a thing is sent to
	 * @param fields what was there, as the form names it
	 */
	static void offer(RedirectAttributes redirect, String action, Map<String, String> fields) {
		redirect.addFlashAttribute("undoAction", action);
		redirect.addFlashAttribute("undoFields", new LinkedHashMap<>(fields));
	}

}
