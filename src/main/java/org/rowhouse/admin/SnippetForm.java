package org.rowhouse.admin;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.SnippetDraft;
import org.rowhouse.content.SnippetText;

/**
 * The form of a snippet.
 *
 * @param name what pages call it
 * @param title what its editors call it
 * @param markdown its text
 * @param version the version that was opened; 0: a new one
 */
record SnippetForm(@Nullable String name, @Nullable String title, @Nullable String markdown, @Nullable Long version) {

	static SnippetForm empty() {
		return new SnippetForm("", "", "", 0L);
	}

	static SnippetForm of(SnippetText snippet) {
		return new SnippetForm(snippet.name(), snippet.title(), snippet.markdown(), snippet.version());
	}

	/** What is typed, by the names that the page has for it. */
	Map<String, String> fields() {
		return Map.of("name", Texts.of(this.name), "title", Texts.of(this.title), "markdown", Texts.of(this.markdown));
	}

	SnippetDraft toDraft() {
		return new SnippetDraft(Texts.of(this.name), Texts.of(this.title), Texts.of(this.markdown));
	}

	/** The name of a snippet that is there does not change. */
	SnippetForm named(String present) {
		return new SnippetForm(present, this.title, this.markdown, this.version);
	}

	long seen() {
		return (this.version != null) ? this.version : 0;
	}

}
