package org.rowhouse.content;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.rowhouse.RowhouseApplication;
import org.rowhouse.search.SiteSearch;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Postgres;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How long a page of a list takes on a site with very many posts and pages.
 */
public final class ListMeasurement {

	private static final int WARM_UP = 10;

	private static final int ROUNDS = 25;

	private static final int SIZE = 50;

	private ListMeasurement() {
	}

	/**
	 * Measures.
	 * @param args {@code h2} or {@code postgresql}, the number of posts and of pages, and
	 * a folder for the H2 file, which is filled if it is empty
	 */
	public static void main(String[] args) throws Exception {
		boolean postgresql = args[0].equals("postgresql");
		int items = Integer.parseInt(args[1]);
		Path home = Path.of(args[2]).toAbsolutePath();
		List<String> settings = new ArrayList<>(
				List.of("rowhouse.home=" + home, "rowhouse.admin.password=only for measuring"));
		if (postgresql) {
			Postgres.Database database = Postgres.newDatabase();
			settings.addAll(database.properties());
			fill(database.url(), "rowhouse", "rowhouse", "postgresql", items);
		}
		else if (!Files.exists(home.resolve("data/rowhouse.mv.db"))) {
			Files.createDirectories(home.resolve("data"));
			fill("jdbc:h2:file:" + home.resolve("data/rowhouse")
					+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "sa", "", "h2", items);
		}
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(RowhouseApplication.class)
			.web(WebApplicationType.SERVLET)
			.properties("logging.level.root=warn")
			.run(settings.stream().map((setting) -> "--" + setting).toArray(String[]::new))) {
			CurrentSite currentSite = context.getBean(CurrentSite.class);
			currentSite.run(context.getBean(Sites.class).find("big").orElseThrow(), () -> {
				awaitIndex(context.getBean(SiteSearch.class));
				measure(context, items);
			});
		}
		System.exit(0);
	}

	/** It would be made while the lists are read, otherwise. */
	private static void awaitIndex(SiteSearch search) {
		long begun = System.nanoTime();
		while (!search.search("post", 0).complete()) {
			try {
				Thread.sleep(100);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		System.out.printf("the search index out of the database, unless it was there: %.1f s%n",
				(System.nanoTime() - begun) / 1e9);
	}

	private static void measure(ConfigurableApplicationContext context, int items) {
		ContentLists lists = context.getBean(ContentLists.class);
		PageTrees trees = context.getBean(PageTrees.class);
		List<Case> cases = List.of(new Case("all", ListFilter.NONE),
				new Case("text, many", new ListFilter("number 7", null, "", "", null)),
				new Case("text, none", new ListFilter("nothing like it", null, "", "", null)),
				new Case("state", new ListFilter("", ContentState.DRAFT, "", "", null)),
				new Case("tag, half", new ListFilter("", null, "common", "", null)),
				new Case("tag, few", new ListFilter("", null, "rare", "", null)),
				new Case("author", new ListFilter("", null, "", "Author 3", null)),
				new Case("year", new ListFilter("", null, "", "", Year.of(2020))),
				new Case("text, tag, state", new ListFilter("7", ContentState.PUBLISHED, "common", "", null)));
		for (Case each : cases) {
			for (ListSort sort : ListSort.values()) {
				for (int page : new int[] { 0, items / SIZE / 4, Integer.MAX_VALUE / SIZE }) {
					print("posts, " + each.name() + ", by " + sort.word() + ", page "
							+ ((page > items) ? "last" : String.valueOf(page + 1)),
							() -> lists.list(ContentKind.POST, each.filter(), sort, page, SIZE));
				}
			}
		}
		print("pages, all, by title, last", () -> lists.list(ContentKind.PAGE, ListFilter.NONE, ListSort.TITLE,
				Integer.MAX_VALUE / SIZE, SIZE));
		print("tree, top", () -> trees.level("", 0));
		print("tree, a branch", () -> trees.level("part-7", 0));
		print("tree, without a page above", () -> trees.withoutOneAbove(200));
	}

	private static void print(String name, Runnable action) {
		for (int i = 0; i < WARM_UP; i++) {
			action.run();
		}
		double[] times = new double[ROUNDS];
		for (int i = 0; i < ROUNDS; i++) {
			long begun = System.nanoTime();
			action.run();
			times[i] = (System.nanoTime() - begun) / 1e6;
		}
		Arrays.sort(times);
		System.out.printf("%-60s %7.1f ms, at most %7.1f ms%n", name, times[ROUNDS / 2], times[ROUNDS - 1]);
	}

	private static void fill(String url, String user, String password, String vendor, int items) throws SQLException {
		Flyway.configure()
			.dataSource(url, user, password)
			.locations("classpath:db/common", "classpath:db/" + vendor)
			.javaMigrations(new ListedTextMigration())
			.load()
			.migrate();
		boolean h2 = vendor.equals("h2");
		String numbers = (h2) ? "(select \"X\" as n from system_range(1, %d)) as numbers"
				: "generate_series(1, %d) as numbers(n)";
		try (Connection connection = DriverManager.getConnection(url, user, password);
				Statement statement = connection.createStatement()) {
			if (!h2) {
				statement.execute("set app.site_id = '1'");
			}
			statement.execute("""
					insert into site (id, site_key, name, tagline, theme, locale, time_zone, state, version, options,
						created_at)
					values (nextval('site_seq'), 'big', 'Big', '', 'plain', 'en', 'UTC', 'ACTIVE', 1, '{}',
						current_timestamp)""");
			statement.execute("""
					insert into content_item (id, site_id, kind, path, title, summary, excerpt, markdown, html,
						template, state, publish_at, author, author_slug, above, listed, created_at, updated_at)
					select n, 1, 'POST', 'post-' || n, 'Post number ' || n, '', 'Excerpt of ' || n,
						repeat('Text of a post. ', 100), repeat('<p>Text of a post.</p>', 100), '',
						case when mod(n, 10) = 0 then 'DRAFT' else 'PUBLISHED' end,
						timestamp with time zone '2015-01-01 00:00:00+00' + n * interval '1' hour,
						'Author ' || mod(n, 20), 'author-' || mod(n, 20), '', 'post number ' || n || ' post-' || n,
						current_timestamp, current_timestamp - n * interval '1' second
					from %s""".formatted(numbers.formatted(items)));
			statement.execute("""
					insert into content_item (id, site_id, kind, path, title, summary, excerpt, markdown, html,
						template, state, publish_at, above, listed, created_at, updated_at)
					select %1$d + n, 1, 'PAGE', path, 'Page ' || n, '', '', 'Text', '<p>Text</p>', '', 'PUBLISHED',
						current_timestamp, above, 'page ' || n || ' ' || path, current_timestamp, current_timestamp
					from (select n, case when n <= 300 then 'part-' || n else 'part-' || mod(n, 300) || '/page-' || n end
						as path, case when n <= 300 then '' else 'part-' || mod(n, 300) end as above from %2$s) as pages"""
				.formatted(items, numbers.formatted(items)));
			statement.execute("""
					insert into item_tag (id, site_id, item_id, slug, name)
					select n, 1, n, case when mod(n, 1000) = 0 then 'rare' when mod(n, 2) = 0 then 'common'
						else 'other' end, 'Name' from %s""".formatted(numbers.formatted(items)));
			statement.execute((h2) ? "shutdown compact" : "vacuum analyze");
		}
	}

	private record Case(String name, ListFilter filter) {

	}

}
