package org.rowhouse.admin;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Coverage;
import org.rowhouse.content.PathRedirect;
import org.rowhouse.content.RedirectDraft;

/**
 * What is typed into a redirect.
 */
record RedirectForm(@Nullable String from, @Nullable String target, @Nullable String match, @Nullable String status) {

	static RedirectForm of(PathRedirect redirect) {
		return new RedirectForm(redirect.from(), redirect.target(), redirect.coverage().word(),
				(redirect.permanent()) ? "permanent" : "temporary");
	}

	/** What nobody chose is the usual: for the path alone, and for good. */
	RedirectForm complete() {
		return new RedirectForm(Texts.of(this.from), Texts.of(this.target),
				(Texts.of(this.match).equals("prefix")) ? "prefix" : "exact",
				(Texts.of(this.status).equals("temporary")) ? "temporary" : "permanent");
	}

	/** What is typed, by the names that the page has for it. */
	Map<String, String> fields() {
		return Map.of("from", Texts.of(this.from), "target", Texts.of(this.target), "match", Texts.of(this.match),
				"status", Texts.of(this.status));
	}

	RedirectDraft toDraft() {
		RedirectForm form = complete();
		return new RedirectDraft(Texts.of(form.from), ("prefix".equals(form.match)) ? Coverage.PREFIX : Coverage.EXACT,
				Texts.of(form.target), "permanent".equals(form.status));
	}

}
