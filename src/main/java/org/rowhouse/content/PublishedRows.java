package org.rowhouse.content;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.rowhouse.content.PublishedContent.PostList;
import org.rowhouse.site.TextMapConverter;

import org.springframework.stereotype.Repository;

/**
 * Reads what visitors are shown most, in SQL: the columns that pages need and no others.
 * <p>
 * Hibernate translates a query anew each time it is asked where rows are limited to a
 * site, which takes longer than the database does. Here each statement limits the rows
 * itself, to the site that the session of the running transaction was opened for: the
 * same one that Hibernate would have added, and that row level security holds to on
 * PostgreSQL. No other class asks in SQL what visitors see (decision 0027).
 */
@Repository
class PublishedRows {

	/** An item without its Markdown. */
	static final String ITEM = "select i.id, i.kind, i.path, i.title, i.summary, i.excerpt, i.html, i.template, i.state,"
			+ " i.publish_at, i.author, i.cover, i.cover_alt, i.pinned, i.hidden, i.position, i.unpublish_at, i.fields,"
			+ " i.source, i.origin_site_id, i.origin_item_id, i.origin_path, i.version, i.updated_at, i.updated_by"
			+ " from content_item i where i.site_id = ? and i.kind = ? and i.path = ?"
			+ " and i.state in ('PUBLISHED', 'ARCHIVED')";

	static final String TAGS = "select t.slug, t.name from item_tag t where t.site_id = ? and t.item_id = ?";

	/** A tag of each post in each row, and one row for a post without tags. */
	private static final String LISTED = "select i.id, i.kind, i.path, i.title, i.excerpt, i.state, i.publish_at, i.source,"
			+ " i.updated_at, i.author, i.cover, i.cover_alt, i.pinned, i.hidden, i.position, t.slug, t.name"
			+ " from content_item i left join item_tag t on t.site_id = i.site_id and t.item_id = i.id"
			+ " where i.site_id = ? and i.id in (select p.id from content_item p"
			+ " where p.site_id = ? and p.kind = 'POST' and p.state = 'PUBLISHED'";

	/**
	 * What is skipped is skipped in an index, without a look at the rows. H2 parses a
	 * statement anew each time if these two are arguments.
	 */
	private static final String PART = " offset %d rows fetch first %d rows only)";

	private static final String NEWEST = " order by p.publish_at desc, p.id desc" + PART
			+ " order by i.publish_at desc, i.id desc";

	static final String POSTS = LISTED + " order by p.pinned desc, p.publish_at desc, p.id desc" + PART
			+ " order by i.pinned desc, i.publish_at desc, i.id desc";

	static final String POSTS_BETWEEN = LISTED + " and p.publish_at >= ? and p.publish_at < ?" + NEWEST;

	static final String POSTS_TAGGED = LISTED
			+ " and p.id in (select g.item_id from item_tag g where g.site_id = ? and g.slug = ?)" + NEWEST;

	static final String POSTS_BY = LISTED + " and p.author_slug = ?" + NEWEST;

	/** The index begins with what is asked for of each of them (V22, for the second). */
	static final String PLANNED = "select (select min(i.publish_at) from content_item i where i.site_id = ? and"
			+ " i.kind in ('PAGE', 'POST') and i.state = 'SCHEDULED'), (select u.unpublish_at from content_item u"
			+ " where u.site_id = ? and u.state = 'PUBLISHED' and u.unpublish_at is not null order by u.unpublish_at"
			+ " fetch first 1 rows only)";

	private static final TextMapConverter FIELDS = new TextMapConverter();

	@PersistenceContext
	@SuppressWarnings("NullAway.Init")
	private EntityManager entityManager;

	/**
	 * Finds what visitors see or may have seen.
	 * @return the item, without its Markdown; with the tags of a post in no order
	 */
	Optional<Item> findSeen(ContentKind kind, String path) {
		Optional<Item> found = query(ITEM, List.of(kind.name(), path), PublishedRows::item).stream().findFirst();
		return found.map((item) -> (item.kind() == ContentKind.POST && item.state() == ContentState.PUBLISHED)
				? item.with(query(TAGS, List.of(item.id()), (row) -> new Tag(row.text(), row.text()))) : item);
	}

	/** Posts with their tags, those that are pinned first. */
	PostList posts(int offset, int limit) {
		return listed(POSTS, offset, limit, List.of());
	}

	PostList postsBetween(Instant from, Instant to, int offset, int limit) {
		return listed(POSTS_BETWEEN, offset, limit, List.of(from, to));
	}

	PostList postsTagged(String slug, int offset, int limit) {
		return listed(POSTS_TAGGED, offset, limit, List.of(Site.BOUND, slug));
	}

	PostList postsBy(String slug, int offset, int limit) {
		return listed(POSTS_BY, offset, limit, List.of(slug));
	}

	/** When the next item is published or taken back by plan, whichever is first. */
	Optional<Instant> nextPlanned() {
		return query(PLANNED, List.of(Site.BOUND), (row) -> earlier(row.timeOrNull(), row.timeOrNull())).get(0);
	}

	private static Optional<Instant> earlier(@Nullable Instant published, @Nullable Instant takenBack) {
		return Stream.of(Optional.ofNullable(published), Optional.ofNullable(takenBack))
			.flatMap(Optional::stream)
			.min(Instant::compareTo);
	}

	private PostList listed(String sql, int offset, int limit, Collection<?> arguments) {
		List<Object> all = new ArrayList<>();
		all.add(Site.BOUND);
		all.addAll(arguments);
		Map<Long, ItemSummary> posts = new LinkedHashMap<>();
		Map<Long, List<Tag>> tags = new LinkedHashMap<>();
		query(String.format(Locale.ROOT, sql, offset, limit), all, (row) -> {
			ItemSummary post = summary(row);
			posts.putIfAbsent(post.id(), post);
			String slug = row.textOrNull();
			if (slug != null) {
				tags.computeIfAbsent(post.id(), (id) -> new ArrayList<>()).add(new Tag(slug, row.text()));
			}
			return post;
		});
		return new PostList(List.copyOf(posts.values()), tags);
	}

	private static Item item(Row row) throws SQLException {
		long id = row.number();
		ContentKind kind = ContentKind.valueOf(row.text());
		String path = row.text();
		String title = row.text();
		String summary = row.text();
		String excerpt = row.text();
		String html = row.text();
		String template = row.text();
		ContentState state = ContentState.valueOf(row.text());
		Instant publishAt = row.timeOrNull();
		ItemDetails details = new ItemDetails(row.text(), row.text(), row.text(), row.flag(), row.flag(),
				(int) row.number(), row.timeOrNull(), FIELDS.convertToEntityAttribute(row.text()));
		return new Item(id, kind, path, title, summary, excerpt, "", html, template, state, publishAt, List.of(),
				details, row.textOrNull(), origin(row), row.number(), row.time(), row.text());
	}

	private static @Nullable Origin origin(Row row) throws SQLException {
		long site = row.number();
		long item = row.number();
		String path = row.textOrNull();
		return (path != null) ? new Origin(site, item, path) : null;
	}

	private static ItemSummary summary(Row row) throws SQLException {
		return new ItemSummary(row.number(), ContentKind.valueOf(row.text()), row.text(), row.text(), row.text(),
				ContentState.valueOf(row.text()), row.timeOrNull(), row.textOrNull(), row.time(), row.text(),
				row.text(), row.text(), row.flag(), row.flag(), (int) row.number());
	}

	/**
	 * Asks in the running transaction, within the time that it has left. The first
	 * argument of every statement is the bound site, which nobody hands in.
	 */
	private <T> List<T> query(String sql, Collection<?> arguments, Reading<T> reading) {
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		Object site = Objects.requireNonNull(session.getTenantIdentifierValue(), "A session is for a site");
		JdbcCoordinator jdbc = session.getJdbcCoordinator();
		PreparedStatement statement = jdbc.getStatementPreparer().prepareQueryStatement(sql, false, null);
		try {
			statement.setObject(1, site);
			int place = 1;
			for (Object argument : arguments) {
				statement.setObject(++place, (argument == Site.BOUND) ? site : value(argument));
			}
			return read(jdbc.getResultSetReturn().extract(statement, sql), reading);
		}
		catch (SQLException ex) {
			throw session.getJdbcServices()
				.getSqlExceptionHelper()
				.convert(ex, "could not read published content", sql);
		}
		finally {
			jdbc.getLogicalConnection().getResourceRegistry().release(statement);
			jdbc.afterStatementExecution();
		}
	}

	private static Object value(Object argument) {
		return (argument instanceof Instant time) ? time.atOffset(ZoneOffset.UTC) : argument;
	}

	private static <T> List<T> read(ResultSet results, Reading<T> reading) throws SQLException {
		List<T> read = new ArrayList<>();
		while (results.next()) {
			read.add(reading.read(new Row(results)));
		}
		return read;
	}

	/** Stands for the site of the session where a statement names it once more. */
	private enum Site {

		BOUND

	}

	private interface Reading<T> {

		T read(Row row) throws SQLException;

	}

	/** The columns of a row, one after the other. */
	private static final class Row {

		private final ResultSet results;

		private int column;

		Row(ResultSet results) {
			this.results = results;
		}

		/** Of nothing it is 0. */
		long number() throws SQLException {
			return this.results.getLong(++this.column);
		}

		boolean flag() throws SQLException {
			return this.results.getBoolean(++this.column);
		}

		String text() throws SQLException {
			return this.results.getString(++this.column);
		}

		@Nullable String textOrNull() throws SQLException {
			return this.results.getString(++this.column);
		}

		Instant time() throws SQLException {
			return Objects.requireNonNull(timeOrNull(), "a time that is never missing");
		}

		@Nullable Instant timeOrNull() throws SQLException {
			OffsetDateTime time = this.results.getObject(++this.column, OffsetDateTime.class);
			return (time != null) ? time.toInstant() : null;
		}

	}

}
