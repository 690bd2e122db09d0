package org.rowhouse.search;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.hibernate.search.engine.backend.document.DocumentElement;
import org.hibernate.search.engine.backend.document.IndexFieldReference;
import org.hibernate.search.engine.backend.document.model.dsl.IndexSchemaElement;
import org.hibernate.search.engine.backend.types.Highlightable;
import org.hibernate.search.engine.backend.types.Norms;
import org.hibernate.search.engine.backend.types.Projectable;
import org.hibernate.search.engine.backend.types.Searchable;
import org.hibernate.search.engine.backend.types.Sortable;
import org.hibernate.search.mapper.pojo.bridge.TypeBridge;
import org.hibernate.search.mapper.pojo.bridge.binding.TypeBindingContext;
import org.hibernate.search.mapper.pojo.bridge.mapping.programmatic.TypeBinder;
import org.hibernate.search.mapper.pojo.bridge.runtime.TypeBridgeWriteContext;
import org.rowhouse.content.PublishedText;

/**
 * The fields of an entry. Title, tags with summary, and text have a field for each
 * language, of which one is filled: the same letters are another word elsewhere.
 */
final class IndexFields implements TypeBinder {

	/** The number of the site. */
	static final String SITE = "site";

	/** The number of the item; a note has none. */
	static final String ITEM = "item";

	/** The stamp of an item, or the version of the site that a note has. */
	static final String VERSION = "version";

	/** The number of the language that a note has; an item has none. */
	static final String LANGUAGE = "language";

	static final String NOTE = "note";

	static final String IS_NOTE = "yes";

	static final String KIND = "kind";

	static final String URL = "url";

	static final String SUMMARY = "summary";

	static final String PUBLISHED = "published";

	/** The beginnings of the words of the title. */
	static final String BEGINNINGS = "beginnings";

	static String title(SearchLanguage language) {
		return "title-" + language.code();
	}

	/** Tags and summary. */
	static String about(SearchLanguage language) {
		return "about-" + language.code();
	}

	static String text(SearchLanguage language) {
		return "text-" + language.code();
	}

	/** All fields in which words are searched. */
	static List<String> ofWords(SearchLanguage language) {
		return List.of(title(language), about(language), text(language));
	}

	@Override
	public void bind(TypeBindingContext context) {
		context.dependencies().useRootOnly();
		context.bridge(IndexedItem.class, new Bridge(context.indexSchemaElement()));
	}

	/**
	 * The fields of the item in one language.
	 *
	 * @param title the title
	 * @param about tags and summary
	 * @param text the text
	 */
	private record Words(IndexFieldReference<String> title, IndexFieldReference<String> about,
			IndexFieldReference<String> text) {

		static Words in(IndexSchemaElement schema, SearchLanguage language) {
			String analyzer = SearchAnalysis.stems(language);
			return new Words(shown(schema, IndexFields.title(language), analyzer),
					schema.field(IndexFields.about(language), (type) -> type.asString().analyzer(analyzer))
						.toReference(),
					shown(schema, IndexFields.text(language), analyzer));
		}

		private static IndexFieldReference<String> shown(IndexSchemaElement schema, String name, String analyzer) {
			return schema
				.field(name,
						(type) -> type.asString()
							.analyzer(analyzer)
							.projectable(Projectable.YES)
							.highlightable(List.of(Highlightable.UNIFIED)))
				.toReference();
		}

	}

	private static final class Bridge implements TypeBridge<IndexedItem> {

		private final IndexFieldReference<Long> site;

		private final IndexFieldReference<Long> item;

		private final IndexFieldReference<Long> version;

		private final IndexFieldReference<Long> language;

		private final IndexFieldReference<String> note;

		private final IndexFieldReference<String> kind;

		private final IndexFieldReference<String> url;

		private final IndexFieldReference<String> summary;

		private final IndexFieldReference<Instant> published;

		private final IndexFieldReference<String> beginnings;

		private final Map<SearchLanguage, Words> words = new EnumMap<>(SearchLanguage.class);

		Bridge(IndexSchemaElement schema) {
			this.site = schema.field(SITE, (type) -> type.asLong().sortable(Sortable.YES)).toReference();
			this.item = number(schema, ITEM);
			this.version = number(schema, VERSION);
			this.language = number(schema, LANGUAGE);
			this.note = schema.field(NOTE, (type) -> type.asString()).toReference();
			this.kind = kept(schema, KIND);
			this.url = kept(schema, URL);
			this.summary = kept(schema, SUMMARY);
			this.published = schema
				.field(PUBLISHED, (type) -> type.asInstant().projectable(Projectable.YES).searchable(Searchable.NO))
				.toReference();
			this.beginnings = schema
				.field(BEGINNINGS,
						(type) -> type.asString()
							.analyzer(SearchAnalysis.BEGINNINGS)
							.searchAnalyzer(SearchAnalysis.PLAIN_WORDS)
							.norms(Norms.YES))
				.toReference();
			for (SearchLanguage language : SearchLanguage.values()) {
				this.words.put(language, Words.in(schema, language));
			}
		}

		private static IndexFieldReference<Long> number(IndexSchemaElement schema, String name) {
			return schema.field(name, (type) -> type.asLong().sortable(Sortable.YES).searchable(Searchable.NO))
				.toReference();
		}

		private static IndexFieldReference<String> kept(IndexSchemaElement schema, String name) {
			return schema.field(name, (type) -> type.asString().projectable(Projectable.YES).searchable(Searchable.NO))
				.toReference();
		}

		@Override
		public void write(DocumentElement target, IndexedItem entry, TypeBridgeWriteContext context) {
			PublishedText text = entry.text();
			SearchLanguage language = entry.language();
			SiteNote note = entry.note();
			target.addValue(this.site, entry.siteId());
			target.addValue(this.version, entry.version());
			if (note != null) {
				target.addValue(this.language, note.language());
				target.addValue(this.note, IS_NOTE);
			}
			if (text == null || language == null) {
				return;
			}
			target.addValue(this.item, text.id());
			target.addValue(this.kind, text.kind().word());
			target.addValue(this.url, text.url());
			target.addValue(this.summary, text.excerpt());
			target.addValue(this.published, text.publishAt());
			target.addValue(this.beginnings, text.title());
			Words fields = this.words.get(language);
			if (fields != null) {
				target.addValue(fields.title(), text.title());
				target.addValue(fields.about(), String.join("\n", text.tags()) + "\n" + text.about());
				target.addValue(fields.text(), text.text());
			}
		}

	}

}
