package org.rowhouse.search;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.backend.lucene.index.LuceneIndexManager;
import org.hibernate.search.engine.backend.work.execution.DocumentCommitStrategy;
import org.hibernate.search.engine.backend.work.execution.DocumentRefreshStrategy;
import org.hibernate.search.engine.environment.bean.BeanReference;
import org.hibernate.search.engine.reporting.EntityIndexingFailureContext;
import org.hibernate.search.engine.reporting.FailureContext;
import org.hibernate.search.engine.reporting.FailureHandler;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.AnnotatedTypeSource;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.StandalonePojoMappingConfigurer;
import org.hibernate.search.mapper.pojo.standalone.scope.SearchScope;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.hibernate.search.mapper.pojo.standalone.work.SearchIndexingPlan;
import org.hibernate.search.mapper.pojo.tenancy.TenantIdentifierConverter;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategyConfigurationContext;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The index of all sites on this node's disk. Everything that reads or writes entries
 * goes through {@link #session()}, which is limited to the bound site.
 */
@Component
class SearchIndex {

	private static final Logger logger = LoggerFactory.getLogger(SearchIndex.class);

	/** How much is made again after a crash, in milliseconds. */
	private static final int COMMIT_INTERVAL = 5_000;

	/** How old what is found may be, in milliseconds. */
	private static final int REFRESH_INTERVAL = 200;

	/** Megabytes of the heap for what is not written to the disk yet. */
	private static final int BUFFER = 16;

	private final Home home;

	private final CurrentSite currentSite;

	private volatile @Nullable CloseableSearchMapping mapping;

	private volatile boolean failed;

	private @Nullable IndexFolder folder;

	SearchIndex(Home home, CurrentSite currentSite) {
		this.home = home;
		this.currentSite = currentSite;
	}

	/**
	 * Opens the index, an empty one where there is none that can be opened.
	 * @throws IndexUnavailableException if that does not work
	 */
	synchronized void open() {
		try {
			if (this.folder == null) {
				this.folder = IndexFolder.take(this.home);
			}
			this.folder.clean();
			this.failed = false;
			this.mapping = build(this.folder);
		}
		catch (IOException | RuntimeException ex) {
			throw new IndexUnavailableException("The search index cannot be opened: " + ex.getMessage(), ex);
		}
	}

	private CloseableSearchMapping build(IndexFolder place) {
		String name = place.name();
		return SearchMapping.builder(AnnotatedTypeSource.empty(), MethodHandles.lookup())
			.property("hibernate.search.mapping.configurer", (StandalonePojoMappingConfigurer) (context) -> {
				var type = context.programmaticMapping().type(IndexedItem.class);
				type.searchEntity();
				type.indexed().index(name);
				type.property("id").documentId();
				type.binder(new IndexFields());
			})
			.property("hibernate.search.mapping.build_missing_discovered_jandex_indexes", false)
			.property("hibernate.search.mapping.discover_annotated_types_from_root_mapping_annotations", false)
			.property("hibernate.search.mapping.multi_tenancy.enabled", true)
			.property("hibernate.search.mapping.multi_tenancy.tenant_identifier_converter",
					BeanReference.ofInstance(new SiteIds()))
			.property("hibernate.search.background_failure_handler", BeanReference.ofInstance(new Failures()))
			.property("hibernate.search.backend.type", "lucene")
			.property("hibernate.search.backend.lucene_version", "LATEST")
			.property("hibernate.search.backend.analysis.configurer", BeanReference.ofInstance(new SearchAnalysis()))
			.property("hibernate.search.backend.directory.root", place.parent().toString())
			.property("hibernate.search.backend.io.commit_interval", COMMIT_INTERVAL)
			.property("hibernate.search.backend.io.refresh_interval", REFRESH_INTERVAL)
			.property("hibernate.search.backend.io.writer.ram_buffer_size", BUFFER)
			.build();
	}

	/**
	 * Closes the index; what has been written is kept.
	 * @param forGood whether another process may have the folder from now on
	 */
	synchronized void close(boolean forGood) {
		CloseableSearchMapping open = this.mapping;
		this.mapping = null;
		try {
			if (open != null) {
				open.close();
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The search index could not be closed well: {}", ex.getMessage());
		}
		if (forGood && this.folder != null) {
			try {
				this.folder.close();
			}
			catch (IOException ex) {
				logger.warn("The lock of the search index could not be given back: {}", ex.getMessage());
			}
			this.folder = null;
		}
	}

	/** Closes the index and deletes it. */
	synchronized void discard() {
		close(false);
		if (this.folder != null) {
			this.folder.clear();
		}
	}

	boolean isOpen() {
		return this.mapping != null;
	}

	/** Whether something went wrong behind the back of those who write. */
	boolean hasFailed() {
		return this.failed;
	}

	void suspect() {
		this.failed = true;
	}

	/**
	 * Begins to read or write entries of the bound site, which sees no other.
	 * @return a session, to be closed
	 * @throws org.rowhouse.site.NoCurrentSiteException if no site is bound
	 * @throws IndexUnavailableException if the index is not open
	 */
	SearchSession session() {
		Object siteId = this.currentSite.get().id();
		return require().createSessionWithOptions()
			.tenantId(siteId)
			.indexingPlanSynchronizationStrategy(SearchIndex::write)
			.build();
	}

	/**
	 * Writes entries of the bound site. They are found a moment later.
	 * @param entries the entries
	 * @param inPlace whether there may be older ones in their places
	 */
	void write(Collection<IndexedItem> entries, boolean inPlace) {
		try (SearchSession session = session()) {
			SearchIndexingPlan plan = session.indexingPlan();
			entries.forEach((inPlace) ? plan::addOrUpdate : plan::add);
		}
	}

	/**
	 * Deletes entries of the bound site.
	 * @param ids the numbers of items
	 */
	void delete(Collection<Long> ids) {
		try (SearchSession session = session()) {
			SearchIndexingPlan plan = session.indexingPlan();
			ids.forEach((id) -> plan.purge(IndexedItem.class, IndexedItem.idOf(id), null));
		}
	}

	/**
	 * Waits until all is in the index, and not until it is on the disk: that happens in
	 * its own time, and what is lost by then is made again.
	 */
	private static void write(IndexingPlanSynchronizationStrategyConfigurationContext plan) {
		plan.documentCommitStrategy(DocumentCommitStrategy.NONE);
		plan.documentRefreshStrategy(DocumentRefreshStrategy.NONE);
		plan.indexingFutureHandler((future) -> future.join().throwable().ifPresent((failure) -> {
			throw new IndexUnavailableException("The search index cannot be written: " + failure.getMessage(), failure);
		}));
	}

	/**
	 * Deletes all that there is of a site, which may be gone.
	 * @param siteId its number
	 */
	void purge(long siteId) {
		scope().workspace((Object) siteId).purge();
	}

	/**
	 * Reads up to which version sites are in the index, and in which language.
	 * @return notes by the number of the site
	 */
	Map<Long, SiteNote> notes() {
		return read(IndexReading::notes);
	}

	/**
	 * Reads which items of a site are in the index.
	 * @param siteId the number of the site
	 * @return their numbers and stamps
	 */
	IndexedStamps stamps(long siteId) {
		scope().workspace((Object) siteId).refresh();
		return read((reader) -> IndexReading.stamps(reader, siteId));
	}

	/**
	 * Finds words of the bound site that are written like those somebody typed.
	 * @param typed what was typed
	 * @param language the language of the site
	 * @return for each word those like it, with how similar they are, up to 1
	 */
	Map<String, Map<String, Float>> similar(QueryWords typed, SearchLanguage language) {
		long siteId = this.currentSite.get().id();
		return read((reader) -> SimilarWords.of(reader, siteId, typed, language));
	}

	/** How many entries there are, notes included. */
	int entries() {
		return read(IndexReader::numDocs);
	}

	/** How many bytes the index takes on the disk. */
	long bytes() {
		return require().indexedEntity(IndexedItem.class)
			.indexManager()
			.unwrap(LuceneIndexManager.class)
			.computeSizeInBytes();
	}

	/**
	 * Compares everything with its checksum, which takes a while.
	 * @throws IndexUnavailableException if something is not as it was written
	 */
	void verify() {
		read((reader) -> {
			for (LeafReaderContext leaf : reader.leaves()) {
				leaf.reader().checkIntegrity();
			}
			return true;
		});
	}

	private <T> T read(Reading<T> reading) {
		try (IndexReader reader = scope().extension(LuceneExtension.get()).openIndexReader()) {
			return reading.of(reader);
		}
		catch (IOException ex) {
			throw new IndexUnavailableException("The search index cannot be read: " + ex.getMessage(), ex);
		}
	}

	private SearchScope<IndexedItem> scope() {
		return require().scope(List.of(IndexedItem.class));
	}

	private SearchMapping require() {
		SearchMapping open = this.mapping;
		if (open == null) {
			throw new IndexUnavailableException("The search index is not open", null);
		}
		return open;
	}

	/** Each site is a tenant of its own for Hibernate Search. */
	private static final class SiteIds implements TenantIdentifierConverter {

		@Override
		public String toStringValue(Object siteId) {
			return siteId.toString();
		}

		@Override
		public Object fromStringValue(String siteId) {
			return Long.valueOf(siteId);
		}

	}

	private interface Reading<T> {

		T of(IndexReader reader) throws IOException;

	}

	/** What fails in the background has lost what was not committed. */
	private final class Failures implements FailureHandler {

		@Override
		public void handle(FailureContext context) {
			note(context.throwable());
		}

		@Override
		public void handle(EntityIndexingFailureContext context) {
			note(context.throwable());
		}

		private void note(Throwable failure) {
			logger.warn("The search index failed and is opened again: {}", failure.getMessage());
			SearchIndex.this.failed = true;
		}

	}

}
