package org.rowhouse.api;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.SnippetDraft;
import org.rowhouse.content.SnippetText;

/**
 * A snippet in the REST API. In a request only the text is needed; with a version it is
 * saved only if nobody else has meanwhile.
 */
record SnippetBody(@Nullable String name, @Nullable String title, @Nullable String markdown, @Nullable String html,
		@Nullable String source, @Nullable Long version, @Nullable Instant updatedAt) {

	static SnippetBody of(SnippetText snippet) {
		return new SnippetBody(snippet.name(), snippet.title(), snippet.markdown(), snippet.html(), snippet.source(),
				snippet.version(), snippet.updatedAt());
	}

	SnippetDraft toDraft(String named) {
		return new SnippetDraft(named, (this.title != null) ? this.title : "",
				(this.markdown != null) ? this.markdown : "");
	}

}
